import { LOCALE } from '../words/language.js';
import { useLanguage } from '../words/index.js';

/** An amount in its currency. The ledger gives it as a decimal text, which is shown to the cent where it has cents. */
export function MoneyShown({ of }: { readonly of: { readonly value: string; readonly currency: string } }) {
  const format = new Intl.NumberFormat(LOCALE[useLanguage()], {
    style: 'currency',
    currency: of.currency,
    minimumFractionDigits: of.value.includes('.') ? 2 : 0,
    maximumFractionDigits: 2,
  });
  // The text itself is formatted, not a number made of it: no cent is lost.
  return <span className="number">{format.format(of.value as Intl.StringNumericLiteral)}</span>;
}
