import { dayInZone, isDay, toDayNumber, type Day } from '@entente/domain';
import { readDay } from './read-day.js';
import { zoneName } from './zone-name.js';
import { LANGUAGES } from '../words/language.js';

const MINUTE = 60_000;

/** The ledger takes the last ten seconds for the present. */
const PRESENT_MS = 10_000;

/**
 * Reads a moment as people write it, in the ledger’s zone: a day, with a time or without (then its end), or an instant in
 * full. A zone may stand after the time where it is the ledger’s own. Gives an instant as RFC 3339 writes it, or null.
 */
export function readMoment(text: string, timeZone: string): string | null {
  const typed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}T/u.test(typed)) {
    const at = Date.parse(typed);
    return Number.isNaN(at) ? null : new Date(at).toISOString();
  }
  const plain = typed.replaceAll(/[\u00a0\u202f]/gu, ' ');
  const [, there = plain, zone] = ZONE.exec(plain) ?? [];
  const [, before = '', ...time] = TIME.exec(there) ?? [];
  const said = time.some((part) => part !== undefined);
  const day = readDay(before);
  if (day === null) return null;
  if (!said) return zone === undefined ? instantOf(day, [23, 59, 59], timeZone, { more: 999 }) : null;
  const clock = clockOf(time);
  return clock && instantOf(day, clock, timeZone, { zone });
}

/** A zone after a time: HNE, EST, UTC, UTC−5, GMT+5:30. */
const ZONE = /^(.*) (?![AP]M$)(\p{Lu}{3,5}(?:[+\-\u2212]\d{1,2}(?::\d\d)?)?)$/u;

/** What may stand after a day: 14:30, 14 h 30, 14 h 30 min 15 s, 2 p.m., 2:30:15 PM. */
const TIME =
  /^(.*?)(?:,? (?:à |at )?(\d{1,2})(?=:| ?h| ?[ap])(?:(?::| ?h ?)(?:(\d{2})(?:(?::| ?min ?)(?:(\d{2}) ?s?)?)?)?)?(?: ?([ap])\.? ?m\.?)?)?$/iu;

/** Hours, minutes and seconds of a clock. */
type Clock = readonly [number, number, number];

/** Reads a time of the day; null where no clock shows it. */
function clockOf([typedHour = '', minutes = '0', seconds = '0', half]: readonly (
  string | undefined
)[]): Clock | null {
  const twelve = Number(typedHour);
  if (half !== undefined && (twelve < 1 || twelve > 12)) return null;
  const hour = half === undefined ? twelve : (twelve % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const [minute, second] = [Number(minutes), Number(seconds)];
  return hour < 24 && minute < 60 && second < 60 ? [hour, minute, second] : null;
}

/**
 * The instant at which clocks of a zone show a day and a time; of two such, the first, or that at which the clocks have the
 * name that was said. Null where they never have it then.
 */
function instantOf(
  day: Day,
  [hour, minute, second]: Clock,
  timeZone: string,
  { zone, more = 0 }: { readonly zone?: string | undefined; readonly more?: number } = {},
): string | null {
  const wall = toDayNumber(day) * 1_440 * MINUTE + (hour * 60 + minute) * MINUTE;
  let first = wall - offset(wall, timeZone);
  first = wall - offset(first, timeZone);
  const at =
    zone === undefined
      ? first
      : [first, first + 60 * MINUTE].find(
          (one) =>
            one + offset(one, timeZone) === wall &&
            LANGUAGES.some((language) => zoneName(one, language, timeZone) === zone),
        );
  return at === undefined ? null : new Date(at + second * 1_000 + more).toISOString();
}

function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const day = dayInZone(new Date(at), timeZone);
  const wall = toDayNumber(day) * 1_440 * MINUTE + (part('hour') * 60 + part('minute')) * MINUTE;
  return wall - Math.floor(at / MINUTE) * MINUTE;
}

/** The civil day of an instant in the ledger’s zone. */
export function dayOfInstant(instant: string, timeZone: string): Day {
  const day = dayInZone(new Date(instant), timeZone);
  return isDay(day) ? day : instant;
}

/** True for a text that is an instant as the ledger takes it: with a time and its zone. */
export function isInstant(text: string): boolean {
  return /T.+(?:Z|[+-]\d\d:\d\d)$/u.test(text) && !Number.isNaN(Date.parse(text));
}

/** An instant as Intl takes it. */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant);
}

/** The instant that it is, by the clock of this computer: only to say when something was printed or kept here. */
export function nowHere(): string {
  return new Date().toISOString();
}

/** True for an instant that the ledger still takes for the present, or that is to come. */
export function isPresentOrLater(instant: string): boolean {
  return Date.parse(instant) > Date.now() - PRESENT_MS;
}

/** Milliseconds of this computer’s clock: only for how long something has been kept on it. */
export function clockHere(): number {
  return Date.now();
}

/** An instant of this computer’s clock, as RFC 3339 writes it. */
export function instantHere(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
