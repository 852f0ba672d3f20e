import { typo } from '../words/typography.js';

/** A text and its language. */
export interface Localized {
  readonly text: string;
  readonly lang: string;
}

/** The text in a language, else the first. */
export function inLanguage<T extends Localized>(texts: readonly T[], language: string): T | undefined {
  return texts.find(({ lang }) => lang.slice(0, 2) === language) ?? texts[0];
}

/** A text with the spaces and the apostrophe that its language wants. */
export function setIn({ text, lang }: Localized): string {
  return lang.slice(0, 2) === 'fr' ? typo(text) : text;
}
