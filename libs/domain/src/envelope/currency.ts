import type { Money } from '../money/money.js';
import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';

/** The currency of an envelope, by its facts in effect; null where none of them is an amount. Evidence and disputes are none. */
export function currencyOf(events: readonly PastEvent[]): string | null {
  for (const { data } of events) {
    const { amount } = data as { readonly amount?: Money };
    if (amount) return amount.currency;
  }
  return null;
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
