import type { Day } from '@entente/domain';
import { yearOf } from '../days/months.js';

/** How many years a slider goes back and forward from today, at least. */
const [YEARS_BACK, YEARS_ON] = [8, 1];

/** From which day to which a slider goes: whole years, around today and all days that it has to reach. */
export function rangeAround(today: Day, days: readonly Day[]): { readonly from: Day; readonly to: Day } {
  const years = days.map(yearOf);
  const [first, last] = [
    Math.min(yearOf(today) - YEARS_BACK, ...years),
    Math.max(yearOf(today) + YEARS_ON, ...years),
  ];
  const year = (one: number): string => String(Math.min(Math.max(one, 1), 9_999)).padStart(4, '0');
  return { from: `${year(first)}-01-01`, to: `${year(last)}-12-31` };
}
