import type { Language } from '../words/language.js';
import { factInWords, type Fact } from './dated-fact.js';

/** A day as it is known, as a sentence takes it: “le 4 juin 2024”, “on June 4, 2024”, “un jour de juin 2025”. */
export function onDay(
  fact: Fact,
  language: Language,
): readonly ({ readonly text: string } | { readonly text: string; readonly day: Fact })[] {
  const text = factInWords(fact, language);
  const plain = language === 'fr' ? /^\d/u.test(text) : /^\p{Lu}\p{L}+\.? \d/u.test(text);
  const before = plain ? (language === 'fr' ? 'le ' : 'on ') : '';
  return [{ text: before }, { text, day: fact }];
}
