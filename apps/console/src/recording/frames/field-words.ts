import * as english from '../../words/en/fields.js';
import * as french from '../../words/fr/fields.js';
import { useLanguage } from '../../words/index.js';
import type { Language } from '../../words/language.js';

const WORDS: Readonly<Record<Language, typeof french>> = { fr: french, en: english };

/** What a field is called: in its command where that has a word of its own, else by the name of its member. */
export function labelOf(command: string, path: string, language: Language): string | null {
  const { member, memberOf } = WORDS[language];
  const named = path.replaceAll(/\.\d+(?=\.|$)/gu, '');
  const own = memberOf[`${command}.${named}` as keyof typeof memberOf] as string | undefined;
  const last = named.split('.').at(-1) ?? named;
  return own ?? (member[last as keyof typeof member] as string | undefined) ?? null;
}

/** The word for one of a few values; null where it has none. */
export function choiceOf(word: string, language: Language): string | null {
  const { choice } = WORDS[language];
  return (choice[word as keyof typeof choice] as string | undefined) ?? null;
}

/** Both, in the language that is shown. */
export function useFieldWords(): {
  readonly label: (command: string, path: string) => string;
  readonly choice: (word: string) => string;
} {
  const language = useLanguage();
  return {
    label: (command, path) => labelOf(command, path, language) ?? path,
    choice: (word) => choiceOf(word, language) ?? word,
  };
}
