import { useLanguage } from '../words/index.js';
import { showMoney } from './money-text.js';

/** An amount in its currency. */
export function MoneyShown({ of }: { readonly of: { readonly value: string; readonly currency: string } }) {
  return <span className="number">{showMoney(of, useLanguage())}</span>;
}
