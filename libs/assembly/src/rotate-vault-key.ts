import { rotateMasterKey, type RotatedVault } from '@entente/ledger';
import type { Configuration } from '@entente/platform';
import { keepNextKey, promoteNextKey } from './databases/vault-key-file.js';
import { openServers, type Databases } from './databases/databases.js';

/** What is done one after the other; a rotation that ends after any of them goes on when it is called again. */
export type RotationStep = 'NEXT_KEY_KEPT' | 'ALL_WRAPPED' | 'COMMITTED';

/** A rotation of the vault's master key. */
export interface VaultKeyRotation {
  readonly configuration: Configuration;
  readonly databases: Pick<Databases, 'vaultUrl' | 'vaultKey'>;
  /** The key that takes over; null: one is made, for a key that is kept in a file. */
  readonly newKey: Buffer | null;
  readonly dryRun: boolean;
  readonly onProgress?: (done: number, of: number) => void;
  readonly onStep?: (step: RotationStep) => void;
}

/**
 * Puts a new master key in the place of the vault's: kept beside the old one, then all keys are wrapped by it in one
 * transaction, then it gets the file's name; accounts on servers whose passwords the key gives get new ones. Killed anywhere, the next start uses the key that wraps the vault.
 *
 * @throws {VaultInUseError} while other processes use the vault
 */
export async function rotateVaultKey(rotation: VaultKeyRotation): Promise<RotatedVault> {
  const { configuration, databases, newKey, dryRun, onProgress, onStep } = rotation;
  const { key: source } = configuration.vault;
  const { vaultUrl: connectionString, vaultKey: from } = databases;
  const options = { connectionString, from, ...(onProgress && { onProgress }) };
  if (dryRun) return rotateMasterKey({ ...options, to: newKey ?? Buffer.alloc(32), dryRun });
  const inFile = source.kind === 'FILE' && newKey === null ? source.file : null;
  const to = newKey ?? (inFile === null ? null : await keepNextKey(inFile));
  if (to === null) throw new TypeError('a key that is not in a file is made by whoever keeps it');
  onStep?.('NEXT_KEY_KEPT');
  const rotated = await rotateMasterKey({ ...options, to, beforeCommit: () => onStep?.('ALL_WRAPPED') });
  onStep?.('COMMITTED');
  if (inFile !== null) await promoteNextKey(inFile);
  const { database } = configuration;
  if (database.kind === 'server') await openServers(configuration, database.url, { key: to, before: from });
  return rotated;
}
