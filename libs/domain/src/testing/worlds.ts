import { addDays, toDayNumber, fromDayNumber, type Day } from '../time/day.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import type { AgreementEvent, AgreementEventOf } from '../agreement/events.js';
import type { AgreementStatus } from '../agreement/line.js';

/**
 * What the bounds of an agreement's dates allow, found by trying every world: slow, plain, and written apart from the fold
 * that it checks (`agreement/line.ts`), with which it shares no code.
 *
 * A world gives each act that counts a day within its bounds, and each term a last day within the bounds of its end. Acts
 * other than signings keep the order in which they are folded and meet the status that they meet there; signings come in
 * any order; acts within a term are not after its last day; and the statuses follow one another as in the fold by points.
 */
type Act =
  | AgreementEventOf<'AgreementOpenedForSignature'>
  | AgreementEventOf<'PartnerSigned'>
  | AgreementEventOf<'PartnerAcceded'>
  | AgreementEventOf<'AgreementEnteredIntoForce'>
  | AgreementEventOf<'AgreementTermSet'>;
type Term = AgreementEventOf<'AgreementTermSet'>;

/** What an agreement is so far, in one world or in the fold by points. */
interface Position {
  readonly status: AgreementStatus;
  readonly parties: readonly string[];
  readonly eligible: readonly string[];
}

/** The acts that count, in the order of the fold, and what the fold goes through. */
interface PointFold {
  readonly firstTerm: Term | null;
  readonly counted: readonly { readonly act: Act; readonly term: Term | null }[];
  readonly lastTerm: Term | null;
  readonly end: AgreementStatus;
  readonly trace: readonly string[];
}

/** Between which days the worlds place what has no bound. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** The statuses of all worlds on each day of a window; null when no world is possible, as the bounds contradict the order. */
export function possibleByWorlds(
  events: readonly AgreementEvent[],
  window: Window,
): ReadonlyMap<Day, ReadonlySet<AgreementStatus>> | null {
  const days = daysOf(window);
  const registration = events.find((event) => event.type === 'AgreementRegistered');
  const answers = new Map<Day, Set<AgreementStatus>>(days.map((day) => [day, new Set()]));
  if (!registration) {
    for (const found of answers.values()) found.add('UNKNOWN_TO_LEDGER');
    return answers;
  }
  const fold = foldByPoints(events);
  let worlds = 0;
  for (const changes of worldsOf(fold, window)) {
    worlds += 1;
    let next = 0;
    let status: AgreementStatus = 'DRAFT';
    for (const day of days) {
      for (let change = changes[next]; change && change.day <= toDayNumber(day); change = changes[next]) {
        status = change.status;
        next += 1;
      }
      const unsigned = registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
      answers.get(day)?.add(status === 'DRAFT' ? unsigned : status);
    }
  }
  return worlds === 0 ? null : answers;
}

/** How many placements of its acts an agreement has in a window, before any is refused: what trying all would cost. */
export function countPlacements(events: readonly AgreementEvent[], window: Window): number {
  const fold = foldByPoints(events);
  const terms = termsThatEnd(fold);
  return [
    ...fold.counted.map(({ act }) => act.effective),
    ...terms.map((term) => term.data.endsOn as UncertainDate),
  ]
    .map((date) => candidates(date, window).length)
    .reduce((product, count) => product * count, 1);
}

/** The acts that the fold by points passes over, by their ids. */
export function passedOverByPoints(events: readonly AgreementEvent[]): readonly string[] {
  const { counted, firstTerm } = foldByPoints(events);
  return events
    .filter(isAct)
    .filter((act) => act !== firstTerm && !counted.some((one) => one.act === act))
    .map(({ id }) => id);
}

function daysOf({ from, to }: Window): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function isAct(event: AgreementEvent): event is Act {
  return [
    'AgreementOpenedForSignature',
    'PartnerSigned',
    'PartnerAcceded',
    'AgreementEnteredIntoForce',
    'AgreementTermSet',
  ].includes(event.type);
}

/** What an act makes of an agreement; null when the agreement does not allow it. */
function apply(position: Position, act: Act): Position | null {
  const { status, parties, eligible } = position;
  switch (act.type) {
    case 'AgreementOpenedForSignature':
      return status === 'DRAFT'
        ? { ...position, status: 'OPEN_FOR_SIGNATURE', eligible: act.data.eligible ?? [] }
        : null;
    case 'PartnerSigned': {
      if (parties.includes(act.data.organizationId)) return null;
      const now = [...parties, act.data.organizationId];
      if (status === 'SIGNED' || status === 'IN_FORCE') return { ...position, parties: now };
      const all = eligible.length > 0 ? eligible.every((id) => now.includes(id)) : now.length >= 2;
      return { ...position, parties: now, status: all ? 'SIGNED' : 'OPEN_FOR_SIGNATURE' };
    }
    case 'PartnerAcceded':
      return status === 'IN_FORCE' && !parties.includes(act.data.organizationId)
        ? { ...position, parties: [...parties, act.data.organizationId] }
        : null;
    case 'AgreementEnteredIntoForce':
      return (status === 'OPEN_FOR_SIGNATURE' || status === 'SIGNED') && parties.length >= 2
        ? { ...position, status: 'IN_FORCE' }
        : null;
    case 'AgreementTermSet':
      return position;
    default:
      return act satisfies never;
  }
}

const START: Position = { status: 'DRAFT', parties: [], eligible: [] };

/** What an act adds to the trace: which act met which status (signings apart), and the status it leads to when another. */
function traced(act: Act, before: Position, after: Position): readonly string[] {
  const met = act.type === 'PartnerSigned' ? [] : [`${act.id} at ${before.status}`];
  return after.status === before.status ? met : [...met, after.status];
}

function foldByPoints(events: readonly AgreementEvent[]): PointFold {
  const acts = events.filter(isAct).toSorted((a, b) => {
    return toDayNumber(a.effective.point) - toDayNumber(b.effective.point) || a.order - b.order;
  });
  const firstTerm = acts.find((act): act is Term => act.type === 'AgreementTermSet') ?? null;
  const counted: { act: Act; term: Term | null }[] = [];
  const trace: string[] = [];
  let term = firstTerm;
  let position = START;
  for (const act of acts) {
    if (act === firstTerm) continue;
    const lastDay = term?.data.endsOn?.latest ?? null;
    if (lastDay !== null && act.effective.earliest !== null && act.effective.earliest > lastDay) continue;
    const after = apply(position, act);
    if (!after) continue;
    counted.push({ act, term });
    trace.push(...traced(act, position, after));
    position = after;
    if (act.type === 'AgreementTermSet') term = act;
  }
  return { firstTerm, counted, lastTerm: term, end: position.status, trace };
}

/** The terms whose last day matters: those that some act lies within, and the last. */
function termsThatEnd(fold: PointFold): readonly Term[] {
  const terms = new Set([...fold.counted.map(({ term }) => term), fold.lastTerm]);
  return [...terms].filter((term): term is Term => term?.data.endsOn !== undefined);
}

function candidates(date: UncertainDate, window: Window): readonly number[] {
  // What has no bound may lie outside the window, on either side: one day stands for all of these.
  const from = date.earliest === null ? toDayNumber(window.from) - 1 : toDayNumber(date.earliest);
  const to = date.latest === null ? toDayNumber(window.to) + 2 : toDayNumber(date.latest);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

const EXPIRABLE: readonly AgreementStatus[] = ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE'];

interface Change {
  readonly day: number;
  readonly status: AgreementStatus;
}

/** The changes of status in each world, in order. */
function* worldsOf(fold: PointFold, window: Window): Generator<readonly Change[]> {
  const ends = termsThatEnd(fold);
  for (const lastDays of placements(
    ends.map((term) => candidates(term.data.endsOn as UncertainDate, window)),
  )) {
    const lastDayOf = (term: Term | null): number => {
      const index = term === null ? -1 : ends.indexOf(term);
      return index < 0 ? Number.POSITIVE_INFINITY : (lastDays[index] as number);
    };
    const allowed = fold.counted.map(({ act, term }) =>
      candidates(act.effective, window).filter((day) => day <= lastDayOf(term)),
    );
    for (const days of placements(allowed)) {
      const changes = play(fold, days);
      if (!changes) continue;
      const end = lastDayOf(fold.lastTerm);
      if (end === Number.POSITIVE_INFINITY || !EXPIRABLE.includes(fold.end)) {
        yield changes;
        continue;
      }
      // EXPIRED follows them all: also a term that takes effect on the day after its own last day.
      if (days.some((day) => day > end + 1)) continue;
      yield [...changes, { day: end + 1, status: 'EXPIRED' }];
    }
  }
}

function* placements(choices: readonly (readonly number[])[]): Generator<readonly number[]> {
  const [first, ...others] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const day of first) for (const rest of placements(others)) yield [day, ...rest];
}

/** Lets the acts happen on the given days; null when this is no world. */
function play(fold: PointFold, days: readonly number[]): readonly Change[] | null {
  const placed = fold.counted.map(({ act }, index) => ({ act, day: days[index] as number }));
  const others = placed.filter(({ act }) => act.type !== 'PartnerSigned');
  if (others.some(({ day }, index) => index > 0 && day < (others[index - 1] as { day: number }).day))
    return null;
  const signings = placed.filter(({ act }) => act.type === 'PartnerSigned').toSorted((a, b) => a.day - b.day);
  return goOn(fold.trace, others, signings, START, [], 0);
}

type Placed = { readonly act: Act; readonly day: number };

/**
 * Goes on with the next act: within one day the order is free but for what the trace asks, so each is tried. `told` counts
 * what of the trace has come true.
 */
function goOn(
  trace: readonly string[],
  others: readonly Placed[],
  signings: readonly Placed[],
  position: Position,
  changes: readonly Change[],
  told: number,
): readonly Change[] | null {
  const day = Math.min(others[0]?.day ?? Infinity, signings[0]?.day ?? Infinity);
  if (day === Infinity) return told === trace.length ? changes : null;
  const next = [
    ...(others[0]?.day === day ? [others[0]] : []),
    ...signings.filter((signing) => signing.day === day),
  ];
  for (const placed of next) {
    const after = apply(position, placed.act);
    if (!after) continue;
    const lines = traced(placed.act, position, after);
    if (lines.some((line, index) => trace[told + index] !== line)) continue;
    const isSigning = placed.act.type === 'PartnerSigned';
    const found = goOn(
      trace,
      isSigning ? others : others.slice(1),
      isSigning ? signings.filter((signing) => signing !== placed) : signings,
      after,
      after.status === position.status ? changes : [...changes, { day, status: after.status }],
      told + lines.length,
    );
    if (found) return found;
  }
  return null;
}

/** The day so many days after 1 January 2020: for windows of a few days. */
export function dayNumber(number: number): Day {
  return fromDayNumber(toDayNumber('2020-01-01') + number);
}
