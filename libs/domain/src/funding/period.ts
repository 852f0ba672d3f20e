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

/** What a figure covers: its days in order, its collection not closed before it began, its fiscal year that of its days. */
export function reportPeriodInvalid(period: {
  readonly from: Day;
  readonly to: Day;
  readonly fiscalYear?: string;
  readonly collectionClosedOn?: Day;
}): Refusal | null {
  const { from, to, fiscalYear, collectionClosedOn } = period;
  const backwards = periodInvalid(period);
  if (backwards) return backwards;
  if (collectionClosedOn !== undefined && collectionClosedOn < from)
    return refuse('PERIOD_INVALID', 'period.collectionClosedOn', {
      problem: 'CLOSED_BEFORE_IT_BEGINS',
      from,
      collectionClosedOn,
    });
  return fiscalYear === undefined || isFiscalYearOf(fiscalYear, from, to)
    ? null
    : refuse('PERIOD_INVALID', 'period.fiscalYear', { problem: 'NOT_ITS_FISCAL_YEAR', fiscalYear, from, to });
}

/** `2019-2020` from a day of 2019 to one of 2020; or one of the two years alone, which some call the year by. */
function isFiscalYearOf(fiscalYear: string, from: Day, to: Day): boolean {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return [first, last, `${first}-${last}`].includes(fiscalYear);
}
