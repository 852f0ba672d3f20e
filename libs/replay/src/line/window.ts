import { daysAfter, type Day } from '../days.js';
import type { LoggedDate } from '../facts.js';

/** The days between which something lies, and the one that counts, as numbers: what has no bound is infinitely far. */
export interface Window {
  readonly earliest: number;
  readonly latest: number;
  readonly point: number;
}

const DAY_MS = 86_400_000;

/** The number of a day. */
export function numberOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The day of a number; null where it is infinitely far. */
export function dayOf(number: number): Day | null {
  return Number.isFinite(number) ? daysAfter('1970-01-01', number) : null;
}

/** The days of a date. */
export function windowOf({
  earliest,
  latest,
  point,
}: Pick<LoggedDate, 'earliest' | 'latest' | 'point'>): Window {
  return {
    earliest: earliest === null ? -Infinity : numberOf(earliest),
    latest: latest === null ? Infinity : numberOf(latest),
    point: numberOf(point),
  };
}

/** A single day. */
export function onDay(day: number): Window {
  return { earliest: day, latest: day, point: day };
}

/** So many days later. */
export function later({ earliest, latest, point }: Window, days: number): Window {
  return { earliest: earliest + days, latest: latest + days, point: point + days };
}

/** By the day that counts, then by the first, then by the last one. */
export function byKey(a: Window, b: Window): number {
  return compare(a.point, b.point) || compare(a.earliest, b.earliest) || compare(a.latest, b.latest);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
