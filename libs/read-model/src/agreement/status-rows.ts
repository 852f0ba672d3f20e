import {
  changeDays,
  correctedIn,
  correctionsIn,
  contentOn,
  daysOfSuspensions,
  expiringEndOf,
  foldLetters,
  governingTermOn,
  keptWith,
  statusOn,
  termOn,
  type AgreementLine,
  type Content,
  type Day,
  type DomainEvent,
  type Patch,
  type PastEvent,
  type StatusOn,
  type Term,
} from '@entente/domain';
import { pastEventsOf, type RecordedEvent } from '@entente/ledger';
import { segments } from '../schema/segments.js';
import type { NewRow } from '../schema/table.js';
import { amendmentDays } from './counted-rows.js';
import { MOST_COUNTED, partiesInShort } from './parties-in-short.js';
import { isPartlySuspended } from './suspension-rows.js';
import type { AGREEMENT_STATUS, DecidingAct, LEAD, TermContent } from './table.js';

/** The status line, cut at each day on which its answer may change. */
export function statusRows(
  agreementId: string,
  line: AgreementLine,
  actOf: (id: string) => KnownAct | null,
): readonly NewRow<typeof AGREEMENT_STATUS>[] {
  if (!line.registration) return [];
  const { data } = line.registration;
  const parties = partiesCount(line);
  const kept = termContents(line.terms);
  const contents = new Map(line.terms.map((term, place) => [term, kept[place]]));
  const suspensionDays = daysOfSuspensions(line.suspensions);
  return segments(
    [...changeDays(line), ...parties.days, ...suspensionDays, ...amendmentDays(line)],
    (day) => {
      const on = statusOn(line, day);
      const term = termOn(line.terms, day);
      const governing = governingTermOn(line.terms, day);
      const end = governing && expiringEndOf(governing);
      const content = contentOn(line, day);
      return {
        agreement_id: agreementId,
        status: on.status,
        possible: on.possible,
        certainty: on.certainty,
        in_force: on.inForce,
        since: on.since,
        decided_by: [
          ...on.decidedBy.map(({ id }) => id),
          ...on.decidedBy.flatMap(({ id }) => actOf(id)?.rectifiedBy ?? []),
        ],
        decided: on.decidedBy.flatMap(({ id }) => actOf(id)?.act ?? []),
        rectified: on.decidedBy.some(({ id }) => (actOf(id)?.rectifiedBy ?? []).length > 0),
        date_uncertain: isUncertain(on),
        term: term && (contents.get(term) ?? null),
        ends_on: end?.latest ?? end?.point ?? 'infinity',
        governing: governing && (contents.get(governing) ?? null),
        parties: parties.on(day),
        partly_suspended: suspensionDays.length > 0 && isPartlySuspended(line, day),
        title_key: titleKeyOf(content),
        kind: data.kind,
      };
    },
  );
}

/** A title is part of what is recorded, which never changes, and is asked for after each event of its agreement. */
const titleKeys = keptWith<object, string>();

/** What an agreement is sorted by: the first of its titles on the day. */
function titleKeyOf(content: Content | null): string {
  const title = content?.title[0];
  if (!title) return '';
  const known = titleKeys.get(title);
  if (known !== undefined) return known;
  const key = foldLetters(title.text).slice(0, 200);
  titleKeys.set(title, key);
  return key;
}

/** How many parties there are on each day: few questions ask it, so it is cut where that number passes two. */
function partiesCount(line: AgreementLine): {
  readonly days: readonly Day[];
  readonly on: (day: Day) => number;
} {
  const { firstBegun, someEnded } = partiesInShort(line.participations);
  // Where nobody ever leaves, only the first two to come are asked for.
  const parties = someEnded ? line.participations.filter(({ as }) => as === 'PARTY') : [];
  const starts = someEnded ? parties.map(({ began }) => began.point).toSorted() : firstBegun;
  const ends = parties.flatMap(({ ended }) => (ended ? [ended.point] : [])).toSorted();
  const days = [...new Set([...starts, ...ends])].toSorted();
  const on = (day: Day) => Math.min(MOST_COUNTED, until(starts, day) - until(ends, day));
  return {
    days: days.filter((day, index) => on(day) !== (index === 0 ? 0 : on(days[index - 1] as Day))),
    on,
  };
}

/** How many of some days, in their order, are not after a day. */
function until(sorted: readonly Day[], day: Day): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as Day) <= day) from = middle + 1;
    else to = middle;
  }
  return from;
}

function isUncertain({ decidedBy, status, endsOn }: StatusOn): boolean {
  const dates = status === 'EXPIRED' && endsOn ? [endsOn] : decidedBy.map(({ effective }) => effective);
  return dates.some(({ edtf, earliest, latest }) => earliest !== latest || /[?~%]/.test(edtf));
}

/** An act as flags ask of it, and the rectifications in effect that set a date of it, oldest first. */
export interface KnownAct {
  readonly act: DecidingAct;
  readonly rectifiedBy: readonly string[];
}

/** Tells of the acts of an agreement, as they are corrected, by id: hardly any of them decides. */
export function decidingActs(
  facts: readonly DomainEvent[],
  history: readonly RecordedEvent[],
): (id: string) => KnownAct | null {
  const corrections = correctionsIn(pastEventsOf(history));
  const known = new Map<string, KnownAct | null>();
  const find = (id: string): KnownAct | null => {
    // The last of many signatures is the one that decided.
    const fact = facts.findLast((one) => one.id === id);
    const event = history.findLast(({ envelope }) => envelope.id === id);
    if (!fact || !event) return null;
    const { occurred, effective, data } = fact;
    const { basis } = data as { readonly basis?: unknown };
    const act = {
      eventId: id,
      recorded: event.envelope.recorded,
      happenedBy: occurred.latest ?? occurred.point,
      presumed: effective.basis === 'PRESUMED' || (typeof basis === 'string' && basis.startsWith('PRESUMED')),
    };
    const rectifiedBy = correctedIn(corrections, id).rectifiedBy.filter(setsADate);
    return { act, rectifiedBy: rectifiedBy.map((one) => one.id) };
  };
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const act = find(id);
    known.set(id, act);
    return act;
  };
}

/** The members of terms and acts from which a status is reckoned. */
const DATES_IN_DATA = ['startsOn', 'endsOn', 'newEndsOn', 'duration', 'openEnded', 'tacit', 'until'];

function setsADate({ data: { set, removed = [] } }: PastEvent<string, Patch>): boolean {
  if (set?.occurred || set?.effective) return true;
  return DATES_IN_DATA.some((member) => removed.includes(member) || (set?.data && member in set.data));
}

/** The terms as the read model keeps them, in the order in which they hold. */
export function termContents(terms: readonly Term[]): readonly TermContent[] {
  return terms.map(({ setBy, governsFrom: _governs, ...term }, place) => ({
    ...term,
    setBy: setBy.id,
    to: terms[place + 1]?.from ?? null,
  }));
}

/** Who leads: the last designation for each role, by points. */
export function leadRows(agreementId: string, line: AgreementLine): readonly NewRow<typeof LEAD>[] {
  return line.leads.flatMap(({ event, began, ended }) => {
    if (ended && ended.point <= began.point) return [];
    return event.data.organizationIds.map((organizationId, place) => ({
      agreement_id: agreementId,
      organization_id: organizationId,
      role: event.data.role ?? null,
      place,
      event_id: event.id,
      valid_from: began.point,
      valid_to: ended?.point ?? 'infinity',
    }));
  });
}
