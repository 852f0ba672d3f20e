/** Data folders of ledgers that tests start. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RUN_FOLDER_VARIABLE } from './names-in-clear.js';
import { makeTables } from './make-tables.js';

const run = promisify(execFile);

/** A folder that another user, whom PostgreSQL runs as under root, can pass through. */
export async function emptyDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-ledger-'));
  await chmod(folder, 0o711);
  return folder;
}

/**
 * A folder in which the ledger's databases and tables are made, with nothing in them. A run of the tests has the ledger make one
 * and copies it, which takes a tenth of the time; how one is made is tested where it is made.
 */
export async function dataFolder(): Promise<string> {
  const folder = await emptyDataFolder();
  if (process.env[RUN_FOLDER_VARIABLE] !== undefined) await copyDataFolder(await modelFolder(), folder);
  return folder;
}

/** Copies what a data folder holds, which no process uses, into another one, which need not be there. */
export async function copyDataFolder(from: string, to: string): Promise<void> {
  await run('mkdir', ['-p', '-m', '711', to]);
  await run('cp', ['-a', `${from}/.`, to]);
}

async function modelFolder(): Promise<string> {
  const model = join(tmpdir(), 'model-of-data-folders');
  if (existsSync(model)) return model;
  const beginning = await emptyDataFolder();
  await makeTables({ ENTENTE_DATA_DIR: beginning });
  // Nothing is sealed with it yet: each ledger makes its own.
  await rm(join(beginning, 'vault.key'));
  // Another of the run's processes may have been the first.
  await rename(beginning, model).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return model;
}
