import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from 'node:path';
import { TABLES_REPLAYED, keysOfVault, openTransparency, startLogSigner } from '@entente/assembly';
import { openPostgresVault, type Vault } from '@entente/ledger';
import { onShutdown, systemClock, type Configuration } from '@entente/platform';
import { LEDGER_READ_MODEL, withStandingRows } from '@entente/read-model';
import {
  FolderNotEmptyError,
  isWitnessed,
  openReadLog,
  writeBundle,
  type CheckpointBook,
  type KeysOfVault,
  type LogTree,
  type PublishedCheckpoint,
  type RowsOfReadModel,
  type TimeStampBook,
  type Witnesses,
} from '@entente/transparency';
import { Argument, Option, type Command } from 'commander';
import { addDayOption, addKnownOptions } from '../as-of.js';
import { EXPORTED, exportTable, type ExportTableOptions } from '../export-table.js';
import type { Pool } from 'pg';
import { commandLine, openLogOfLedger, openPool, type Place } from '../ledger.js';
import { answer, answerJson, progressOf, say } from '../output.js';
import { Refused, UsageError } from '../refused.js';

/** The process that signs does so once a minute. */
const PATIENCE_MS = 70_000;
const LOOK_AGAIN_MS = 500;
/** They are asked right after the signing. */
const WITNESSES_PATIENCE_MS = 15_000;

interface ExportOptions extends ExportTableOptions {
  readonly bundle?: string;
}

/** The options of a table, by the names that commander gives them. */
const OF_TABLES = ['format', 'output', 'validOn', 'knownAt', 'position'];

/** `export`: a table of the ledger, or with `--bundle` what an auditor verifies without it. */
export function addExportCommand(program: Command, configured: () => Configuration): void {
  const command = program
    .command('export')
    .description(
      'Write a table of the ledger (agreements, parties, events), or its agreements as linked data (records, releases). With --bundle: everything that is needed to verify the log without the ledger (entente-audit verify), and the rows from which it answers (entente-audit compare).',
    )
    .addArgument(new Argument('[what]', 'what to write').choices(Object.keys(EXPORTED)))
    .option('--format <format>', 'csv (the usual one), xlsx or jsonl; of records and releases jsonld')
    .addOption(
      new Option('--language <language>', 'of titles and names, and of the separators of CSV')
        .choices(['fr', 'en'])
        .default('fr'),
    )
    .option('--output <file>', 'a file, replaced once it is whole (default: standard output)');
  addDayOption(command);
  addKnownOptions(command)
    .addOption(
      new Option(
        '--bundle <folder>',
        'write what auditors need, into a folder that is not there yet, or is empty',
      ).conflicts(OF_TABLES),
    )
    .option('--json', 'answer {"file", "asOf"}, or of a bundle {"folder", "size", "files"}')
    .action(async (what: keyof typeof EXPORTED | undefined, { bundle, ...options }: ExportOptions) => {
      if ((what === undefined) === (bundle === undefined))
        throw new UsageError(
          `Say what to export (${Object.keys(EXPORTED).join(', ')}), or --bundle <folder>.`,
        );
      if (what !== undefined) return exportTable(what, options, configured);
      return exportBundle(resolve(bundle ?? ''), options.json === true, configured());
    });
}

async function exportBundle(folder: string, json: boolean, configuration: Configuration): Promise<void> {
  const { log, book, checkpoint, keys, pool, timeStamps } = await openSigned(configuration);
  const written = await withRows(pool, log, checkpoint, (rows) =>
    writeBundle({
      folder,
      log,
      book,
      checkpoint,
      keys,
      timeStamps,
      ...(rows && { rows }),
      onProgress: progressOf('events'),
    }),
  ).catch((error: unknown) => {
    if (error instanceof FolderNotEmptyError) throw Refused.here('FOLDER_NOT_EMPTY', { folder });
    throw error;
  });
  if (json) return answerJson({ folder, ...written });
  answer(`${written.size} events, ${written.files} files in ${folder}`);
}

/** Goes on with the rows from which the ledger answers, as far as they and the checkpoint know the log. */
async function withRows<T>(
  pool: Pool,
  log: LogTree,
  { size }: PublishedCheckpoint,
  work: (rows: RowsOfReadModel | null) => Promise<T>,
): Promise<T> {
  const most = log.positionAt(Math.min(size, log.tree.size) - 1) ?? 0n;
  return withStandingRows(pool, LEDGER_READ_MODEL, { tables: TABLES_REPLAYED, most }, (found) => {
    const last = found && log.indexAt(found.position);
    if (!found || last === null) {
      say('the read model is not there, or a start of this program will rebuild it: its rows are left out');
      return work(null);
    }
    return work({ size: last + 1, streams: found.streams });
  });
}

/** The log with a checkpoint that covers everything recorded before the call, where one is signed in time. */
async function openSigned(configuration: Configuration): Promise<{
  readonly log: LogTree;
  readonly book: CheckpointBook;
  readonly checkpoint: PublishedCheckpoint;
  readonly keys: KeysOfVault;
  readonly pool: Pool;
  readonly timeStamps: TimeStampBook;
}> {
  const { place, store, identity } = await openLogOfLedger(configuration);
  const pool = openPool(place);
  const transparency = openTransparency(configuration, { store, pool });
  const { tree: log, book, witnesses, timeStamps } = transparency;
  await log.catchUp();
  const wanted = log.tree.size;
  const { ledgerId } = identity;
  const vault = await openVault(place, ledgerId);
  const secret = vault.secretFor('read-log');
  await openReadLog({ pool, secret, now: () => systemClock.now(), log: place.log }).note(
    commandLine('export bundle'),
    [],
  );
  const keys = keysOfVault(vault);
  const signer = startLogSigner({ configuration, ledgerId, store, pool, log: place.log, ...transparency });
  if (signer) onShutdown(() => signer.stop());
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const checkpoint = await book.latest();
    if (checkpoint && checkpoint.size >= wanted) {
      if (checkpoint.size > log.tree.size) await log.catchUp();
      return {
        log,
        book,
        keys,
        pool,
        timeStamps,
        checkpoint: await whenWitnessed(checkpoint, book, witnesses),
      };
    }
    const failing = (await signer?.check())?.ok === false;
    if (signer && !failing && Date.now() < deadline) {
      await pause(LOOK_AGAIN_MS);
      continue;
    }
    if (checkpoint === null) throw Refused.here('NOT_SIGNED');
    say(`the last checkpoint covers ${checkpoint.size} of ${wanted} events; these are exported`);
    return { log, book, checkpoint, keys, pool, timeStamps };
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

async function openVault(place: Place, ledgerId: string): Promise<Vault> {
  const { vaultUrl, vaultKey } = place.databases;
  const vault = await openPostgresVault({ connectionString: vaultUrl, masterKey: vaultKey, ledgerId });
  onShutdown(() => vault.close());
  return vault;
}
