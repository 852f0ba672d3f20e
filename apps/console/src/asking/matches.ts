import { foldLetters, searchWords } from '@entente/domain';

/** Whether every word of a search begins a word of one of the names, as the ledger searches: without regard to accents and case. */
export function matches(text: string, names: readonly string[]): boolean {
  const words = searchWords(text);
  return names.some((name) => {
    const parts = foldLetters(name).split(' ');
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}
