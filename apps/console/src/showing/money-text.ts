import { LOCALE, type Language } from '../words/language.js';

/** An amount of money: “26 750 000,00 $”, “$26,750,000.00”. The digits are those that the ledger has, however many. */
export function showMoney(
  { value, currency }: { readonly value: string; readonly currency: string },
  language: Language,
): string {
  const digits = value.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(LOCALE[language], {
    style: 'currency',
    currency,
    maximumFractionDigits: Math.max(2, digits),
  });
  // The text itself is formatted, not a number made of it: no digit is lost.
  return format.format(value as Intl.StringNumericLiteral);
}
