import type { Fact } from '../days/dated-fact.js';
import type { Language } from '../words/language.js';
import { typo } from '../words/typography.js';

/** A piece of a sentence: words, the name of a subject that has a page, or a day. */
export type Part =
  | { readonly text: string; readonly lang?: string }
  | {
      readonly text: string;
      readonly lang?: string;
      readonly subject: { readonly kind: string; readonly id: string };
    }
  | { readonly text: string; readonly day: Fact };

const VOWEL = /^[aàâeéèêëiîïoôuûœ]/iu;

/** What a word before another one becomes: “de” and “à” before an article or a vowel. */
const MELTED: readonly (readonly [tail: RegExp, head: RegExp, becomes: string])[] = [
  [/\bde $/u, /^le /u, 'du '],
  [/\bà $/u, /^le /u, 'au '],
  [/\bde $/u, VOWEL, 'd’'],
];

/** Joins the pieces of a sentence as its language wants them: elisions, spaces that do not break, a capital to begin with. */
export function joined(parts: readonly Part[], language: Language): readonly Part[] {
  const done: Part[] = [];
  for (const part of parts.filter(({ text }) => text !== '')) {
    const last = done.at(-1);
    const rule =
      language === 'fr' &&
      last &&
      MELTED.find(([tail, head]) => tail.test(last.text) && head.test(part.text));
    if (!rule || !last) {
      done.push(part);
      continue;
    }
    const [tail, head, becomes] = rule;
    done[done.length - 1] = { ...last, text: last.text.replace(tail, becomes) };
    done.push(head === VOWEL ? part : { ...part, text: part.text.replace(head, '') });
  }
  const set = done.map((part) =>
    isForeign(part, language) ? part : { ...part, text: language === 'fr' ? typo(part.text) : part.text },
  );
  const [first, ...rest] = set;
  return first ? [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest] : [];
}

function isForeign(part: Part, language: Language): boolean {
  return 'lang' in part && part.lang !== undefined && part.lang.slice(0, 2) !== language;
}

/** The words of a sentence alone. */
export function textOfParts(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}
