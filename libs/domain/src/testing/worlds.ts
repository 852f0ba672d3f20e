/**
 * What the bounds of an agreement's dates allow, found by living through every world: slow, plain, and written apart from
 * the fold that it checks, with which it shares no code but the calendar.
 *
 * A world places each act that counts, and the last end of each stretch, on a day within its bounds. It is lived through day
 * by day, the acts of one day in any order, and is a world only when every act meets a status that allows it and lies
 * within its term. What two worlds have in common (the same acts done by the same day, the same status) is lived through
 * once, so that all of them are tried at the cost of their different situations.
 */
import { fromDayNumber, toDayNumber, type Day } from '../time/day.js';
import {
  actsOf,
  byKey,
  canExpire,
  chooseActs,
  hasEnded,
  isJoining,
  statusAfter,
  within,
  type Act,
  type Acts,
  type Bounds,
  type HistoryEvent,
  type WorldStatus,
} from './acts.js';
import { orderByNeed } from './order-by-need.js';

/** The days that are asked about, both included. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** Whether an organisation has joined: in all worlds, in some, in none. */
export type Joined = 'PARTY' | 'POSSIBLE' | null;

/** What all worlds together say of one day. */
export interface DayInWorlds {
  readonly possible: ReadonlySet<WorldStatus | 'NOT_YET' | 'UNKNOWN_TO_LEDGER'>;
  /**
   * By organisation. Those that ratified or acceded are left out where no entry into force counts, and all are under an
   * entry with effect before it was agreed.
   */
  readonly parties: ReadonlyMap<string, Joined>;
}

/**
 * What the worlds say of each day of a window, when the acts with the given ids are those that count; null when there is
 * no world in which all of them do.
 */
export function worldsOf(
  events: readonly HistoryEvent[],
  counted: ReadonlySet<string>,
  window: Window,
): ReadonlyMap<Day, DayInWorlds> | null {
  const registration = events.find(({ type }) => type === 'AgreementRegistered');
  const days = daysOf(window);
  if (!registration)
    return new Map(
      days.map((day) => [day, { possible: new Set(['UNKNOWN_TO_LEDGER']), parties: new Map() }]),
    );
  const acts = chooseActs(events, counted);
  const order = orderOf(acts);
  if (!order) return null;
  const possible = live(acts, window, { order, joinsFirst: null, all: true });
  if (!possible) return null;
  // Where no world has its joining by the entry (the entry was moved before it), all worlds are asked.
  const joined = new Map(
    organizationsOf(acts).map((id) => [
      id,
      live(acts, window, { order, joinsFirst: id, all: true }) ?? possible,
    ]),
  );
  return new Map(
    days.map((day) => {
      const unsigned = registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
      const statuses = (possible.get(toDayNumber(day)) ?? []).map(({ status }) =>
        status === 'DRAFT' ? unsigned : status,
      );
      const parties = [...joined].map(([id, worlds]): readonly [string, Joined] => {
        const ends = worlds?.get(toDayNumber(day)) ?? [];
        const count = ends.filter(({ done }) => hasJoined(acts, done, id)).length;
        return [id, count === 0 ? null : count === ends.length ? 'PARTY' : 'POSSIBLE'];
      });
      return [day, { possible: new Set(statuses), parties: new Map(parties) }];
    }),
  );
}

/**
 * Whether there is any world at all in which the acts with the given ids all count. Here no order is taken from anywhere:
 * suspensions, ends and expiries come as the days put them.
 */
export function haveWorld(events: readonly HistoryEvent[], ids: ReadonlySet<string>): boolean {
  const acts = chooseActs(events, ids);
  return live(acts, null, { order: null, joinsFirst: null, all: false }) !== null;
}

/** The acts passed over that some placement with those that count would let in (2.2: there are none), by their ids. */
export function wronglyPassedOver(
  events: readonly HistoryEvent[],
  counted: ReadonlySet<string>,
): readonly string[] {
  return actsOf(events)
    .map(({ id }) => id)
    .filter((id) => !counted.has(id) && haveWorld(events, new Set([...counted, id])));
}

/**
 * The acts that count by 2.2, found by asking for worlds and not for orders: all when they have one; else, by key and again
 * from the first after each one that is let in, those that have one with what counts already.
 */
export function actsThatCount(events: readonly HistoryEvent[]): ReadonlySet<string> {
  const byTheirKeys = actsOf(events)
    .toSorted(byKey)
    .map(({ id }) => id);
  const all = new Set(byTheirKeys);
  if (haveWorld(events, all)) return all;
  let counted: ReadonlySet<string> = new Set();
  for (;;) {
    const known = counted;
    const letIn = byTheirKeys.find((id) => !known.has(id) && haveWorld(events, new Set([...known, id])));
    if (letIn === undefined) return counted;
    counted = new Set([...counted, letIn]);
  }
}

/** The ids of all acts of a history. */
export function actIds(events: readonly HistoryEvent[]): readonly string[] {
  return actsOf(events).map(({ id }) => id);
}

/** How many placements the acts with the given ids and their ends have, before any is refused: what trying all may cost. */
export function countPlacements(
  events: readonly HistoryEvent[],
  ids: ReadonlySet<string>,
  window: Window,
): number {
  const { list, firstTerm } = chooseActs(events, ids);
  const dates = [
    ...list.filter(({ covers }) => !covers).map(({ effective }) => effective),
    ...[...list, firstTerm].flatMap((act) => (act?.end ? [act.end] : [])),
  ];
  const [from, to] = [toDayNumber(window.from), toDayNumber(window.to)];
  return dates
    .map(({ first, last }) => Math.max(1, Math.min(last, to + 1) - Math.max(first, from - 1) + 1))
    .reduce((product, count) => product * count, 1);
}

/** The day that many days after 1 January 2020: for windows of a few days. */
export function dayNumber(number: number): Day {
  return fromDayNumber(toDayNumber('2020-01-01') + number);
}

function daysOf({ from, to }: Window): readonly Day[] {
  const first = toDayNumber(from);
  return Array.from({ length: toDayNumber(to) - first + 1 }, (_, index) => fromDayNumber(first + index));
}

function organizationsOf(acts: Acts): readonly string[] {
  if (acts.entersBackwards) return [];
  const named = new Set(acts.list.flatMap(({ organizationId }) => organizationId ?? []));
  const waits = ({ type }: Act) => type === 'PartnerAcceded' || type === 'PartnerRatified';
  return [...named].filter(
    (id) => acts.entry || !acts.list.some((act) => act.organizationId === id && waits(act)),
  );
}

/** Whether an organisation is a party when these acts have happened: by its own act, or with the entry (4.11). */
function hasJoined(acts: Acts, done: number, id: string): boolean {
  const entered = within(acts, done, ({ type }) => type === 'AgreementEnteredIntoForce').length > 0;
  return within(acts, done, (act) => act.organizationId === id && isJoining(acts, act)).some(
    ({ type }) => type === 'PartnerSigned' || entered,
  );
}

/** What worlds take from the order of 2.2. Index i is that of an act. */
interface Order {
  /** The acts that have to happen before it. */
  readonly after: readonly number[];
  /** How many expiries lie before it. */
  readonly expiries: readonly number[];
}

function orderOf(acts: Acts): Order | null {
  const steps = orderByNeed(acts);
  if (!steps) return null;
  const after = acts.list.map(() => 0);
  const expiries = acts.list.map(() => 0);
  let [pauses, ends, expired] = [0, 0, 0];
  for (const step of steps) {
    if (step === 'EXPIRY') expired += 1;
    if (step === 'EXPIRY' || step === 'UNTIL') continue;
    const index = acts.list.indexOf(step);
    const isPause = step.type === 'AgreementSuspended' || step.type === 'AgreementResumed';
    after[index] = isPause ? pauses : step.setsEnd ? ends : 0;
    expiries[index] = expired;
    if (isPause) pauses |= 1 << index;
    if (step.setsEnd) ends |= 1 << index;
  }
  return { after, expiries };
}

interface Rules {
  /** Null leaves every order free. */
  readonly order: Order | null;
  /** An organisation: only worlds in which its joining, when its point is not after the entry's, is not after the entry (2.4 d). */
  readonly joinsFirst: string | null;
  /** False to stop at the first world. */
  readonly all: boolean;
}

/** A situation in the course of a world. */
interface Situation {
  /** The acts that have happened. */
  readonly done: number;
  readonly status: WorldStatus;
  /** The suspension that runs, by its index; −1 for none. */
  readonly suspension: number;
  /** The act that set the end in effect, by its index; −1 for none, −2 for the first term. */
  readonly endOf: number;
  readonly enteredToday: boolean;
}

const NONE = -1;
const FIRST_TERM = -2;

/** What may be at the end of a day. */
type DayEnd = Pick<Situation, 'done' | 'status'>;

/** The different situations in which worlds end each day of a window; null when there is no world. */
function live(
  acts: Acts,
  window: Window | null,
  rules: Rules,
): ReadonlyMap<number, readonly DayEnd[]> | null {
  const [firstDay, lastDay] = spanOf(acts, window);
  const all = (1 << acts.list.length) - 1;
  const known = new Map<string, boolean>();
  const found = new Map<number, Map<string, DayEnd>>();

  /** Whether some world goes on from here; remembers how its days end. */
  const goOn = (day: number, now: Situation): boolean => {
    const key = `${day} ${keyOf(now)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let goesOn = false;
    for (const next of [...actsToday(day, now), ...resumptionByItself(acts, day, now)]) {
      if (!goOn(day, next)) continue;
      goesOn = true;
      if (!rules.all) break;
    }
    if ((rules.all || !goesOn) && dayMayEnd(acts, day, now) && goesOnTomorrow(day, now)) {
      goesOn = true;
      const ends = found.get(day) ?? new Map<string, DayEnd>();
      ends.set(`${now.done} ${now.status}`, { done: now.done, status: now.status });
      found.set(day, ends);
    }
    known.set(key, goesOn);
    return goesOn;
  };

  const goesOnTomorrow = (day: number, now: Situation): boolean => {
    if (day === lastDay) return now.done === all;
    let goesOn = false;
    for (const morning of [{ ...now, enteredToday: false }, ...afterTheEnd(day, now)]) {
      if (!goOn(day + 1, morning)) continue;
      goesOn = true;
      if (!rules.all) break;
    }
    return goesOn;
  };

  /** What begins on the next day when this one is the last of the term: a reinstatement that covers, or the expiry. */
  const afterTheEnd = (day: number, now: Situation): readonly Situation[] => {
    const end = endIn(acts, now);
    if (end === null || day < end.first || day > end.last) return [];
    const evening = { ...now, enteredToday: false };
    const covered = acts.list.flatMap((act, index) =>
      act.covers && isStillToCome(index, act, now) ? (happen(acts, act, index, day + 1, evening) ?? []) : [],
    );
    if (!canExpire(now.status)) return covered;
    return [...covered, { ...evening, status: 'EXPIRED', suspension: NONE, endOf: NONE }];
  };

  const actsToday = (day: number, now: Situation): readonly Situation[] =>
    acts.list.flatMap((act, index) =>
      !act.covers && isStillToCome(index, act, now) ? (happen(acts, act, index, day, now) ?? []) : [],
    );

  /** Whether an act has not happened yet, and nothing that the rules put before it is missing. */
  const isStillToCome = (index: number, act: Act, now: Situation): boolean => {
    if ((now.done & (1 << index)) !== 0) return false;
    const { entry } = acts;
    if (entry && !now.enteredToday && rules.joinsFirst === act.organizationId && isJoining(acts, act)) {
      const entered = (now.done & (1 << acts.list.indexOf(entry))) !== 0;
      if (entered && act.effective.point <= entry.effective.point) return false;
    }
    if (!rules.order) return true;
    const after = rules.order.after[index] ?? 0;
    return (now.done & after) === after && rules.order.expiries[index] === expiriesBefore(acts, now);
  };

  const start: Situation = {
    done: 0,
    status: 'DRAFT',
    suspension: NONE,
    endOf: acts.firstTerm ? FIRST_TERM : NONE,
    enteredToday: false,
  };
  if (!goOn(firstDay, start)) return null;
  return new Map([...found].map(([day, ends]) => [day, [...ends.values()]]));
}

function keyOf(now: Situation): string {
  const { done, status, suspension, endOf, enteredToday } = now;
  return `${done} ${status} ${suspension} ${endOf} ${enteredToday ? 1 : 0}`;
}

/** An agreement expires once before each reinstatement that does not cover, and again when it has expired now. */
function expiriesBefore(acts: Acts, { done, status }: Situation): number {
  const revived = within(acts, done, ({ type, covers }) => type === 'AgreementReinstated' && !covers);
  return revived.length + (status === 'EXPIRED' ? 1 : 0);
}

function endIn(acts: Acts, { endOf }: Situation): Bounds | null {
  if (endOf === NONE) return null;
  return (endOf === FIRST_TERM ? acts.firstTerm : acts.list[endOf])?.end ?? null;
}

/** What an act makes of a situation on a day; null where it cannot happen. */
function happen(acts: Acts, act: Act, index: number, day: number, now: Situation): Situation | null {
  // The day of a reinstatement that covers is the one after the end, whatever its own date.
  if (!act.covers && (day < act.effective.first || day > act.effective.last)) return null;
  if (day > act.until || (act.setsEnd && act.end && day > act.end.last)) return null;
  const status = statusAfter(acts, act, now.status, now.done);
  if (status === null) return null;
  const knowsNoEnd = act.covers || (act.type === 'AgreementAbandoned' && now.status === 'DRAFT');
  if (!knowsNoEnd && day > (endIn(acts, now)?.last ?? Infinity)) return null;
  return {
    done: now.done | (1 << index),
    status,
    suspension: act.type === 'AgreementSuspended' ? index : status === 'SUSPENDED' ? now.suspension : NONE,
    endOf: act.setsEnd ? index : hasEnded(status) ? NONE : now.endOf,
    enteredToday: now.enteredToday || act.type === 'AgreementEnteredIntoForce',
  };
}

/** On the day after its `until` a suspension ends, before or after what else happens on that day. */
function resumptionByItself(acts: Acts, day: number, now: Situation): readonly Situation[] {
  return acts.list[now.suspension]?.until === day - 1
    ? [{ ...now, status: 'IN_FORCE', suspension: NONE }]
    : [];
}

/** No day ends with an expiry that should have come, or with a suspension past its `until`. */
function dayMayEnd(acts: Acts, day: number, now: Situation): boolean {
  const end = endIn(acts, now);
  const isOver = end !== null && day > end.last && canExpire(now.status);
  return !isOver && !(day > (acts.list[now.suspension]?.until ?? Infinity));
}

/**
 * The first and last day that worlds are lived through: every day that a date names, and on either side, where what has no
 * bound may lie, enough for each act and end to follow the one before it by a day.
 */
function spanOf(acts: Acts, window: Window | null): readonly [number, number] {
  const all = acts.firstTerm ? [...acts.list, acts.firstTerm] : acts.list;
  const dates = all.flatMap((act) => [
    act.effective.point,
    ...(act === acts.firstTerm ? [] : [act.effective.first, act.effective.last, act.until + 1]),
    ...(act.end ? [act.end.first, act.end.last + 1] : []),
  ]);
  const days = [...dates, ...(window ? [toDayNumber(window.from), toDayNumber(window.to)] : [])].filter(
    (day) => Number.isFinite(day),
  );
  const ends = all.filter(({ end }) => end !== null).length;
  return [Math.min(...days, Infinity) - 1 - ends, Math.max(...days, -Infinity) + 1 + ends];
}
