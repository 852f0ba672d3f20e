import { addDays, isDay, type Day } from './day.js';
import type { Problem } from '../rules/problems.js';
import { readEdtf, shiftBound, writeEdtf, type Precision } from './edtf.js';

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

/** Makes a whole date of an input, or says what is wrong with it (`semantics.md` section 2). */
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
    | 'NO_BOUND'
    | 'EARLIEST_AFTER_LATEST'
    | 'POINT_OUTSIDE_BOUNDS',
): { readonly ok: false } & DateProblem {
  return { ok: false, member, problem: { problem } };
}

/** True when even the earliest day of an act is after today: it cannot have happened. */
export function isInFuture(date: UncertainDate, today: Day): boolean {
  return date.earliest !== null && date.earliest > today;
}

/** An act cannot be later than today: cuts `latest` and `point`. The date must not be {@link isInFuture}. */
export function cutAtToday(date: UncertainDate, today: Day): UncertainDate {
  if (date.latest !== null && date.latest <= today) return date;
  return { ...date, latest: today, point: date.point > today ? today : date.point };
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
  const earliest = shiftBound(date.earliest, 1);
  const latest = shiftBound(date.latest, 1);
  return {
    edtf: writeEdtf(earliest, latest),
    point: addDays(date.point, 1),
    earliest,
    latest,
    precision: date.precision,
    basis: 'COMPUTED',
  };
}
