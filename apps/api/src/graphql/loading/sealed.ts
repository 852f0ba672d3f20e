import type { Json } from '@entente/domain';
import { asUnavailable, openFields, type KeptDocument, type SealedField, type Vault } from '@entente/ledger';
import { refused } from '../errors/refused-error.js';

/**
 * Opens sealed fields of many events with one question to the vault; null where there is none, or its key was erased. One
 * that cannot be opened for another reason is an error in its place, and leaves the others as they are.
 */
export async function openSealed(
  vault: Vault,
  fields: readonly SealedField[],
): Promise<readonly (Json | null | Error)[]> {
  return (await openFields(vault, fields)).map((found) => {
    switch (found?.state) {
      case 'OPENED':
        return found.value;
      case 'UNREADABLE':
        return refused('SEALED_UNREADABLE', null);
      default:
        return null;
    }
  });
}

/** How many texts are opened at once: each may be half a million characters. */
const TEXTS_AT_ONCE = 8;

/**
 * Opens the texts that the vault keeps under some hashes; null where it keeps none, or the text was erased. One that cannot be
 * opened for another reason is an error in its place. They are opened a few at a time, until they have more characters than
 * the answer may still have: the rest stays closed and null, for whoever charges those that are open gives the answer up.
 */
export async function openTexts(
  vault: Vault,
  hashes: readonly string[],
  mostCharacters: number,
): Promise<readonly (string | null | Error)[]> {
  const texts: (string | null | Error)[] = hashes.map(() => null);
  let left = mostCharacters;
  for (let from = 0; from < hashes.length && left >= 0; from += TEXTS_AT_ONCE) {
    const some = hashes.slice(from, from + TEXTS_AT_ONCE);
    const kept = await asUnavailable(vault.documents(some));
    for (const [index, hash] of some.entries()) {
      const text = textOf(kept.get(hash));
      if (typeof text === 'string') left -= text.length;
      texts[from + index] = text;
    }
  }
  return texts;
}

function textOf(found: KeptDocument | undefined): string | null | Error {
  switch (found?.state) {
    case 'OPENED':
      return found.bytes.toString('utf8');
    case 'UNREADABLE':
      return refused('SEALED_UNREADABLE', null);
    default:
      return null;
  }
}
