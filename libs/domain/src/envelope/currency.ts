import type { Money } from '../money/money.js';
import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';

/** The currency of an envelope, by its facts in effect; null where there is none. */
export function currencyOf([first]: readonly PastEvent[]): string | null {
  return first ? (first.data as { readonly amount: Money }).amount.currency : null;
}

/** An envelope is in one currency, that of its facts so far. */
export function currencyMismatch({
  events,
  draft,
}: {
  readonly events: readonly PastEvent[];
  readonly draft: { readonly data: { readonly amount: Money } };
}): Refusal | null {
  const { currency } = draft.data.amount;
  const expected = currencyOf(events) ?? currency;
  return currency === expected
    ? null
    : refuse('CURRENCY_MISMATCH', 'amount.currency', { currency, expected });
}
