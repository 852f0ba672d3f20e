import { StartupProblem } from '@entente/platform';
import { readIdentity, vaultLedgerId } from '@entente/ledger';
import { logDiffers } from '@entente/read-model';
import type { EventStore } from '@entente/event-store';
import type { Pool } from 'pg';

/**
 * Makes sure that the log is this ledger's, before anything is written into it: the one that the read model follows, and not an
 * empty one where the vault is that of a ledger.
 * @throws {StartupProblem}
 */
export async function checkLogOfStart(parts: {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly vaultUrl: string;
}): Promise<void> {
  const problem = await logDiffers(parts.pool, parts.store);
  if (problem !== null) throw new StartupProblem(problem);
  if ((await readIdentity(parts.store)) !== null) return;
  const ledgerId = await vaultLedgerId(parts.vaultUrl);
  if (ledgerId === null) return;
  throw new StartupProblem(
    `the log is empty, and the vault’s database holds the personal data of a ledger (${ledgerId}): the log was emptied, or is ` +
      'not that of this ledger. Put a copy of the log back, or set its address right; for a new ledger set ' +
      'ENTENTE_VAULT_DATABASE_URL to a new database',
  );
}
