import {
  addDuration,
  fromDayNumber,
  parseDuration,
  toDayNumber,
  type CalendarDuration,
} from '../../time/day.js';
import { derivedEnd, type UncertainDate } from '../../time/uncertain-date.js';
import type { ActEvent } from './lifecycle.js';
import type { Tacit } from './line-event.js';
import { rangeOf, type Range } from './span.js';

/** The end of a term as it is set: stated, or reckoned from a start and a duration; and how it renews itself. */
export interface End {
  /** Stated, or derived from a stated start; null where there is none. */
  readonly stated: UncertainDate | null;
  /** A duration whose start is the entry into force. */
  readonly fromEntry: CalendarDuration | null;
  readonly tacit: Tacit | null;
}

export const NO_END: End = { stated: null, fromEntry: null, tacit: null };

/** The end that an act sets. What a renewal or an extension does not say goes on from the term before it. */
export function endSetBy(event: ActEvent, before: End): End {
  switch (event.type) {
    case 'AgreementTermSet': {
      const { startsOn, endsOn, duration, openEnded, tacit } = event.data;
      if (openEnded) return NO_END;
      const length = duration === undefined ? null : parseDuration(duration);
      if (endsOn) return { stated: endsOn, fromEntry: null, tacit: tacit ?? null };
      if (!length) return NO_END;
      return startsOn
        ? { stated: derivedEnd(startsOn, length), fromEntry: null, tacit: tacit ?? null }
        : { stated: null, fromEntry: length, tacit: tacit ?? null };
    }
    case 'AgreementExtended':
      return { stated: event.data.newEndsOn, fromEntry: null, tacit: before.tacit };
    case 'AgreementRenewed':
      return { stated: event.data.newEndsOn, fromEntry: null, tacit: tacitAfter(event.data, before) };
    case 'AgreementNonRenewalNotified':
      return { stated: event.data.endsOn, fromEntry: null, tacit: null };
    case 'AgreementReinstated':
      return { stated: event.data.newEndsOn ?? null, fromEntry: null, tacit: null };
    default:
      return before;
  }
}

/** A renewal that says how the new term is renewed has that clause or none; one that does not, the clause of the former term. */
function tacitAfter({ renewal, tacit }: { readonly renewal?: string; readonly tacit?: Tacit }, before: End) {
  return renewal === undefined ? before.tacit : (tacit ?? null);
}

/** The last day of a term's first period; null where there is no end. `entry` is the bounds of the entry into force. */
export function firstEnd(end: End, entry: UncertainDate | null): UncertainDate | null {
  if (end.stated) return end.stated;
  return end.fromEntry && entry ? derivedEnd(entry, end.fromEntry) : null;
}

/** The last day after which an agreement expires; null where nothing makes it expire: no end, or periods without number. */
export function expiringEnd(end: End, entry: UncertainDate | null): UncertainDate | null {
  const first = firstEnd(end, entry);
  if (!first || !end.tacit) return first;
  return end.tacit.times === undefined ? null : periodEnd(first, end.tacit.period, end.tacit.times);
}

/** The end of period `k` of a tacit term, reckoned at once from the end of the first one. */
export function periodEnd(first: UncertainDate, period: string, k: number): UncertainDate {
  const one = parseDuration(period);
  if (!one || k === 0) return first;
  const times = { years: one.years * k, months: one.months * k, days: one.days * k };
  const moved = (day: string) => addDuration(day, times);
  return {
    ...first,
    point: moved(first.point),
    earliest: first.earliest && moved(first.earliest),
    latest: first.latest && moved(first.latest),
    edtf:
      first.earliest === first.latest
        ? moved(first.point)
        : `[${first.earliest ? moved(first.earliest) : ''}..${first.latest ? moved(first.latest) : ''}]`,
    basis: 'COMPUTED',
  };
}

/** The range of the last day after which an agreement expires; null where nothing makes it expire. */
export function endRange(end: End, entry: UncertainDate | null): Range | null {
  const date = expiringEnd(end, entry);
  return date && rangeOf(date);
}

/** A date with its earliest day no sooner than the given day number: an entry that had to wait for what it needs. */
export function notBefore(date: UncertainDate, day: number): UncertainDate {
  if (!Number.isFinite(day)) return date;
  const earliest = date.earliest === null ? day : Math.max(toDayNumber(date.earliest), day);
  return { ...date, earliest: fromDayNumber(earliest) };
}
