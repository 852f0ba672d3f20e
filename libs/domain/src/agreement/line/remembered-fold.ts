import type { PastEvent } from '../../rules/decision.js';
import { foldAll } from './fold.js';
import type { AgreementLine, Folded } from './line.js';
import { isLineEvent } from './line-event.js';
import { takesOneMore, withOneMore } from './one-more.js';

/** Events that were folded, and the fold before the last of them came. */
interface Remembered {
  readonly events: readonly PastEvent[];
  readonly folded: Folded;
  readonly before: Remembered | null;
}

/** By the first event of an agreement, as long as somebody has it. */
const memory = new WeakMap<PastEvent, Remembered>();
/** What was judged gives way to what was recorded, and the next is judged: two events on from a fold that is known. */
const MOST_STEPS = 2;

/**
 * Folds an agreement's facts, in any order, into its line through time: which status on which day, and what else the bounds
 * of the dates allow. Deciders and the read model use this one fold. Where it was asked of nearly the same events before, it
 * goes on from there if it can; the answer is that of {@link foldAll}.
 */
export function foldAgreement(recorded: readonly PastEvent[]): AgreementLine {
  const [first] = recorded;
  if (!first) return foldAll(recorded).line;
  const found = goneOn(recorded, memory.get(first) ?? null) ?? whole(recorded);
  memory.set(first, found.before ? { ...found, before: { ...found.before, before: null } } : found);
  return found.folded.line;
}

function whole(events: readonly PastEvent[]): Remembered {
  return { events: [...events], folded: foldAll(events), before: null };
}

function goneOn(events: readonly PastEvent[], last: Remembered | null): Remembered | null {
  if (!last) return null;
  const known = [last, last.before].find((one) => one && isBeginning(one.events, events));
  if (known) return events.length - known.events.length > MOST_STEPS ? null : stepsOn(known, events);
  // What is known ends with an act that was judged; without it, it is a beginning.
  const before = events.slice(0, -1);
  return takesOneMore(last.folded) && isBeginning(last.events.slice(0, -1), before)
    ? stepsOn(whole(before), events)
    : null;
}

/** A fold with the events that have come since, one by one; null where one of them asks for all to be folded. */
function stepsOn(known: Remembered, events: readonly PastEvent[]): Remembered | null {
  let reached = known;
  for (const event of events.slice(known.events.length)) {
    const folded = isLineEvent(event) ? withOneMore(reached.folded, reached.events, event) : reached.folded;
    if (!folded) return null;
    reached = { events: [...reached.events, event], folded, before: reached };
  }
  return reached;
}

function isBeginning(some: readonly PastEvent[], all: readonly PastEvent[]): boolean {
  return some.length <= all.length && some.every((event, place) => event === all[place]);
}
