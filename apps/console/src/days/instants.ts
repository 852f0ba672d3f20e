import { dayInZone, isDay, toDayNumber, type Day } from '@entente/domain';
import { readDay } from './read-day.js';

const MINUTE = 60_000;

/** The ledger takes the last ten seconds for the present. */
const PRESENT_MS = 10_000;

/**
 * Reads a moment as people write it, in the ledger’s zone: a day, with a time or without (then its end), or an instant in
 * full. Gives an instant as RFC 3339 writes it, or null.
 */
export function readMoment(text: string, timeZone: string): string | null {
  const typed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}T/u.test(typed)) {
    const at = Date.parse(typed);
    return Number.isNaN(at) ? null : new Date(at).toISOString();
  }
  const split = /^(.*?)(?:,? (?:à |at )?(\d{1,2})(?:[:h]| h ?)(\d{2})?)?$/u.exec(
    typed.replaceAll(/[\u00a0\u202f]/gu, ' '),
  );
  const day = readDay(split?.[1] ?? '');
  if (day === null) return null;
  if (split?.[2] === undefined) return instantOf(day, 23, 59, timeZone, 59_999);
  const [hour, minute] = [Number(split[2]), Number(split[3] ?? 0)];
  return hour < 24 && minute < 60 ? instantOf(day, hour, minute, timeZone) : null;
}

/** The instant at which clocks of a zone show a day and a time; of two such, the first. */
function instantOf(day: Day, hour: number, minute: number, timeZone: string, more = 0): string {
  const wall = toDayNumber(day) * 1_440 * MINUTE + (hour * 60 + minute) * MINUTE;
  let at = wall - offset(wall, timeZone);
  at = wall - offset(at, timeZone);
  return new Date(at + more).toISOString();
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

/** True for a text that is an instant. */
export function isInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
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
