import { readTypedDate } from '../../days/read-typed-date.js';
import type { Day } from '@entente/domain';

const FIRST_LINES = 8;

const MONTHS =
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|may|june|july|august|september|october|november|december';
const WRITTEN = new RegExp(
  `\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:er|st|nd|rd|th)? (?:${MONTHS}),? \\d{4}|(?:${MONTHS}) \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
  'giu',
);

/** Days in the first lines of a text: one of them may be that of its publication. They are offered, never taken. */
export function daysToOffer(lines: readonly string[], today: Day): readonly Day[] {
  const days = lines.slice(0, FIRST_LINES).flatMap((line) => line.match(WRITTEN) ?? []);
  const read = days.map((day) => readTypedDate(day, today));
  return [
    ...new Set(read.flatMap((one) => (one.kind === 'UNDERSTOOD' && one.mode === 'DAY' ? [one.edtf] : []))),
  ].slice(0, 3);
}

/** The language that a text is probably in, by its commonest words; offered as the first choice. */
export function languageOf(text: string): 'fr' | 'en' {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (common: readonly string[]) => words.filter((word) => common.includes(word)).length;
  return count(['le', 'la', 'les', 'des', 'du', 'et', 'une']) >= count(['the', 'of', 'and', 'to', 'in', 'a'])
    ? 'fr'
    : 'en';
}
