import type { Vault } from '@entente/ledger';
import type { KeysOfVault } from '@entente/transparency';

/** What a bundle for auditors says of a vault's keys. */
export function keysOfVault(vault: Pick<Vault, 'erasedKeys' | 'open'>): KeysOfVault {
  return {
    erased: async () =>
      (await vault.erasedKeys()).map(({ kid, personId }) => ({ kid, state: 'ERASED', person: personId })),
    lost: async (kids) => {
      const { keys, erased } = await vault.open(kids);
      return kids.filter((kid) => !keys.has(kid) && !erased.has(kid));
    },
  };
}
