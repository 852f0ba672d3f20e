import { LOCALE, type Language } from '../words/language.js';

/** An amount of money: “26 750 000,00 $”, “$26,750,000.00”. The digits are those that the ledger has, however many. */
export function showMoney(
  { value, currency }: { readonly value: string; readonly currency: string },
  language: Language,
): string {
  // Intl takes a decimal as its text, and then loses no digit of it; its type here does not say so yet.
  return new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency }).format(
    value as unknown as number,
  );
}
