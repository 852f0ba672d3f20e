import { useLanguage } from '../words/index.js';
import { typo } from '../words/typography.js';

interface Localized {
  readonly text: string;
  readonly lang: string;
}

/** A text in the language of the page, else in the one there is, marked as such. */
export function TextIn({ texts }: { readonly texts: readonly Localized[] }) {
  const language = useLanguage();
  const best = inLanguage(texts, language);
  if (!best) return null;
  const text = setIn(best);
  return best.lang.slice(0, 2) === language ? <>{text}</> : <span lang={best.lang}>{text}</span>;
}

/** The text in a language, else the first. */
export function inLanguage<T extends Localized>(texts: readonly T[], language: string): T | undefined {
  return texts.find(({ lang }) => lang.slice(0, 2) === language) ?? texts[0];
}

/** A text with the spaces and the apostrophe that its language wants. */
export function setIn({ text, lang }: Localized): string {
  return lang.slice(0, 2) === 'fr' ? typo(text) : text;
}
