import { fromDayNumber, toDayNumber, type Day } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import type { Certainty } from './status.js';

/** Between which days something happened (null = no bound that way), and the day that is used where one is needed. */
export interface Bounds {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly point: Day;
}

/** Bounds as day numbers, to reckon with; an open bound is infinite. */
export interface Range {
  readonly e: number;
  readonly l: number;
  readonly p: number;
}

/** The bounds of a date, as day numbers. */
export function rangeOf({ earliest, latest, point }: Bounds | UncertainDate): Range {
  return {
    e: earliest === null ? -Infinity : toDayNumber(earliest),
    l: latest === null ? Infinity : toDayNumber(latest),
    p: toDayNumber(point),
  };
}

/** Day numbers as bounds. */
export function boundsOf({ e, l, p }: Range): Bounds {
  return {
    earliest: Number.isFinite(e) ? fromDayNumber(e) : null,
    latest: Number.isFinite(l) ? fromDayNumber(l) : null,
    point: fromDayNumber(p),
  };
}

/** A date by another of its days; the date itself where that is its point already. */
export function onPoint(date: UncertainDate, point: Day): UncertainDate {
  return date.point === point ? date : { ...date, point };
}

/** A range of one day. */
export function onDay(day: number): Range {
  return { e: day, l: day, p: day };
}

/** The same range, a number of days later. */
export function later({ e, l, p }: Range, days: number): Range {
  return { e: e + days, l: l + days, p: p + days };
}

/** The later of two ranges in each of its days. */
export function laterOf(a: Range, b: Range): Range {
  return { e: Math.max(a.e, b.e), l: Math.max(a.l, b.l), p: Math.max(a.p, b.p) };
}

/** The earlier of two ranges in each of its days. */
export function earlierOf(a: Range, b: Range): Range {
  return { e: Math.min(a.e, b.e), l: Math.min(a.l, b.l), p: Math.min(a.p, b.p) };
}

/** What has a beginning has an end: a party, an intent, a lead, a suspension. `ended` is null while nothing ended it. */
export interface Span {
  readonly began: Bounds;
  readonly ended: Bounds | null;
}

/** Whether something is so on a day, by points, and how sure that is; null when it is not. */
export function spanOn({ began, ended }: Span, day: Day): Certainty | null {
  if (began.point > day || (ended && ended.point <= day)) return null;
  const begunForSure = began.latest !== null && began.latest <= day;
  const endedPerhaps = ended !== null && (ended.earliest === null || ended.earliest <= day);
  return begunForSure && !endedPerhaps ? 'CERTAIN' : 'POSSIBLE';
}

/** Each day on which the answer about a span may change. */
export function daysOfSpan({ began, ended }: Span): readonly Day[] {
  return [began.point, began.latest, ended?.earliest, ended?.point, ended?.latest].filter(
    (day): day is Day => day !== null && day !== undefined,
  );
}
