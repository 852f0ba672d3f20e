import type { Act } from './act.js';
import { findOrder, type Placed, type Setting } from './order.js';

/** Which acts count, in which order, and which are passed over. */
export interface Counted {
  readonly placed: readonly Placed[];
  readonly passedOver: readonly Act[];
  readonly tries: number;
}

/**
 * If all acts have an order that holds, all of them count. Else they are let in one by one, by key, each when those that count
 * and it have an order; after each one that is let in, again from the first.
 */
export function countActs(acts: readonly Act[], setting: Setting): Counted {
  const all = findOrder(acts, setting);
  if (all.placed) return { placed: all.placed, passedOver: [], tries: all.tries };
  let { tries } = all;
  let counted: readonly Act[] = [];
  let placed: readonly Placed[] = [];
  let left = acts;
  for (;;) {
    let letIn: Act | null = null;
    for (const act of left) {
      const wanted = [...counted, act].toSorted((a, b) => a.place - b.place);
      const found = findOrder(wanted, setting);
      tries += found.tries;
      if (!found.placed) continue;
      counted = wanted;
      placed = found.placed;
      letIn = act;
      break;
    }
    if (!letIn) return { placed, passedOver: left, tries };
    left = left.filter((act) => act !== letIn);
  }
}
