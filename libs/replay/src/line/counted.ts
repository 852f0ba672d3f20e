import type { Act } from './acts.js';
import { orderOf, type Placed, type Setting } from './order.js';

/** The acts that count, in their order, and those that are passed over. */
export interface Counted {
  readonly order: readonly Placed[];
  readonly passedOver: readonly Act[];
}

/**
 * Which acts count: all of them where one order holds; else one after the other, by key, each that those which count let in,
 * and after each the first again.
 */
export function countedOf(acts: readonly Act[], setting: Setting): Counted {
  const all = orderOf(acts, setting);
  if (all) return { order: all, passedOver: [] };
  let counted: readonly Act[] = [];
  let order: readonly Placed[] = [];
  for (;;) {
    const next = letIn(acts, counted, setting);
    if (!next) return { order, passedOver: acts.filter((act) => !counted.includes(act)) };
    counted = next.counted;
    order = next.order;
  }
}

function letIn(
  acts: readonly Act[],
  counted: readonly Act[],
  setting: Setting,
): { readonly counted: readonly Act[]; readonly order: readonly Placed[] } | null {
  for (const act of acts) {
    if (counted.includes(act)) continue;
    const together = acts.filter((one) => one === act || counted.includes(one));
    const order = orderOf(together, setting);
    if (order) return { counted: together, order };
  }
  return null;
}
