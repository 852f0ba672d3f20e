import { daysAfter, durationsAfter, type Day } from '../days.js';
import { dateIn, textIn, type Json, type LoggedDate, type LoggedEvent } from '../facts.js';
import { dayOf, windowOf, type Window } from './window.js';

/** A clause by which a term renews itself: period after period, so many times, or without number. */
export interface Tacit {
  readonly period: string;
  readonly times?: number;
}

/** The end that an act sets: stated, or a duration reckoned from the entry into force; and how the term renews itself. */
export interface End {
  readonly stated: LoggedDate | null;
  readonly fromEntry: string | null;
  readonly tacit: Tacit | null;
}

/** No end. */
export const NO_END: End = { stated: null, fromEntry: null, tacit: null };

/** The end after an act that sets or moves it (docs/semantics.md, "Terms"); what it does not say goes on. */
export function endAfter(act: LoggedEvent, before: End): End {
  switch (act.type) {
    case 'AgreementTermSet': {
      const duration = textIn(act, 'duration');
      const start = dateIn(act, 'startsOn');
      if (act.data['openEnded'] === true) return NO_END;
      const stated =
        dateIn(act, 'endsOn') ?? (duration !== null && start ? derivedEnd(start, duration) : null);
      if (!stated && duration === null) return NO_END;
      return { stated, fromEntry: stated ? null : duration, tacit: tacitIn(act) };
    }
    case 'AgreementExtended':
      return { stated: dateIn(act, 'newEndsOn'), fromEntry: null, tacit: before.tacit };
    case 'AgreementRenewed': {
      const tacit = textIn(act, 'renewal') === null ? before.tacit : tacitIn(act);
      return { stated: dateIn(act, 'newEndsOn'), fromEntry: null, tacit };
    }
    case 'AgreementNonRenewalNotified':
      return { stated: dateIn(act, 'endsOn'), fromEntry: null, tacit: null };
    case 'AgreementReinstated':
      return { stated: dateIn(act, 'newEndsOn'), fromEntry: null, tacit: null };
    default:
      return before;
  }
}

function tacitIn({ data }: LoggedEvent): Tacit | null {
  const tacit: Json | undefined = data['tacit'];
  return tacit === undefined ? null : (tacit as unknown as Tacit);
}

/** The last day of the first period of a term; null where it has none. `entry` says from when a duration may count. */
export function firstEndOf({ stated, fromEntry }: End, entry: LoggedDate | null): LoggedDate | null {
  if (stated) return stated;
  return fromEntry !== null && entry ? derivedEnd(entry, fromEntry) : null;
}

/** The last day in force; null where nothing makes the agreement expire: no end, or periods without number. */
export function lastDayOf(end: End, entry: LoggedDate | null): LoggedDate | null {
  const first = firstEndOf(end, entry);
  if (!first || !end.tacit) return first;
  return end.tacit.times === undefined ? null : periodEnd(first, end.tacit.period, end.tacit.times);
}

/** The days of the last one in force; null where there is none. */
export function lastDaysOf(end: End, entry: LoggedDate | null): Window | null {
  const last = lastDayOf(end, entry);
  return last && windowOf(last);
}

/** The end of a period of a tacit term, each bound reckoned at once from the end of its first one. */
export function periodEnd(first: LoggedDate, period: string, count: number): LoggedDate {
  if (count === 0) return first;
  return written({
    ...movedBy(first, (day) => durationsAfter(day, period, count) ?? day),
    basis: 'COMPUTED',
  });
}

/** A duration after a start: there are two customs of counting, so that the end is one of two days. */
function derivedEnd(start: LoggedDate, duration: string): LoggedDate | null {
  if (durationsAfter(start.point, duration) === null) return null;
  const { earliest, latest, point } = movedBy(start, (day) => durationsAfter(day, duration) ?? day);
  return written({
    ...start,
    point,
    earliest: earliest && daysAfter(earliest, -1),
    latest,
    basis: 'COMPUTED',
  });
}

/** The day after a date. */
export function dayAfter(date: LoggedDate): LoggedDate {
  return written({ ...movedBy(date, (day) => daysAfter(day, 1)), basis: 'COMPUTED' });
}

function movedBy(date: LoggedDate, move: (day: Day) => Day): LoggedDate {
  const { earliest, latest, point } = date;
  return {
    ...date,
    point: move(point),
    earliest: earliest && move(earliest),
    latest: latest && move(latest),
  };
}

/** A date that is reckoned says its bounds. */
function written(date: LoggedDate): LoggedDate {
  const { earliest, latest } = date;
  const exact = earliest !== null && earliest === latest;
  return { ...date, edtf: exact ? earliest : `[${earliest ?? ''}..${latest ?? ''}]` };
}

/** A date that cannot be before a day. */
export function notBefore(date: LoggedDate, day: number): LoggedDate {
  const first = dayOf(day);
  if (first === null || (date.earliest !== null && date.earliest >= first)) return date;
  return { ...date, earliest: first };
}
