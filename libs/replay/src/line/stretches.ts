import type { LoggedEvent } from '../facts.js';
import { begins, ends, moves, pauses, type Act } from './acts.js';
import type { End } from './ends.js';
import type { Placed } from './order.js';

/** From the beginning, or from a reinstatement after the end, to the next expiry or ending. */
export interface Stretch {
  readonly begin: Act | null;
  /** All that lies in it, in its order, but for what begins and what ends it. */
  readonly acts: readonly Act[];
  /** What moves the end, each with the end after it. */
  readonly moves: readonly { readonly act: Act; readonly before: End; readonly after: End }[];
  readonly pauses: readonly Act[];
  readonly ending: Act | null;
  /** Something follows its expiry: a reinstatement, or (here) what supersedes it. */
  readonly expired: boolean;
  readonly supersededAfter: Act | null;
  /** The end that its last act leaves it with, and the fact that set that. */
  readonly end: End;
  readonly setBy: LoggedEvent | null;
}

/** Cuts an order where the agreement ends, and begins anew. */
export function stretchesOf(
  order: readonly Placed[],
  first: { readonly end: End; readonly setBy: LoggedEvent | null },
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let now: Stretch = empty(null, first.end, first.setBy);
  for (const { act, end, lifts } of order) {
    if (lifts) continue;
    if (!act) now = { ...now, expired: true };
    else if (begins(act)) {
      stretches.push(now);
      now = empty(act, end, act.fact);
    } else if (now.expired) now = { ...now, supersededAfter: act };
    else if (ends(act)) now = { ...now, ending: act };
    else now = withAct(now, act, end);
  }
  return [...stretches, now];
}

function empty(begin: Act | null, end: End, setBy: LoggedEvent | null): Stretch {
  return {
    begin,
    acts: [],
    moves: [],
    pauses: [],
    ending: null,
    expired: false,
    supersededAfter: null,
    end,
    setBy,
  };
}

function withAct(stretch: Stretch, act: Act, end: End): Stretch {
  const acts = [...stretch.acts, act];
  if (pauses(act)) return { ...stretch, acts, pauses: [...stretch.pauses, act] };
  if (!moves(act)) return { ...stretch, acts };
  const moved = { act, before: stretch.end, after: end };
  return { ...stretch, acts, moves: [...stretch.moves, moved], end, setBy: act.fact };
}
