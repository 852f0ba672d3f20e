import { toDayNumber, type Day } from '@entente/domain';
import { millisecondsOf } from './instants.js';
import { LOCALE, type Language } from '../words/language.js';
import { zoneName } from './zone-name.js';

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE[language], options);
  formats.set(key, made);
  return made;
}

/** A civil day in words: “4 juin 2024”, “June 4, 2024”; `short` in tables: “4 juin 2024”, “Jun 4, 2024”. */
export function showDay(day: Day, language: Language, form: 'long' | 'short' = 'long'): string {
  const month = form === 'long' ? 'long' : 'short';
  const text = format(language, month, { year: 'numeric', month, day: 'numeric', timeZone: 'UTC' }).format(
    toDayNumber(day) * DAY_MS,
  );
  // French counts the first of a month.
  return language === 'fr' ? text.replace(/^1 /u, '1er ').replaceAll(' ', '\u00a0') : text;
}

/** A month in words: “juin 2025”. */
export function showMonth(year: number, month: number, language: Language): string {
  const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
  return format(language, 'month', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    toDayNumber(day) * DAY_MS,
  );
}

/** What a day of the week is called: “dimanche”, “Sunday”. */
export function showWeekday(day: Day, language: Language): string {
  return format(language, 'weekday', { weekday: 'long', timeZone: 'UTC' }).format(toDayNumber(day) * DAY_MS);
}

/** An instant as it was in the ledger’s zone, which is named: “27 novembre 2026, 21 h 38 HNE”. */
export function showInstant(instant: string, language: Language, timeZone: string): string {
  const at = millisecondsOf(instant);
  const day = format(language, `day ${timeZone}`, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone,
  }).format(at);
  const clock = format(language, `time ${timeZone}`, { hour: 'numeric', minute: '2-digit', timeZone }).format(
    at,
  );
  const time = `${clock} ${zoneName(at, language, timeZone)}`;
  if (language === 'en') return `${day}, ${time}`;
  // A narrow place breaks it between the day and the time alone.
  return [day.replace(/^1 /u, '1er '), time].map((part) => part.replaceAll(' ', '\u00a0')).join(', ');
}
