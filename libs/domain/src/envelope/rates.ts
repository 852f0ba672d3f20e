import type { Money } from '../money/money.js';
import { rulesOn } from '../programme/rules.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice, PastEvent } from '../rules/decision.js';
import { saysTheSame } from '../rules/same.js';
import type { Day } from '../time/day.js';

/** What an allotment says that the rates of its programme say something about. */
interface Allotment {
  readonly fund: string;
  readonly regionClass?: string;
  readonly amount: Money;
}

/**
 * The warning of an allotment that is none of those that the rules of its programme in effect on its day have for regions of its
 * class, in its fund or in whatever fund. Rules that are OPTIONAL ask for nothing.
 *
 * @param programme the facts of the programme that allots
 */
export function allotmentDiffers(
  { fund, regionClass, amount }: Allotment,
  day: Day,
  programme: readonly PastEvent[],
): readonly Advice[] {
  const rates = rulesOn(programme, day).flatMap(({ data }) =>
    data.strength === 'OPTIONAL' || (data.fund ?? fund).toLowerCase() !== fund ? [] : (data.rates ?? []),
  );
  const expected = rates.filter((rate) => rate.regionClass === regionClass).map((rate) => rate.amount);
  if (regionClass === undefined || expected.length === 0) return [];
  return expected.some((one) => saysTheSame(one, amount))
    ? []
    : [adviceOf('ALLOTMENT_DIFFERS', { regionClass, amount: said(amount), expected: expected.map(said) })];
}

function said({ value, currency }: Money): string {
  return `${value} ${currency}`;
}
