/**
 * Civil days: `YYYY-MM-DD`, years 0001 to 9999, proleptic Gregorian. A calendar day is never a `Date`: an instant shown in
 * another zone is another day.
 */
export type Day = string;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists: 2024-02-29 does, 2023-02-29 does not. */
export function isDay(text: string): text is Day {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number of days in a month of a year; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Builds a day; the parts must be those of a day that exists. */
export function dayOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

// A ledger speaks of few days, again and again.
const MOST_KNOWN = 50_000;
const numbers = new Map<Day, number>();
const days = new Map<number, Day>();

function remembered<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = make(key);
  known.set(key, made);
  return made;
}

/** Days since 1970-01-01. */
export function toDayNumber(day: Day): number {
  return remembered(numbers, day, daysFromCivil);
}

/** The day that many days after 1970-01-01. */
export function fromDayNumber(number: number): Day {
  return remembered(days, number, civilFromDays);
}

/** The algorithm is Howard Hinnant's `days_from_civil`; the other way round is his too. */
function daysFromCivil(day: Day): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(number: number): Day {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dayOf(year, month, day);
}

/** The last day that a day can be; days past it are not held. */
export const LAST_DAY: Day = '9999-12-31';
const FIRST_NUMBER = toDayNumber('0001-01-01');
const LAST_NUMBER = toDayNumber(LAST_DAY);

/** The day a number of days later (earlier when negative), kept within years 0001 to 9999. */
export function addDays(day: Day, more: number): Day {
  return fromDayNumber(Math.min(Math.max(toDayNumber(day) + more, FIRST_NUMBER), LAST_NUMBER));
}

/** How many days `to` is after `from`. */
export function daysBetween(from: Day, to: Day): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** From 1973 on a day has begun on a full minute everywhere. */
const SINCE_MINUTES = Date.UTC(1973, 0, 1) / 60_000;

/** Most who ask want to know what day it is now. */
let lastAsked: { readonly minute: number; readonly timeZone: string; readonly day: Day } = {
  minute: Number.NaN,
  timeZone: '',
  day: '0001-01-01',
};

/** The civil day of an instant in an IANA time zone. */
export function dayInZone(instant: Date, timeZone: string): Day {
  const minute = Math.floor(instant.getTime() / 60_000);
  if (minute === lastAsked.minute && timeZone === lastAsked.timeZone) return lastAsked.day;
  const day = formattedDay(instant, timeZone);
  if (minute >= SINCE_MINUTES) lastAsked = { minute, timeZone, day };
  return day;
}

function formattedDay(instant: Date, timeZone: string): Day {
  const parts = formatterFor(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return dayOf(part('year'), part('month'), part('day'));
}

const HOUR = 3_600_000;

/**
 * The day that it is at an instant where days begin first (UTC+14): nowhere has a later day begun, so that an act of a later
 * day cannot have happened.
 */
export function latestToday(instant: Date): Day {
  return fromDayNumber(Math.floor((instant.getTime() + 14 * HOUR) / (24 * HOUR)));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** A duration in whole calendar units, as ISO 8601 writes it: P5Y, P18M, P2W, P1Y6M, P90D. */
export interface CalendarDuration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** Reads an ISO 8601 duration of years, months, weeks and days; null when it is not one, or is zero. */
export function parseDuration(text: string): CalendarDuration | null {
  const match = /^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$/.exec(text);
  if (!match) return null;
  const [years, months, weeks, days] = [1, 2, 3, 4].map((i) => Number(match[i] ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  if (years + months + weeks + days === 0) return null;
  return { years, months, days: weeks * 7 + days };
}

/** The day a duration after another; a day that the month lacks becomes the month's last (31 January + P1M = 28 February). */
export function addDuration(day: Day, duration: CalendarDuration): Day {
  const months = Number(day.slice(5, 7)) - 1 + duration.months;
  const year = Number(day.slice(0, 4)) + duration.years + Math.floor(months / 12);
  if (year > 9999) return LAST_DAY;
  const month = (((months % 12) + 12) % 12) + 1;
  const date = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return addDays(dayOf(year, month, date), duration.days);
}

/** The earlier of two latest days, where null means that there is none that way (after all days). */
export function minLatest(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b;
  if (b === null) return a;
  return a < b ? a : b;
}
