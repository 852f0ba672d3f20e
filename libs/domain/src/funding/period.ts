import { refuse, type Refusal } from '../rules/decision.js';
import type { Day } from '../time/day.js';

/** A period of which an end may be unknown. */
interface Period {
  readonly from?: Day;
  readonly to?: Day;
}

/** A period that ends before it begins is none. */
export function periodInvalid({ from, to }: Period): Refusal | null {
  return from !== undefined && to !== undefined && to < from
    ? refuse('PERIOD_INVALID', 'period.to', { problem: 'ENDS_BEFORE_IT_BEGINS', from, to })
    : null;
}
