import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from 'node:path';
import { keysOfVault, openTransparency, startLogSigner } from '@entente/assembly';
import { openPostgresVault } from '@entente/ledger';
import { onShutdown, type Configuration } from '@entente/platform';
import {
  FolderNotEmptyError,
  isWitnessed,
  writeBundle,
  type CheckpointBook,
  type KeysOfVault,
  type LogTree,
  type PublishedCheckpoint,
  type Witnesses,
} from '@entente/transparency';
import type { Command } from 'commander';
import { openLogOfLedger, openPool, type Place } from '../ledger.js';
import { answer, answerJson, progressOf, say } from '../output.js';
import { Refused } from '../refused.js';

/** The process that signs does so once a minute. */
const PATIENCE_MS = 70_000;
const LOOK_AGAIN_MS = 500;
/** They are asked right after the signing. */
const WITNESSES_PATIENCE_MS = 15_000;

/** `export --bundle`: what an auditor verifies without the ledger. */
export function addExportCommand(program: Command, configured: () => Configuration): void {
  program
    .command('export')
    .description(
      'Write everything that is needed to verify the log without the ledger (entente-audit verify): events, hashes, signed checkpoints.',
    )
    .requiredOption('--bundle <folder>', 'a folder that is not there yet, or is empty')
    .option('--json', 'answer {"folder", "size", "files"}')
    .action(async ({ bundle, json }: { bundle: string; json?: true }) => {
      const folder = resolve(bundle);
      const { log, book, checkpoint, keys } = await openSigned(configured());
      const written = await writeBundle({
        folder,
        log,
        book,
        checkpoint,
        keys,
        onProgress: progressOf('events'),
      }).catch((error: unknown) => {
        if (error instanceof FolderNotEmptyError) throw Refused.here('FOLDER_NOT_EMPTY', { folder });
        throw error;
      });
      if (json) return answerJson({ folder, ...written });
      answer(`${written.size} events, ${written.files} files in ${folder}`);
    });
}

/** The log with a checkpoint that covers everything recorded before the call, where one is signed in time. */
async function openSigned(configuration: Configuration): Promise<{
  readonly log: LogTree;
  readonly book: CheckpointBook;
  readonly checkpoint: PublishedCheckpoint;
  readonly keys: KeysOfVault;
}> {
  const { place, store, identity } = await openLogOfLedger(configuration);
  const pool = openPool(place);
  const transparency = openTransparency(configuration, { store, pool });
  const { tree: log, book, witnesses } = transparency;
  await log.catchUp();
  const wanted = log.tree.size;
  const { ledgerId } = identity;
  const keys = await openKeysOfVault(place, ledgerId);
  const signer = startLogSigner({ configuration, ledgerId, store, pool, log: place.log, ...transparency });
  if (signer) onShutdown(() => signer.stop());
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const checkpoint = await book.latest();
    if (checkpoint && checkpoint.size >= wanted) {
      if (checkpoint.size > log.tree.size) await log.catchUp();
      return { log, book, keys, checkpoint: await whenWitnessed(checkpoint, book, witnesses) };
    }
    const failing = (await signer?.check())?.ok === false;
    if (signer && !failing && Date.now() < deadline) {
      await pause(LOOK_AGAIN_MS);
      continue;
    }
    if (checkpoint === null) throw Refused.here('NOT_SIGNED');
    say(`the last checkpoint covers ${checkpoint.size} of ${wanted} events; these are exported`);
    return { log, book, checkpoint, keys };
  }
}

/** The same checkpoint with the cosignatures that it has, once they are enough or the witnesses were waited for. */
async function whenWitnessed(
  checkpoint: PublishedCheckpoint,
  book: CheckpointBook,
  witnesses: Witnesses,
): Promise<PublishedCheckpoint> {
  if (witnesses.all.length === 0) return checkpoint;
  const deadline = Date.now() + WITNESSES_PATIENCE_MS;
  for (;;) {
    const [now = checkpoint] = await book.page(checkpoint.number - 1, 1);
    if (isWitnessed(now.note, witnesses)) return now;
    if (Date.now() >= deadline) {
      say('not enough witnesses have cosigned the checkpoint; it is exported as it is');
      return now;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

async function openKeysOfVault(place: Place, ledgerId: string): Promise<KeysOfVault> {
  const { vaultUrl, vaultKey } = place.databases;
  const vault = await openPostgresVault({ connectionString: vaultUrl, masterKey: vaultKey, ledgerId });
  onShutdown(() => vault.close());
  return keysOfVault(vault);
}
