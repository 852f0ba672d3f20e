/** A civil day, `YYYY-MM-DD`: as texts, days compare as they follow each other. */
export type Day = string;

const DAY_MS = 86_400_000;
const LAST_DAY = '9999-12-31';

/** The day that comes so many days after another. */
export function daysAfter(day: Day, more: number): Day {
  const then = new Date(Date.parse(`${day}T00:00:00Z`) + more * DAY_MS);
  return then.getUTCFullYear() > 9999 ? LAST_DAY : then.toISOString().slice(0, 10);
}

/** How long a duration of ISO 8601 (P5Y, P18M, P2W) is: months, then days. Null for what is not one in whole days. */
export function parsedDuration(duration: string): { readonly months: number; readonly days: number } | null {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  if (!parts) return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** The day a number of durations after another, reckoned at once; a day that the month lacks becomes its last. */
export function durationsAfter(day: Day, duration: string, count = 1): Day | null {
  const one = parsedDuration(duration);
  if (!one) return null;
  const month = Number(day.slice(5, 7)) - 1 + one.months * count;
  const year = Number(day.slice(0, 4)) + Math.floor(month / 12);
  if (year > 9999) return LAST_DAY;
  const lastOfMonth = new Date(Date.UTC(year, (((month % 12) + 12) % 12) + 1, 0));
  const date = Math.min(Number(day.slice(8)), lastOfMonth.getUTCDate());
  return daysAfter(
    `${lastOfMonth.toISOString().slice(0, 8)}${String(date).padStart(2, '0')}`,
    one.days * count,
  );
}
