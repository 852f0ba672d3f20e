import { addDays, type Day } from '../../time/day.js';
import { sortedByKey } from './act.js';
import { eventsOf, type LineEvent, type LineEventOf } from './line-event.js';
import type { Participation } from './parties.js';
import { boundsOf, rangeOf, spanOn, type Bounds, type Range } from './span.js';
import type { Certainty } from './status.js';

export type IntentState = 'OPEN' | 'FULFILLED' | 'WITHDRAWN' | 'LAPSED';

/** An intent, from its declaration to what ended it (null while nothing has). */
export interface IntentLine {
  readonly organizationId: string;
  readonly event: LineEventOf<'PartnerIntentDeclared'>;
  readonly began: Bounds;
  readonly ended: (Bounds & { readonly state: Exclude<IntentState, 'OPEN'> }) | null;
}

type End = { readonly state: Exclude<IntentState, 'OPEN'>; readonly range: Range };

/** The intents of an agreement; an intent and what ends it are a chain of two (section 10.7 of `docs/semantics.md`). */
export function intentsOf(
  events: readonly LineEvent[],
  participations: readonly Participation[],
): readonly IntentLine[] {
  const declared = sortedByKey(eventsOf(events, 'PartnerIntentDeclared'));
  const withdrawn = sortedByKey(eventsOf(events, 'PartnerIntentWithdrawn'));
  const used = new Set<string>();
  return declared.map((event) => {
    const { organizationId } = event.data;
    const range = rangeOf(event.effective);
    const withdrawal = withdrawn.find(
      (one) =>
        !used.has(one.id) &&
        one.data.organizationId === organizationId &&
        rangeOf(one.effective).l >= range.e,
    );
    const ends = [
      ...fulfilments(participations, organizationId, event.effective.point, range),
      ...lapse(event, range),
      ...(withdrawal ? [{ state: 'WITHDRAWN', range: rangeOf(withdrawal.effective) } as const] : []),
    ];
    const end = ends.reduce<End | null>((a, b) => (a === null || b.range.p < a.range.p ? b : a), null);
    if (withdrawal && end?.state === 'WITHDRAWN') used.add(withdrawal.id);
    return chain(event, range, end);
  });
}

/** The first joining that is not before the intent, or that still holds on its day. */
function fulfilments(
  participations: readonly Participation[],
  organizationId: string,
  day: Day,
  declared: Range,
): readonly End[] {
  for (const one of participations) {
    if (one.organizationId !== organizationId || one.as !== 'PARTY') continue;
    const joined = rangeOf({ ...one.joined });
    if (joined.l >= declared.e || spanOn(one, day))
      return [{ state: 'FULFILLED', range: joined.l >= declared.e ? joined : declared }];
  }
  return [];
}

function lapse({ data, effective }: LineEventOf<'PartnerIntentDeclared'>, declared: Range): readonly End[] {
  const { expectedBy } = data;
  if (expectedBy === undefined) return [];
  const day = addDays(expectedBy < effective.point ? effective.point : expectedBy, 1);
  const at = rangeOf({ earliest: day, latest: day, point: day });
  return [{ state: 'LAPSED', range: { ...at, e: Math.max(at.e, declared.e) } }];
}

function chain(event: LineEventOf<'PartnerIntentDeclared'>, range: Range, end: End | null): IntentLine {
  const { organizationId } = event.data;
  if (!end) return { organizationId, event, began: boundsOf(range), ended: null };
  const e = Math.max(end.range.e, range.e);
  const ended = { e, l: Math.max(e, end.range.l), p: Math.max(e, end.range.p) };
  const began = { e: range.e, l: Math.min(range.l, ended.l), p: Math.min(range.p, ended.p) };
  return { organizationId, event, began: boundsOf(began), ended: { ...boundsOf(ended), state: end.state } };
}

/** The state of an intent on a day; null before it was declared. */
export function intentOn(
  intent: IntentLine,
  day: Day,
): { readonly state: IntentState; readonly certainty: Certainty } | null {
  const { began, ended } = intent;
  if (ended && ended.point <= day)
    return {
      state: ended.state,
      certainty: ended.latest !== null && ended.latest <= day ? 'CERTAIN' : 'POSSIBLE',
    };
  const certainty = began.point > day ? null : spanOn(intent, day);
  return certainty && { state: 'OPEN', certainty };
}
