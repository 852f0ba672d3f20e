import { toDayNumber } from '../../time/day.js';
import { endSetBy, type End } from './end.js';
import type { Transition } from '../act-fact.js';
import { transitionOf, type ActEvent } from './lifecycle.js';
import type { LineEvent } from './line-event.js';
import { rangeOf, type Range } from './span.js';

/** An act as the order takes it. */
export interface Act {
  readonly event: ActEvent;
  readonly row: Transition;
  /** The bounds of its effective date; a suspension is not after its `until`. */
  readonly range: Range;
  /** Its place by key among all acts. */
  readonly place: number;
  readonly organizationId: string | null;
  /** The last day of a suspension, as a day number. */
  readonly until: number | null;
  /** An entry that takes effect before it happened. */
  readonly retroactive: boolean;
  /** A joining of an organisation that had left before. */
  readonly returning: boolean;
  /** True for what covers the gap after an end: it stands on the day after that end, whatever its own dates. */
  readonly covering: boolean;
}

/** Events by key: point, earliest, latest of the effective date, then as recorded; no bound is before, or after, all. */
export function sortedByKey<E extends LineEvent>(events: readonly E[]): readonly E[] {
  return events
    .map((event) => ({ event, key: rangeOf(event.effective) }))
    .toSorted((a, b) => compareKeys(a.key, b.key) || a.event.order - b.event.order)
    .map(({ event }) => event);
}

/** Compares the keys of two ranges. */
export function compareKeys(a: Range, b: Range): number {
  return compare(a.p, b.p) || compare(a.e, b.e) || compare(a.l, b.l);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Reads events, in the order of their keys, as acts. */
export function actsOf(sorted: readonly ActEvent[], returning: ReadonlySet<string>): readonly Act[] {
  return sorted.map((event, place): Act => {
    const until =
      event.type === 'AgreementSuspended' && event.data.until !== undefined
        ? toDayNumber(event.data.until)
        : null;
    const range = rangeOf(event.effective);
    return {
      event,
      row: transitionOf(event),
      range: until === null ? range : { ...range, l: Math.min(range.l, until) },
      place,
      organizationId: 'organizationId' in event.data ? event.data.organizationId : null,
      until,
      retroactive: event.type === 'AgreementEnteredIntoForce' && event.effective.point < event.occurred.point,
      returning: returning.has(event.id),
      covering: event.type === 'AgreementReinstated' && event.data.coversGap,
    };
  });
}

/** The end that an act sets, after the one before it. */
export function endAfter({ event, row }: Act, before: End): End {
  return row.movesEnd ? endSetBy(event, before) : before;
}
