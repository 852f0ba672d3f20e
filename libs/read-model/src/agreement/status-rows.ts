import {
  changeDays,
  contentOn,
  daysOfSuspensions,
  expiringEndOf,
  foldLetters,
  governingTermOn,
  statusOn,
  termOn,
  type AgreementLine,
  type Content,
  type Day,
  type StatusOn,
  type Term,
} from '@entente/domain';
import type { RecordedEvent } from '@entente/ledger';
import { segments } from '../schema/segments.js';
import type { NewRow } from '../schema/table.js';
import { isPartlySuspended } from './suspension-rows.js';
import type { AGREEMENT_STATUS, DecidingAct, LEAD, TermContent } from './table.js';

/** The status line, cut at each day on which its answer may change. */
export function statusRows(
  agreementId: string,
  line: AgreementLine,
  recorded: ReadonlyMap<string, RecordedEvent>,
): readonly NewRow<typeof AGREEMENT_STATUS>[] {
  if (!line.registration) return [];
  const { data } = line.registration;
  const parties = partiesCount(line);
  const kept = termContents(line.terms);
  const contents = new Map(line.terms.map((term, place) => [term, kept[place]]));
  const suspensionDays = daysOfSuspensions(line.suspensions);
  const amendedOn = line.contents.flatMap(({ from }) => (from === null ? [] : [from]));
  return segments([...changeDays(line), ...parties.days, ...suspensionDays, ...amendedOn], (day) => {
    const on = statusOn(line, day);
    const term = termOn(line.terms, day);
    const governing = governingTermOn(line.terms, day);
    const end = governing && expiringEndOf(governing);
    return {
      agreement_id: agreementId,
      status: on.status,
      possible: on.possible,
      certainty: on.certainty,
      in_force: on.inForce,
      since: on.since,
      decided_by: on.decidedBy.map(({ id }) => id),
      decided: on.decidedBy.flatMap(({ id }) => decidingAct(recorded.get(id))),
      date_uncertain: isUncertain(on),
      term: term && (contents.get(term) ?? null),
      ends_on: end?.latest ?? end?.point ?? 'infinity',
      governing: governing && (contents.get(governing) ?? null),
      parties: parties.on(day),
      partly_suspended: suspensionDays.length > 0 && isPartlySuspended(line, day),
      title_key: titleKeyOf(contentOn(line, day)),
      kind: data.kind,
    };
  });
}

/** What an agreement is sorted by: the first of its titles on the day. */
function titleKeyOf(content: Content | null): string {
  return foldLetters(content?.title[0]?.text ?? '').slice(0, 200);
}

/** How many parties there are on each day: few questions ask it, so it is cut where that number passes two. */
function partiesCount(line: AgreementLine): {
  readonly days: readonly Day[];
  readonly on: (day: Day) => number;
} {
  const MOST = 2;
  const parties = line.participations.filter(({ as }) => as === 'PARTY');
  const days = [...new Set(parties.flatMap((party) => [party.began.point, party.ended?.point ?? null]))]
    .filter((day): day is Day => day !== null)
    .toSorted();
  const starts = parties.map(({ began }) => began.point).toSorted();
  const ends = parties.flatMap(({ ended }) => (ended ? [ended.point] : [])).toSorted();
  const until = (sorted: readonly Day[], day: Day): number => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle] as Day) <= day) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const on = (day: Day) => Math.min(MOST, until(starts, day) - until(ends, day));
  return {
    days: days.filter((day, index) => on(day) !== (index === 0 ? 0 : on(days[index - 1] as Day))),
    on,
  };
}

function isUncertain({ decidedBy, status, endsOn }: StatusOn): boolean {
  const dates = status === 'EXPIRED' && endsOn ? [endsOn] : decidedBy.map(({ effective }) => effective);
  return dates.some(({ edtf, earliest, latest }) => earliest !== latest || /[?~%]/.test(edtf));
}

function decidingAct(event: RecordedEvent | undefined): readonly DecidingAct[] {
  if (!event) return [];
  const { id, recorded, occurred, effective, data } = event.envelope;
  const basis = data['basis'];
  return [
    {
      eventId: id,
      recorded,
      happenedBy: occurred.latest ?? occurred.point,
      presumed: effective.basis === 'PRESUMED' || (typeof basis === 'string' && basis.startsWith('PRESUMED')),
    },
  ];
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
