import { boundsOf, earlierOf, rangeOf, spanOn, type Bounds, type Span } from '../agreement/line/span.js';
import { recorded, type EventOf } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { inOrder } from '../rules/stages.js';
import type { Day } from '../time/day.js';
import { dayAfter } from '../time/uncertain-date.js';
import { MandateEnded } from './facts/mandate-ended.js';
import { MandateGranted } from './facts/mandate-granted.js';

/** The days of a mandate: from its effect to its last day, or to the day before its end takes effect, or on. */
export interface Mandate extends Span {
  readonly event: EventOf<typeof MandateGranted>;
  /** What ended it, beside its own last day; null: nothing. */
  readonly endedBy: EventOf<typeof MandateEnded> | null;
}

/** The mandates of a committee, in the order of the log. */
export function mandatesOf(events: readonly PastEvent[]): readonly Mandate[] {
  return recorded(events, MandateGranted).map((event) => ({ event, ...mandateOf(event, events) }));
}

/** The days of one mandate. Of several ends the first one counts. */
export function mandateOf(
  granted: Pick<EventOf<typeof MandateGranted>, 'data' | 'effective'>,
  events: readonly PastEvent[],
): Omit<Mandate, 'event'> {
  const { mandateId, endsOn } = granted.data;
  const [endedBy = null] = inOrder(
    recorded(events, MandateEnded).filter(({ data }) => data.mandateId === mandateId),
  );
  const ends = [endsOn && dayAfter(endsOn), endedBy?.effective].filter((end) => end !== undefined);
  return { began: granted.effective, ended: firstOf(ends), endedBy };
}

function firstOf(ends: readonly Bounds[]): Bounds | null {
  const [first, second] = ends;
  if (!first || !second) return first ?? null;
  return boundsOf(earlierOf(rangeOf(first), rangeOf(second)));
}

/** Whether two mandates have a day in common, by points. */
export function haveADayInCommon(one: Span, other: Span): boolean {
  const endsAfter = (span: Span, day: Day) => span.ended === null || span.ended.point > day;
  return endsAfter(one, other.began.point) && endsAfter(other, one.began.point);
}

/** True for a person who has a mandate on a day. */
export function hasMandateOn(mandates: readonly Mandate[], personId: string, day: Day): boolean {
  return mandates.some(
    (mandate) => mandate.event.data.personId === personId && spanOn(mandate, day) !== null,
  );
}

/** How many mandates run on a day. */
export function mandatesOn(mandates: readonly Mandate[], day: Day): number {
  return mandates.filter((mandate) => spanOn(mandate, day) !== null).length;
}
