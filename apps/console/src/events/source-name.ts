import { showDay } from '../days/show-day.js';
import { useLanguage } from '../words/index.js';
import type { Language } from '../words/language.js';
import { codeCalled } from './sentence.js';

/** What a source is known by: it has no title of its own. */
export interface SourceNamed {
  readonly kind: string;
  readonly issuer: string | null;
  readonly publishedOn: string | null;
}

/** What a kind of source is called. */
export function sourceKind(kind: string, language: Language): string {
  return codeCalled('kind', kind, language);
}

/** What a source is called: its kind, who published it and when. */
export function useSourceName(): (source: SourceNamed) => string {
  const language = useLanguage();
  return ({ kind, issuer, publishedOn }) =>
    [sourceKind(kind, language), issuer, publishedOn && showDay(publishedOn, language)]
      .filter((part) => part !== null && part !== '')
      .join(', ');
}
