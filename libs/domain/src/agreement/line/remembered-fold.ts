import type { PastEvent } from '../../rules/decision.js';
import { beginsWith } from '../../rules/growing.js';
import { keptWith } from '../../rules/kept-with.js';
import { foldAll } from './fold.js';
import type { AgreementLine, Folded } from './line.js';
import { isLineEvent } from './line-event.js';
import { takesOneMore, withOneMore } from './one-more.js';

/** Events that were folded, and their fold. */
interface Remembered {
  readonly events: readonly PastEvent[];
  readonly folded: Folded;
}

/** The fold that was asked for, and those on the way to it. */
type Reached = readonly [Remembered, ...Remembered[]];

/** The last folds of an agreement, newest first, by its first event: as long as somebody has that. */
const memory = keptWith<PastEvent, readonly Remembered[]>();
/** Deciders and the read model each have events of their own, and deciders an act that is judged. */
const MOST_REMEMBERED = 6;
/** What was judged gives way to what was recorded, and the next is judged: two events on from a fold that is known. */
const MOST_STEPS = 2;
/** Of fewer events, all are folded as quickly. */
const FEW = 40;

/**
 * Folds an agreement's facts, in any order, into its line through time: which status on which day, and what else the bounds
 * of the dates allow. Deciders and the read model use this one fold.
 */
export function foldAgreement(recorded: readonly PastEvent[]): AgreementLine {
  return recorded.length < FEW ? foldAll(recorded).line : foldOn(recorded);
}

/**
 * Where it was asked of nearly the same events before, goes on from there if it can. The answer is that of {@link foldAll},
 * but for what it cost and for the order of participations.
 */
export function foldOn(recorded: readonly PastEvent[]): AgreementLine {
  const [first] = recorded;
  if (!first) return foldAll(recorded).line;
  const known = memory.get(first) ?? [];
  const reached: Reached = goneOn(recorded, known) ?? [whole(recorded)];
  memory.set(first, [...reached, ...known.filter((one) => !reached.includes(one))].slice(0, MOST_REMEMBERED));
  return reached[0].folded.line;
}

function whole(events: readonly PastEvent[]): Remembered {
  return { events: [...events], folded: foldAll(events) };
}

/** The fold of these events and those on the way to it, newest first; null where all has to be folded. */
function goneOn(events: readonly PastEvent[], known: readonly Remembered[]): Reached | null {
  const from = known.find(
    (one) => one.events.length >= events.length - MOST_STEPS && beginsWith(events, one.events),
  );
  if (from) return stepsOn(from, events);
  // What is known may end with an act that was judged; without it, it is a beginning.
  const judged = known.some(
    (one) =>
      takesOneMore(one.folded) &&
      one.events.length <= events.length &&
      beginsWith(events, one.events, one.events.length - 1),
  );
  return judged ? stepsOn(whole(events.slice(0, -1)), events) : null;
}

/** The folds with the events that have come since, one by one; null where one of them asks for all to be folded. */
function stepsOn(from: Remembered, events: readonly PastEvent[]): Reached | null {
  let reached: Reached = [from];
  for (const event of events.slice(from.events.length)) {
    const [last] = reached;
    const folded = isLineEvent(event) ? withOneMore(last.folded, last.events, event) : last.folded;
    if (!folded) return null;
    reached = [{ events: events.slice(0, last.events.length + 1), folded }, ...reached];
  }
  return reached;
}
