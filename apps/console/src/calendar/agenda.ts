import { addDays, toDayNumber, type Day } from '@entente/domain';
import { firstOfMonth, monthsLater } from '../days/months.js';

/** A month of the agenda, by its first day, and what falls in it. */
export interface Month<E> {
  readonly first: Day;
  readonly entries: readonly E[];
}

/** Entries by the months of their days, in the order that they have. */
export function monthsOf<E extends { readonly day: Day }>(entries: readonly E[]): readonly Month<E>[] {
  return [...Map.groupBy(entries, ({ day }) => firstOfMonth(day))].map(([first, of]) => ({
    first,
    entries: of,
  }));
}

/** The day of the week, from Sunday: 0 to 6. The first day that is counted was a Thursday. */
const weekday = (day: Day): number => (((toDayNumber(day) + 4) % 7) + 7) % 7;

/** The weeks of a month, from Sunday to Saturday; null where a day is of another month. */
export function weeksOf(first: Day): readonly (readonly (Day | null)[])[] {
  const days: (Day | null)[] = Array.from({ length: weekday(first) }, () => null);
  for (let day = first; day < monthsLater(first, 1); day = addDays(day, 1)) days.push(day);
  while (days.length % 7 > 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
