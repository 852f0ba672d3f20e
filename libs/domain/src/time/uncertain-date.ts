import {
  addDays,
  addDuration,
  daysBetween,
  isDay,
  parseDuration,
  type CalendarDuration,
  type Day,
} from './day.js';
import type { Problem } from '../rules/problems.js';
import { readEdtf, writeEdtf, type Precision } from './edtf.js';

/** How a date is known. `SYSTEM`: the ledger's own clock. */
export type Basis = 'STATED' | 'COMPUTED' | 'INFERRED' | 'PRESUMED' | 'SYSTEM';
export const BASES: readonly Basis[] = ['STATED', 'COMPUTED', 'INFERRED', 'PRESUMED', 'SYSTEM'];

/**
 * A day as it is known (`D` in `semantics.md`): EDTF as written, the day used for folding, the bounds (null = open that
 * way), how finely and on what basis. earliest ≤ point ≤ latest, always.
 */
export interface UncertainDate {
  readonly edtf: string;
  readonly point: Day;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly precision: Precision;
  readonly basis: Basis;
}

/** A date as a caller gives it; `note` is free text and is sealed. */
export interface DateInput {
  readonly edtf: string;
  readonly point?: Day;
  readonly earliest?: Day;
  readonly latest?: Day;
  readonly basis?: Basis;
  readonly note?: string;
}

/** What is wrong with a date that was given, and with which of its members. */
export interface DateProblem {
  readonly member: 'edtf' | 'point' | 'earliest' | 'latest';
  readonly problem: Problem;
}

/**
 * A date that could be read. `basisMissing`: it is bounded or marked uncertain and nobody says how it is known; the rules
 * refuse it after they have looked at the lifecycle, so it is carried on with a provisional basis until then.
 */
export interface ResolvedDate {
  readonly ok: true;
  readonly date: UncertainDate;
  readonly basisMissing: boolean;
}

/**
 * Makes a whole date of an input, or says what is wrong with it (`semantics.md` section 2). A date marked `?`, `~` or `%` says
 * how far it may be off: each bound that its EDTF has must be given, else `DATE_MARGIN_REQUIRED` for the one that is missing.
 */
export function resolveDate(input: DateInput): ResolvedDate | ({ readonly ok: false } & DateProblem) {
  const read = readEdtf(input.edtf);
  if (!read) return wrong('edtf', 'NOT_EDTF');
  for (const member of ['point', 'earliest', 'latest'] as const) {
    const given = input[member];
    if (given !== undefined && !isDay(given)) return wrong(member, 'NOT_A_DAY');
  }
  const earliest = input.earliest ?? read.earliest;
  const latest = input.latest ?? read.latest;
  // An open end is as wide as can be: a bound in its place narrows, which an uncertain date does not allow.
  for (const member of ['earliest', 'latest'] as const)
    if (read.qualified && input[member] !== undefined && read[member] === null)
      return wrong(member, 'MAY_ONLY_WIDEN');
  if (input.earliest !== undefined && read.earliest !== null) {
    if (read.qualified ? input.earliest > read.earliest : input.earliest < read.earliest)
      return wrong('earliest', read.qualified ? 'MAY_ONLY_WIDEN' : 'MAY_ONLY_NARROW');
  }
  if (input.latest !== undefined && read.latest !== null) {
    if (read.qualified ? input.latest < read.latest : input.latest > read.latest)
      return wrong('latest', read.qualified ? 'MAY_ONLY_WIDEN' : 'MAY_ONLY_NARROW');
  }
  for (const member of ['earliest', 'latest'] as const)
    if (read.qualified && input[member] === undefined && read[member] !== null)
      return wrong(member, 'DATE_MARGIN_REQUIRED');
  if (earliest === null && latest === null) return wrong('edtf', 'NO_BOUND');
  if (earliest !== null && latest !== null && earliest > latest)
    return wrong('earliest', 'EARLIEST_AFTER_LATEST');
  const point = input.point ?? latest ?? earliest;
  if (point === null) return wrong('edtf', 'NO_BOUND');
  if ((earliest !== null && point < earliest) || (latest !== null && point > latest))
    return wrong('point', 'POINT_OUTSIDE_BOUNDS');
  const plainDay = !read.qualified && earliest !== null && earliest === latest;
  return {
    ok: true,
    date: {
      edtf: input.edtf,
      point,
      earliest,
      latest,
      precision: read.precision,
      basis: input.basis ?? 'STATED',
    },
    basisMissing: input.basis === undefined && !plainDay,
  };
}

function wrong(
  member: DateProblem['member'],
  problem:
    | 'NOT_EDTF'
    | 'NOT_A_DAY'
    | 'MAY_ONLY_WIDEN'
    | 'MAY_ONLY_NARROW'
    | 'DATE_MARGIN_REQUIRED'
    | 'NO_BOUND'
    | 'EARLIEST_AFTER_LATEST'
    | 'POINT_OUTSIDE_BOUNDS',
): { readonly ok: false } & DateProblem {
  return { ok: false, member, problem: { problem } };
}

/**
 * What day it is when a command is judged: `today` in the ledger's zone, and the `latest` that it is anywhere (see
 * {@link latestToday}), which is today or the day after.
 */
export interface Today {
  readonly today: Day;
  readonly latest: Day;
}

/** True when even the earliest day of an act is after the latest day that it is anywhere: it cannot have happened. */
export function isInFuture(date: UncertainDate, latest: Day): boolean {
  return date.earliest !== null && date.earliest > latest;
}

/**
 * An act cannot be later than today: cuts `latest` and `point`. A day or a period may be written by a calendar where it is
 * tomorrow already, so these are cut at the latest day that it is anywhere; what is known by month or year, or not at all, at
 * today. The date must not be {@link isInFuture}; its earliest day stays.
 */
export function cutAtToday(date: UncertainDate, { today, latest }: Today): UncertainDate {
  const last = date.precision === 'DAY' || date.precision === 'PERIOD' ? latest : today;
  const cut = date.earliest !== null && date.earliest > last ? date.earliest : last;
  if (date.latest !== null && date.latest <= cut) return date;
  return { ...date, latest: cut, point: date.point > cut ? cut : date.point };
}

/** The date of an act of which no day is known: on or before today. */
export function someDayUntil(today: Day): UncertainDate {
  return {
    edtf: `[..${today}]`,
    point: today,
    earliest: null,
    latest: today,
    precision: 'UNKNOWN',
    basis: 'PRESUMED',
  };
}

/** A day that the ledger's own clock gives. */
export function systemDay(day: Day): UncertainDate {
  return { edtf: day, point: day, earliest: day, latest: day, precision: 'DAY', basis: 'SYSTEM' };
}

/** The day after an uncertain day: what ends on a last day has ended from here. */
export function dayAfter(date: UncertainDate): UncertainDate {
  return daysLater(date, 1);
}

/** Some days after an uncertain day, or before it: each of its bounds is moved. */
export function daysLater(date: UncertainDate, days: number): UncertainDate {
  return moved(date, (day) => addDays(day, days));
}

/** An uncertain day and a duration: each of its bounds is moved. */
export function durationLater(date: UncertainDate, duration: CalendarDuration): UncertainDate {
  return moved(date, (day) => addDuration(day, duration));
}

function moved(
  { point, earliest, latest, precision }: UncertainDate,
  move: (day: Day) => Day,
): UncertainDate {
  const bounds = { earliest: earliest && move(earliest), latest: latest && move(latest) };
  return {
    edtf: writeEdtf(bounds.earliest, bounds.latest),
    point: move(point),
    ...bounds,
    precision,
    basis: 'COMPUTED',
  };
}

/**
 * The end of what lasts a duration from an uncertain start, inclusive. Some count the first day and some do not, so that the
 * end is one of two days even where the start is certain: from a day before start plus duration, up to that day.
 */
export function derivedEnd(start: UncertainDate, duration: CalendarDuration): UncertainDate {
  const earliest = start.earliest === null ? null : addDays(addDuration(start.earliest, duration), -1);
  const latest = start.latest === null ? null : addDuration(start.latest, duration);
  return {
    edtf: writeEdtf(earliest, latest),
    point: addDuration(start.point, duration),
    earliest,
    latest,
    precision: start.precision,
    basis: 'COMPUTED',
  };
}

/** True when some start and some end that the bounds allow are a duration apart, within a day; without a duration, always. */
export function isApart(start: UncertainDate, end: UncertainDate, duration: string | undefined): boolean {
  const length = duration === undefined ? null : parseDuration(duration);
  if (!length) return true;
  const soonest = addDuration(start.earliest ?? start.point, length);
  const last = addDuration(start.latest ?? start.point, length);
  return (
    daysBetween(soonest, end.latest ?? end.point) >= -1 && daysBetween(last, end.earliest ?? end.point) <= 1
  );
}

/** The longest time ahead that an end is believed: a lease of 99 years passes, 9999-12-31 is a sentinel. */
const FARTHEST_END: CalendarDuration = { years: 150, months: 0, days: 0 };

/** True for an end so far ahead that it stands for "no end". */
export function endTooFar(end: UncertainDate | Day, today: Day): boolean {
  return (typeof end === 'string' ? end : end.point) > addDuration(today, FARTHEST_END);
}
