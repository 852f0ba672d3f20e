import type { Day } from '../../time/day.js';
import { eventsOf, type LineEvent, type LineEventOf } from './line-event.js';
import type { Span } from './span.js';

/** A designation of leads: it holds from its day until the next one for the same role. */
export interface LeadLine extends Span {
  readonly event: LineEventOf<'LeadDesignated'>;
}

/** The designations of leads, by point. */
export function leadsOf(events: readonly LineEvent[]): readonly LeadLine[] {
  const designated = eventsOf(events, 'LeadDesignated').toSorted(
    (a, b) => compareDays(a.effective.point, b.effective.point) || a.order - b.order,
  );
  return designated.map((event, index) => {
    const next = designated.slice(index + 1).find(({ data }) => data.role === event.data.role);
    return { event, began: event.effective, ended: next?.effective ?? null };
  });
}

function compareDays(a: Day, b: Day): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
