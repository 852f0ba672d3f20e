import type { Json } from '@entente/domain';
import { asUnavailable, openFields, type SealedField, type Vault } from '@entente/ledger';
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

/**
 * Opens the texts that the vault keeps under some hashes, with one question to it; null where it keeps none, or the text was
 * erased. One that cannot be opened for another reason is an error in its place.
 */
export async function openTexts(
  vault: Vault,
  hashes: readonly string[],
): Promise<readonly (string | null | Error)[]> {
  const kept = await asUnavailable(vault.documents(hashes));
  return hashes.map((hash) => {
    const found = kept.get(hash);
    switch (found?.state) {
      case 'OPENED':
        return found.bytes.toString('utf8');
      case 'UNREADABLE':
        return refused('SEALED_UNREADABLE', null);
      default:
        return null;
    }
  });
}
