import { createHmac } from 'node:crypto';
import { searchWords } from '@entente/domain';

/** The longest beginning of a word that is indexed, in letters. */
const LONGEST = 12;
/** Bytes of a token: enough that no two beginnings meet. */
const TOKEN_BYTES = 16;

/** The tokens under which a name is found: one for each beginning of each of its words. */
export function tokensOfName(key: Buffer, name: string): readonly Buffer[] {
  const beginnings = searchWords(name).flatMap((word) => {
    const letters = Array.from(word).slice(0, LONGEST);
    return letters.map((_letter, last) => letters.slice(0, last + 1).join(''));
  });
  return [...new Set(beginnings)].map((beginning) => tokenOf(key, beginning));
}

/** The tokens that a name must have to hold the words of a text, each as the beginning of a word. */
export function tokensOfText(key: Buffer, text: string): readonly Buffer[] {
  const beginnings = searchWords(text).map((word) => Array.from(word).slice(0, LONGEST).join(''));
  return [...new Set(beginnings)].map((beginning) => tokenOf(key, beginning));
}

/** A beginning of a word as the index has it: who has not the key can neither read nor guess it. */
function tokenOf(key: Buffer, beginning: string): Buffer {
  return createHmac('sha256', key)
    .update('entente/name/v1\0')
    .update(beginning)
    .digest()
    .subarray(0, TOKEN_BYTES);
}
