import { growing } from '../rules/growing.js';
import { keptWith } from '../rules/kept-with.js';
import type { JsonObject, PastEvent } from '../rules/decision.js';
import type { UncertainDate } from '../time/uncertain-date.js';

/** The stored names of the two corrections (`docs/semantics.md`, Being wrong). They never change. */
export const RECTIFIED = 'RecordRectified';
export const ANNULLED = 'RecordAnnulled';

/** What a rectification puts in the place of what it corrects: the two dates, and whole members of the data. */
export interface Patch {
  readonly target: string;
  readonly set?: {
    readonly occurred?: UncertainDate;
    readonly effective?: UncertainDate;
    readonly data?: JsonObject;
  };
  /** Members of the data that it takes away. */
  readonly removed?: readonly string[];
}

/** What corrections have made of one event. */
export interface Corrected {
  /** The annulment in effect that names it; null where none does. */
  readonly annulledBy: PastEvent | null;
  /** The rectifications in effect that name it, oldest first. */
  readonly rectifiedBy: readonly PastEvent<string, Patch>[];
}

const AS_RECORDED: Corrected = { annulledBy: null, rectifiedBy: [] };
const NOTHING_CORRECTED: ReadonlyMap<string, Corrected> = new Map();

/** True for a correction of what is recorded. */
export function isCorrection({ type }: { readonly type: string }): boolean {
  return type === RECTIFIED || type === ANNULLED;
}

/** True for a history that holds corrections: every fold, look-up and projection asks it. */
export const holdsCorrections: (history: readonly PastEvent[]) => boolean = growing<PastEvent, boolean>(
  (come, before) => (before ?? false) || come.some(isCorrection),
);

function isRectification(event: PastEvent): event is PastEvent<string, Patch> {
  return event.type === RECTIFIED;
}

/**
 * What the corrections in effect have made of each event of a stream: read from the newest to the oldest, an event is annulled
 * when an annulment that is itself not annulled names it. Events that nothing corrects are not in it.
 */
export function correctionsIn(history: readonly PastEvent[]): ReadonlyMap<string, Corrected> {
  if (!holdsCorrections(history)) return NOTHING_CORRECTED;
  const found = new Map<string, { annulledBy: PastEvent | null; rectifiedBy: PastEvent<string, Patch>[] }>();
  const of = (target: string) => {
    const known = found.get(target) ?? { annulledBy: null, rectifiedBy: [] };
    found.set(target, known);
    return known;
  };
  for (const event of history.toReversed()) {
    if (!isCorrection(event) || found.get(event.id)?.annulledBy) continue;
    const { target } = event.data as { readonly target: string };
    if (isRectification(event)) of(target).rectifiedBy.unshift(event);
    else of(target).annulledBy = event;
  }
  return found;
}

/** What corrections have made of an event. */
export function correctedIn(corrections: ReadonlyMap<string, Corrected>, eventId: string): Corrected {
  return corrections.get(eventId) ?? AS_RECORDED;
}

/** An event that was patched, known by the corrections that patched it: whoever asks again gets the same object. */
const patchedEvents = keptWith<PastEvent, { readonly by: readonly PastEvent[]; readonly event: PastEvent }>();

/** A fact as its rectifications have it: members and dates that they set, in their order, and without what they take away. */
export function patched(event: PastEvent, rectifiedBy: readonly PastEvent<string, Patch>[]): PastEvent {
  if (rectifiedBy.length === 0) return event;
  const known = patchedEvents.get(event);
  // By the corrections themselves: one that is only judged is another each time.
  if (known?.by.length === rectifiedBy.length && rectifiedBy.every((one, index) => one === known.by[index]))
    return known.event;
  const made = rectifiedBy.reduce<PastEvent>((fact, { data: { set, removed } }) => {
    const data: Record<string, unknown> = { ...(fact.data as object), ...set?.data };
    for (const member of removed ?? []) delete data[member];
    return {
      ...fact,
      occurred: set?.occurred ?? fact.occurred,
      effective: set?.effective ?? fact.effective,
      data,
    };
  }, event);
  patchedEvents.set(event, { by: rectifiedBy, event: made });
  return made;
}

/** The facts of a stream that are in effect, as they are corrected, in their order; the corrections themselves are left out. */
export function inEffect(history: readonly PastEvent[]): readonly PastEvent[] {
  if (!holdsCorrections(history)) return history;
  const corrections = correctionsIn(history);
  return history.flatMap((event) => {
    const { annulledBy, rectifiedBy } = correctedIn(corrections, event.id);
    return annulledBy || isCorrection(event) ? [] : [patched(event, rectifiedBy)];
  });
}

/** What is shown of a subject: its facts in effect; of one that is unknown now, those that were in effect without that. */
export function shown(history: readonly PastEvent[]): {
  readonly facts: readonly PastEvent[];
  readonly annulled: boolean;
} {
  const [first] = history;
  if (!first || !isUnknown(history)) return { facts: inEffect(history), annulled: false };
  const rest = history.filter(
    ({ type, data }) => type !== ANNULLED || (data as { readonly target: string }).target !== first.id,
  );
  return { facts: inEffect(rest), annulled: true };
}

/** True where the first record of a stream was annulled: its subject is not known any more. */
export function isUnknown(history: readonly PastEvent[]): boolean {
  const [first] = history;
  if (!first || !holdsCorrections(history)) return false;
  return correctedIn(correctionsIn(history), first.id).annulledBy !== null;
}
