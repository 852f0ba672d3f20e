import { useLanguage } from '../words/index.js';
import { inLanguage, setIn, type Localized } from './localized.js';

/** A text in the language of the page, else in the one there is, marked as such. */
export function TextIn({ texts }: { readonly texts: readonly Localized[] }) {
  const language = useLanguage();
  const best = inLanguage(texts, language);
  if (!best) return null;
  const text = setIn(best);
  return best.lang.slice(0, 2) === language ? <>{text}</> : <span lang={best.lang}>{text}</span>;
}

export { inLanguage, setIn };
