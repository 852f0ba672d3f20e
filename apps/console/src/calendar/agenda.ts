import type { Day } from '@entente/domain';
import { firstOfMonth } from '../days/months.js';

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
