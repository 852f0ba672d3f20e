import {
  checkFiles,
  copyFiles,
  CopyDiffersError,
  createFolderStorage,
  type CheckedFiles,
} from '@entente/ledger';
import { folderOfFiles, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { openLedger } from '../ledger.js';
import { answer, answerJson, say } from '../output.js';
import { Refused, UsageError } from '../refused.js';

interface CopyOptions {
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Files from one line of progress to the next. */
const SAY_EVERY = 100;
const FOLDER = 'folder';

/** `files`: the files of sources, in the data folder or a bucket. */
export function addFilesCommand(program: Command, configured: () => Configuration): void {
  const files = program
    .command('files')
    .description('Verify the files of sources, or carry them between the data folder and a bucket.');

  files
    .command('verify')
    .description(
      'Read every file of the storage in use, open it, and compare it with its SHA-256. Changes nothing.',
    )
    .option('--json', 'answer {"place", "whole", "erased", "damaged"}')
    .addHelpText('after', '\nExit codes: 0 all are whole or erased, 3 damage was found.')
    .action(async ({ json }: { json?: true }) => {
      const { fileStorage, files: kept } = await openLedger(configured());
      const checked = await checkFiles(fileStorage, {
        openSealed: kept.openSealed,
        onProgress: sayEvery('read'),
      });
      const { place } = fileStorage;
      if (json) answerJson({ place, ...checked });
      else answer(`${place}: ${summaryOf(checked)}`);
      refuseDamaged(checked);
    });

  files
    .command('copy')
    .description(
      'Copy files, sealed as they are, between the data folder and the bucket that ENTENTE_FILES_URL names, and read each back. What is there already stays as it is; calling it again takes what came since.',
    )
    .option('--from <folder>', 'folder: from the data folder to the bucket')
    .option('--to <folder>', 'folder: from the bucket to the data folder')
    .option('--dry-run', 'read and compare, and say what would be copied')
    .option('--json', 'answer {"from", "to", "whole", "there", "copied", "erased", "damaged"}')
    .addHelpText(
      'after',
      '\nTo move to a bucket: set ENTENTE_FILES_… for this command alone and copy, beside the running ledger; restart every process with' +
        '\nthem; copy once more, for what was deposited meanwhile.' +
        '\nExit codes: 0 all that can be opened is there, 3 damage was found.',
    )
    .action(async ({ from, to, dryRun, json }: CopyOptions) => {
      const configuration = configured();
      const toBucket = directionOf(from, to);
      const folder = createFolderStorage(folderOfFiles(configuration.dataDir));
      if (configuration.files.kind === 'folder') throw Refused.here('NO_BUCKET', { folder: folder.place });
      const { fileStorage: bucket, files: kept } = await openLedger(configuration);
      const [source, target] = toBucket ? [folder, bucket] : [bucket, folder];
      const copied = await copyFiles({
        from: source,
        to: target,
        openSealed: kept.openSealed,
        dryRun: dryRun === true,
        onProgress: sayEvery('compared'),
      }).catch((error: unknown) => {
        if (!(error instanceof CopyDiffersError)) throw error;
        throw Refused.here('COPY_DIFFERS', { hash: error.hash, place: error.place });
      });
      if (json) answerJson({ from: source.place, to: target.place, ...copied });
      else {
        const done = dryRun ? 'would be copied' : 'copied and read back';
        answer(`${source.place}: ${summaryOf(copied)}`);
        answer(`${target.place}: there already: ${copied.there}, ${done}: ${copied.copied}`);
      }
      refuseDamaged(copied);
    });
}

/** Whether to copy to the bucket. @throws {UsageError} */
function directionOf(from: string | undefined, to: string | undefined): boolean {
  if ((from === undefined) === (to === undefined) || (from ?? to) !== FOLDER)
    throw new UsageError('give --from folder or --to folder');
  return from !== undefined;
}

function summaryOf({ whole, erased, damaged }: CheckedFiles): string {
  return [
    `whole: ${whole}, erased: ${erased}, damaged: ${damaged.length}`,
    ...damaged.map((hash) => `  cannot be opened: ${hash}`),
  ].join('\n');
}

function refuseDamaged({ damaged }: CheckedFiles): void {
  if (damaged.length > 0) throw Refused.here('FILES_DAMAGED', { count: damaged.length });
}

function sayEvery(what: string): (done: number) => void {
  return (done) => {
    if (done % SAY_EVERY === 0) say(`${done} files ${what}`);
  };
}
