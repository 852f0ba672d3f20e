import { addDuration, type Day } from '@entente/domain';

/** The first day of the month of a day. */
export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

/** The first day of the quarter of a day. */
export function firstOfQuarter(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

/** A day some months later, or earlier. */
export function monthsLater(day: Day, months: number): Day {
  return addDuration(day, { years: 0, months, days: 0 });
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
