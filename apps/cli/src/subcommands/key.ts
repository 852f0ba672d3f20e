import { logOrigin } from '@entente/assembly';
import { ownCommandId } from '@entente/ledger';
import type { Configuration } from '@entente/platform';
import { makeSignerKey, verifierOf, writeVerifierKey, type SignerKey } from '@entente/proof';
import { makeFirstKey, openCheckpointBook, signerFolder, type SignerFolder } from '@entente/transparency';
import type { Command } from 'commander';
import { addRotateVaultCommand } from './rotate-vault.js';
import { openLedger, openLogOfLedger, openPool } from '../ledger.js';
import { answer, answerJson } from '../output.js';
import { Refused, UsageError } from '../refused.js';

const CALLER = { actor: 'system:log-key' };

/** `key create | show | rotate`: the key that signs the checkpoints of the log; `key rotate-vault`: the vault’s. */
export function addKeyCommand(program: Command, configured: () => Configuration): void {
  const key = program
    .command('key')
    .description('Make, show and change the key that signs the log’s checkpoints; change the vault’s.');

  key
    .command('create')
    .description('Make the first key, in ENTENTE_LOG_SIGNER_DIR. The embedded ledger makes it by itself.')
    .option('--json', 'answer {"key", "next", "receipts", "folder"}')
    .action(async (options: { json?: true }) => {
      const configuration = configured();
      const folder = folderOf(configuration);
      if ((await folder.key()) !== null) throw Refused.here('KEY_THERE', { folder: folder.path });
      const { place, identity } = await openLogOfLedger(configuration);
      const book = openCheckpointBook(openPool(place));
      const made = await makeFirstKey(folder, logOrigin(identity.ledgerId), book);
      await show({ key: made, next: null }, folder, options);
    });

  key
    .command('show')
    .description(
      'Show the public key, for whoever verifies the log, the next one while it takes over, and the key of receipts.',
    )
    .option('--json', 'answer {"key", "next", "receipts", "folder"}')
    .action(async (options: { json?: true }) => {
      const folder = folderOf(configured());
      await show({ key: await keyIn(folder), next: await folder.nextKey() }, folder, options);
    });

  key
    .command('rotate')
    .description(
      'Make a new key and record it in the log. Both sign until a checkpoint covers the record; then the old one is gone. Call it again when it was stopped.',
    )
    .option('--json', 'answer {"key", "next", "receipts", "folder"}')
    .action(async (options: { json?: true }) => {
      const configuration = configured();
      const folder = folderOf(configuration);
      const present = await keyIn(folder);
      const kept = await folder.nextKey();
      const next = kept ?? makeSignerKey(present.name);
      if (kept === null) await folder.keepNextKey(next);
      await record(configuration, present, next);
      await show({ key: present, next }, folder, options);
    });
  addRotateVaultCommand(key, configured);
}

/** Records the new key; one that is recorded already is not recorded again. */
async function record(configuration: Configuration, present: SignerKey, next: SignerKey): Promise<void> {
  const { ledger } = await openLedger(configuration);
  const [previousKey, nextKey] = [present, next].map((one) => writeVerifierKey(verifierOf(one)));
  const outcome = await ledger.execute(
    { name: 'rotateLogKey', input: { previousKey: previousKey ?? '', nextKey: nextKey ?? '' } },
    { commandId: ownCommandId(ledger.identity.ledgerId, `log-key:${nextKey}`), caller: CALLER },
  );
  if (outcome.refused) throw Refused.byLedger(outcome.code);
}

function folderOf({ logSigner }: Configuration): SignerFolder {
  if (logSigner === null) throw new UsageError('set ENTENTE_LOG_SIGNER_DIR to the folder of the signing key');
  return signerFolder(logSigner.folder);
}

async function keyIn(folder: SignerFolder): Promise<SignerKey> {
  const key = await folder.key();
  if (key === null) throw Refused.here('KEY_NOT_THERE', { folder: folder.path });
  return key;
}

async function show(
  { key, next }: { readonly key: SignerKey; readonly next: SignerKey | null },
  { path: folder, receiptsKey }: SignerFolder,
  { json }: { readonly json?: true },
): Promise<void> {
  const written = (one: SignerKey | null): string | null => one && writeVerifierKey(verifierOf(one));
  const shown = { key: written(key), next: written(next), receipts: written(await receiptsKey()), folder };
  if (json) return answerJson(shown);
  answer(shown.key ?? '');
  if (shown.next !== null) answer(`next: ${shown.next}`);
  if (shown.receipts !== null) answer(`receipts: ${shown.receipts}`);
}
