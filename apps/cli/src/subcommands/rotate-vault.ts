import { resolve } from 'node:path';
import { rotateVaultKey } from '@entente/assembly';
import { VaultInUseError } from '@entente/ledger';
import { nameOfVaultKey, readVaultKey, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { openLogOfLedger } from '../ledger.js';
import { answer, answerJson, progressOf } from '../output.js';
import { Refused, UsageError } from '../refused.js';

interface RotateVaultOptions {
  readonly newKeyFile?: string;
  readonly dryRun?: boolean;
  readonly json?: true;
}

/** `key rotate-vault`: another master key for the vault. */
export function addRotateVaultCommand(key: Command, configured: () => Configuration): void {
  key
    .command('rotate-vault')
    .description(
      'Wrap the keys of everything personal by a new master key. Stop the ledger before. A key in a file is made and put in its place, and the old one kept beside it (.before) for older copies of the vault; call it again when it was stopped.',
    )
    .option(
      '--new-key-file <file>',
      'the new key, 64 hexadecimal digits, where a variable or a command gives the key',
    )
    .option('--dry-run', 'go through all keys and change nothing')
    .option('--json', 'answer {"keys", "damaged", "dryRun"}')
    .action(async ({ newKeyFile, dryRun = false, json }: RotateVaultOptions) => {
      const configuration = configured();
      const { key: source } = configuration.vault;
      const newKey = newKeyFile === undefined ? null : keyIn(newKeyFile);
      if ((source.kind === 'FILE') !== (newKey === null))
        throw new UsageError(
          source.kind === 'FILE'
            ? `${source.file} holds the key: a new one is made, without --new-key-file`
            : `${nameOfVaultKey(source)} gives the key: give the new one with --new-key-file`,
        );
      const { databases } = (await openLogOfLedger(configuration)).place;
      if (databases.attached) throw Refused.here('VAULT_IN_USE');
      const rotated = await rotateVaultKey({
        configuration,
        databases,
        newKey,
        dryRun,
        onProgress: progressOf('keys'),
      }).catch((error: unknown) => {
        if (error instanceof VaultInUseError) throw Refused.here('VAULT_IN_USE');
        throw error;
      });
      if (json) return answerJson({ ...rotated, dryRun });
      const done = dryRun ? 'would be wrapped' : 'are wrapped';
      answer(`${rotated.keys} keys ${done} by the new master key`);
      if (rotated.damaged > 0) answer(`${rotated.damaged} keys are damaged, and left as they are`);
      if (!dryRun && source.kind !== 'FILE')
        answer(`let ${nameOfVaultKey(source)} give the new key before the ledger starts`);
    });
}

function keyIn(name: string): Buffer {
  const file = resolve(name);
  const read = readVaultKey({ kind: 'FILE', file, make: false });
  if (read.kind === 'PROBLEM') throw new UsageError(`${file} ${read.problem}`);
  return read.key;
}
