import { addDays, type Day } from '@entente/domain';
import { firstOfQuarter, monthsLater, yearOf } from '../days/months.js';

/** The days at which a series is asked for. */
export interface Steps {
  readonly from: Day;
  readonly to: Day;
  /** How far they are apart, ISO 8601. */
  readonly every: string;
}

const MOST_POINTS = 80;
const LEAST_YEARS = 2;

/** From the year of the first signature to a day, by as many months as give at most eighty points. */
export function stepsTo(day: Day, firstYear: number | null): Steps {
  const year = Math.min(firstYear ?? yearOf(day), yearOf(day) - LEAST_YEARS);
  const months = (yearOf(day) - year + 1) * 12;
  const every = [1, 3, 6, 12].find((one) => months / one <= MOST_POINTS) ?? 12;
  // Beyond eighty years, still one point a year: the ledger answers four hundred.
  return { from: `${String(year).padStart(4, '0')}-01-01`, to: day, every: `P${every}M` };
}

/** A quarter: from its first day to its last. */
export interface Quarter {
  readonly first: Day;
  readonly last: Day;
}

/** Eight quarters from that of a day on. */
export function quartersFrom(day: Day): readonly Quarter[] {
  const start = firstOfQuarter(day);
  return Array.from({ length: 8 }, (_, index) => {
    const first = monthsLater(start, index * 3);
    return { first, last: addDays(monthsLater(first, 3), -1) };
  });
}

/** A quarter as people write it: 2027, third. */
export function quarterOf({ first }: Quarter): { year: number; quarter: number } {
  return { year: yearOf(first), quarter: Math.ceil(Number(first.slice(5, 7)) / 3) };
}

/** A number at or above another that an axis can end at: 1, 2, 5, 10, 20 … */
export function roundAbove(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= most) ?? most;
}

interface CountedUnder {
  readonly key: string;
  readonly counts: { readonly inForce: number; readonly perhapsInForce: number };
}

/** The keys that most agreements in force are under, all of them where several are level; where none is, those that most perhaps are. */
export function mostCounted(rows: readonly CountedUnder[]): {
  readonly of: 'CERTAIN' | 'PERHAPS' | 'NOTHING';
  readonly count: number;
  readonly keys: readonly string[];
} {
  for (const [of, member] of [
    ['CERTAIN', 'inForce'],
    ['PERHAPS', 'perhapsInForce'],
  ] as const) {
    const count = Math.max(0, ...rows.map(({ counts }) => counts[member]));
    const level = rows.filter(({ counts }) => counts[member] === count);
    if (count > 0) return { of, count, keys: level.map(({ key }) => key) };
  }
  return { of: 'NOTHING', count: 0, keys: [] };
}
