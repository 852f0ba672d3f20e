import { searchWords } from '@entente/domain';

/** What a row is found by: the folded words of some texts, each after a space. */
export function foundBy(texts: readonly (string | undefined)[]): string {
  return ` ${texts.flatMap((text) => searchWords(text ?? '')).join(' ')} `;
}
