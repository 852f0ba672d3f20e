import { isDay } from '@entente/domain';
import { showDay } from '../days/show-day.js';
import { useLanguage, useTypo } from '../words/index.js';
import type { Language } from '../words/language.js';

/** A day by itself: not part of an id, of an instant or of an uncertain date. */
const DAY = /(?<![\w./~-])\d{4}-\d\d-\d\d(?![\w/~?%-])/gu;

/** A message of the ledger with its days in words. */
export function daysInWords(text: string, language: Language): string {
  return text.replaceAll(DAY, (day) => (isDay(day) ? showDay(day, language) : day));
}

/** Says a message of the ledger as the page says things: in its language, with its days in words. */
export function useMessage(): (message: Readonly<Record<Language, string>>) => string {
  const language = useLanguage();
  const typo = useTypo();
  return (message) => typo(daysInWords(message[language], language));
}
