import { refuse, type Refusal } from '../rules/decision.js';
import { isDay } from '../time/day.js';

/** When a meeting began and ended by the clocks of its place, and which place's clocks they are. */
interface Hours {
  readonly startLocal?: string;
  readonly endLocal?: string;
  readonly timeZone?: string;
}

/** Why the hours of a meeting cannot be: one is not written as it should be, it ends before it starts, there is no such zone. */
export function hoursInvalid({ startLocal, endLocal, timeZone }: Hours): Refusal | null {
  if (startLocal !== undefined && !isLocalTime(startLocal))
    return refuse('VALIDATION_FAILED', 'startLocal', { problem: 'NOT_A_LOCAL_TIME' });
  if (endLocal !== undefined && !isLocalTime(endLocal))
    return refuse('VALIDATION_FAILED', 'endLocal', { problem: 'NOT_A_LOCAL_TIME' });
  if (startLocal !== undefined && endLocal !== undefined && endLocal < startLocal)
    return refuse('VALIDATION_FAILED', 'endLocal', { problem: 'ENDS_BEFORE_START' });
  return timeZone !== undefined && !isTimeZone(timeZone)
    ? refuse('VALIDATION_FAILED', 'timeZone', { problem: 'NOT_A_TIME_ZONE' })
    : null;
}

/** `2008-11-20T09:00`: a day that exists and a minute of it. */
function isLocalTime(text: string): boolean {
  const [, day = '', hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text) ?? [];
  return isDay(day) && Number(hour) < 24 && Number(minute) < 60;
}

/** True for the name of a time zone (IANA); an offset from UTC is none, since it says nothing of summer. */
function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
