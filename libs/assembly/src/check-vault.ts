import type { Vault } from '@entente/ledger';
import type { HealthCheck } from '@entente/platform';
import { newestSealed, type ReadModel } from '@entente/read-model';

/**
 * Whether the vault answers and has its keys: that of the person who was registered last, by which an emptied vault shows, and
 * all that were asked for in vain.
 */
export function checkVault(vault: Vault, readModel: ReadModel): HealthCheck {
  return async () => {
    // Without a read model the vault is still asked for what was missed before.
    const newest = await readModel.ask(newestSealed).catch(() => []);
    const lost = await vault.unusable(newest);
    if (lost.length === 0) return { ok: true };
    return {
      ok: false,
      keys: lost.length,
      reason:
        'keys of the vault are lost or damaged, and nobody erased them: what they seal cannot be opened. Put a backup of the ' +
        'vault’s database back',
    };
  };
}
