import { foldLetters, searchWords } from '@entente/domain';

/** Whether every word of a search begins a word of one of the names, as the ledger searches: without regard to accents and case. */
export function matches(text: string, names: readonly string[]): boolean {
  return haveWords(names.map(searched), searchWords(text));
}

/** A name as it is searched: folded, a space before each of its words. */
export function searched(name: string): string {
  return ` ${foldLetters(name)}`;
}

/** Whether each of some words begins a word of one of the names, all of them of the same one. */
export function haveWords(names: readonly string[], words: readonly string[]): boolean {
  return names.some((name) => words.every((word) => name.includes(` ${word}`)));
}
