/**
 * A second, naive answer to "as of two dates": it reads the whole log, folds in memory what was recorded up to a position,
 * and tries every world for what the bounds of the dates allow. It shares no code with the read model nor with the fold.
 */
import type { AgreementEvent, AgreementEventOf, AgreementStatus, Day } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import { passedOverByPoints, possibleByWorlds, type Window } from '../../libs/domain/src/testing/worlds.js';

/** An event of the log: where it stands and what its bytes say. */
export interface LoggedEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly event: AgreementEvent;
}

/** What is so of an agreement on a day. */
export interface NaiveAnswer {
  readonly status: AgreementStatus;
  /** Null where no world is possible, so that worlds say nothing. */
  readonly possible: readonly AgreementStatus[] | null;
  readonly parties: readonly string[];
  /** Those of the parties by signature that are certain; null where worlds say nothing. */
  readonly certainSignatories: readonly string[] | null;
  /** `organisation state`, of every intent that had been declared. */
  readonly intents: readonly string[];
}

/** Reads the log as it is stored. */
export async function readLog(store: EventStore): Promise<readonly LoggedEvent[]> {
  const log = await store.readAll(null, {}, 1_000_000);
  return log.map(({ bytes, position, stream }) => {
    const { id, rev, type, occurred, effective, data } = JSON.parse(
      Buffer.from(bytes).toString('utf8'),
    ) as Record<string, unknown>;
    return {
      position: position.commit,
      stream,
      event: { id, order: rev, type, occurred, effective, data } as unknown as AgreementEvent,
    };
  });
}

/** Answers for each day of a window what is so of an agreement, from what its stream held at a position. */
export function naiveAnswers(
  events: readonly AgreementEvent[],
  window: Window,
  days: readonly Day[],
  tryWorlds: boolean,
): ReadonlyMap<Day, NaiveAnswer> {
  const worlds = tryWorlds ? possibleByWorlds(events, window) : null;
  const acts = actsThatCount(events);
  return new Map(
    days.map((day) => {
      const possible = worlds?.get(day);
      return [
        day,
        {
          status: statusByPoints(events, acts, day),
          possible: possible ? [...possible].toSorted() : null,
          parties: acts
            .filter((act) => isParty(act) && act.day <= day)
            .map(organizationOf)
            .toSorted(),
          certainSignatories: possible ? certainSignatories(acts, possible, day) : null,
          intents: intentsOn(events, acts, day),
        },
      ];
    }),
  );
}

/** An act that counts, and the day on which it is folded. */
interface Act {
  readonly event: AgreementEvent;
  readonly day: Day;
  /** The last day that it may have happened on, within its term. */
  readonly latest: Day;
}

const isParty = ({ event }: Act) => event.type === 'PartnerSigned' || event.type === 'PartnerAcceded';
const organizationOf = ({ event }: Act) => (event.data as { organizationId: string }).organizationId;
const later = (a: Day, b: Day): Day => (a > b ? a : b);
const byPoint = (a: AgreementEvent, b: AgreementEvent) =>
  a.effective.point === b.effective.point
    ? a.order - b.order
    : a.effective.point < b.effective.point
      ? -1
      : 1;

function termsOf(events: readonly AgreementEvent[]): readonly AgreementEventOf<'AgreementTermSet'>[] {
  return events
    .filter((event): event is AgreementEventOf<'AgreementTermSet'> => event.type === 'AgreementTermSet')
    .toSorted(byPoint);
}

const ACTS = [
  'AgreementOpenedForSignature',
  'PartnerSigned',
  'PartnerAcceded',
  'AgreementEnteredIntoForce',
  'AgreementTermSet',
];

/** The acts that the fold does not pass over, each on its point, within its term and after what it comes after. */
function actsThatCount(events: readonly AgreementEvent[]): readonly Act[] {
  const passedOver = new Set(passedOverByPoints(events));
  let term = termsOf(events)[0];
  let floor: Day = '0000-01-01';
  const counted: Act[] = [];
  for (const event of events.filter(({ type }) => ACTS.includes(type)).toSorted(byPoint)) {
    if (passedOver.has(event.id)) continue;
    const { point, earliest } = event.effective;
    const end = term?.data.endsOn?.point;
    const within = end !== undefined && point > end ? later(end, earliest ?? end) : point;
    const lastOfTerm = term?.data.endsOn?.latest ?? '9999-12-31';
    const ownLatest = event.effective.latest ?? '9999-12-31';
    const latest = ownLatest < lastOfTerm ? ownLatest : lastOfTerm;
    if (event.type === 'PartnerSigned') counted.push({ event, day: within, latest });
    else if (event !== termsOf(events)[0]) {
      // The others keep their order; the entry and what follows it come after the second signature.
      const signatures = counted
        .filter((act) => act.event.type === 'PartnerSigned')
        .map(({ day }) => day)
        .toSorted();
      const needed = event.type === 'AgreementOpenedForSignature' ? undefined : signatures[1];
      floor = later(floor, later(within, needed ?? within));
      counted.push({ event, day: floor, latest });
    }
    if (event.type === 'AgreementTermSet') term = event;
  }
  return counted;
}

/** A signature is certain from the last day that it may have, and when the entry that was folded after it is. */
function certainSignatories(
  acts: readonly Act[],
  possible: ReadonlySet<AgreementStatus>,
  day: Day,
): readonly string[] {
  const entry = acts.findIndex(({ event }) => event.type === 'AgreementEnteredIntoForce');
  const entered = [...possible].every((status) => status === 'IN_FORCE' || status === 'EXPIRED');
  return acts
    .filter((act) => act.event.type === 'PartnerSigned' && act.day <= day)
    .filter((act) => act.latest <= day || (entered && acts.indexOf(act) < entry))
    .map(organizationOf)
    .toSorted();
}

/** The first day on which the last term has ended, by points; null without one. */
function expiryDay(events: readonly AgreementEvent[], acts: readonly Act[]): Day | null {
  const counted = acts.map(({ event }) => event);
  const terms = termsOf(events).filter((term, index) => index === 0 || counted.includes(term));
  const last = terms.at(-1);
  if (!last?.data.endsOn) return null;
  const after = terms.length === 1 ? acts : acts.slice(acts.findIndex(({ event }) => event === last) + 1);
  const lastDay = after.reduce(
    (day, { event }) => later(day, event.effective.earliest ?? day),
    last.data.endsOn.point,
  );
  const next = new Date(`${lastDay}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  // It follows them all: also a term that takes effect after its own last day.
  return acts.reduce((day, act) => later(day, act.day), next.toISOString().slice(0, 10));
}

function statusByPoints(events: readonly AgreementEvent[], acts: readonly Act[], day: Day): AgreementStatus {
  const registration = events.find(({ type }) => type === 'AgreementRegistered');
  if (!registration) return 'UNKNOWN_TO_LEDGER';
  const done = acts.filter((act) => act.day <= day).map(({ event }) => event);
  const all = acts.map(({ event }) => event);
  const expiry = expiryDay(events, acts);
  const ever = all.some(({ type }) => type !== 'AgreementTermSet');
  if (ever && expiry !== null && expiry <= day) return 'EXPIRED';
  if (done.some(({ type }) => type === 'AgreementEnteredIntoForce')) return 'IN_FORCE';
  const opening = done.find((event) => event.type === 'AgreementOpenedForSignature');
  const signed = done.flatMap((event) => (event.type === 'PartnerSigned' ? [event.data.organizationId] : []));
  const listed = opening?.type === 'AgreementOpenedForSignature' ? (opening.data.eligible ?? []) : [];
  const enough = listed.length > 0 ? listed.every((id) => signed.includes(id)) : signed.length >= 2;
  if (enough && signed.length > 0) return 'SIGNED';
  if (opening || signed.length > 0) return 'OPEN_FOR_SIGNATURE';
  return registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
}

function intentsOn(events: readonly AgreementEvent[], acts: readonly Act[], day: Day): readonly string[] {
  const declared = events
    .filter(
      (event): event is AgreementEventOf<'PartnerIntentDeclared'> => event.type === 'PartnerIntentDeclared',
    )
    .toSorted(byPoint);
  const withdrawals = events
    .filter(
      (event): event is AgreementEventOf<'PartnerIntentWithdrawn'> => event.type === 'PartnerIntentWithdrawn',
    )
    .toSorted(byPoint);
  const used = new Set<string>();
  const lines: string[] = [];
  for (const { data, effective } of declared) {
    const { organizationId, expectedBy } = data;
    const ends: (readonly [Day, string])[] = [];
    const party = acts.find((act) => isParty(act) && organizationOf(act) === organizationId);
    if (party) ends.push([later(party.day, effective.point), 'FULFILLED']);
    const withdrawal = withdrawals.find(
      (one) =>
        !used.has(one.id) &&
        one.data.organizationId === organizationId &&
        one.effective.point >= effective.point &&
        (expectedBy === undefined || one.effective.point <= expectedBy),
    );
    if (withdrawal) ends.push([withdrawal.effective.point, 'WITHDRAWN']);
    if (expectedBy !== undefined) {
      const next = new Date(`${later(expectedBy, effective.point)}T00:00:00Z`);
      next.setUTCDate(next.getUTCDate() + 1);
      ends.push([next.toISOString().slice(0, 10), 'LAPSED']);
    }
    const first = ends.reduce<readonly [Day, string] | null>((a, b) => (a && a[0] <= b[0] ? a : b), null);
    if (first?.[1] === 'WITHDRAWN' && withdrawal) used.add(withdrawal.id);
    if (effective.point <= day)
      lines.push(`${organizationId} ${first && first[0] <= day ? first[1] : 'OPEN'}`);
  }
  return lines.toSorted();
}
