import { randomBytes, randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import {
  chmod,
  lchown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../logging.js';
import { cannotRun, type Binaries } from './binaries.js';
import { spawnAs, type RunAs } from './run-as.js';
import { fileProblem, StartupProblem, systemCode } from './startup-problem.js';

const run = promisify(execFile);

/** The account that everything in the embedded server belongs to. */
export const SUPERUSER = 'entente';

const PASSWORD_FILE = 'entente.password';
const DRAFT = 'postgres.tmp';

/** The database folder inside a data folder. */
export function clusterOf(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** The superuser's password; a problem when the file has gone. */
export async function readPassword(cluster: string): Promise<string> {
  const path = join(cluster, PASSWORD_FILE);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new StartupProblem(
      `the database's password file ${path} cannot be read; restore it from a backup of the data folder`,
      { cause: error },
    );
  });
  return text.trim();
}

/**
 * Makes the cluster if there is none, and checks one that is there: that it is one, of this major version, and its
 * owner's. `initdb` works in a folder beside, which gets the real name when it is whole and on disk: a start that is
 * killed half-way leaves a draft, which the next one removes.
 *
 * @returns whether it was made now
 */
export async function ensureCluster(
  dataDir: string,
  binaries: Binaries,
  user: RunAs,
  log: Logger,
  onMaking: () => void,
): Promise<boolean> {
  const cluster = clusterOf(dataDir);
  await removeDrafts(dataDir, log);
  if (await isWanting(cluster)) {
    onMaking();
    await makeCluster(dataDir, binaries, user);
    return true;
  }
  await checkVersion(cluster, binaries);
  if (user.kind !== 'self') await makeItTheirs(cluster, user);
  await makePrivate(cluster);
  return false;
}

async function isWanting(cluster: string): Promise<boolean> {
  const entries = await readdir(cluster).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw fileProblem(error, cluster);
  });
  if (entries === null) return true;
  if (entries.includes('PG_VERSION')) return false;
  if (entries.length > 0) {
    throw new StartupProblem(
      `${cluster} is not empty and holds no PostgreSQL database; move it away, or set ENTENTE_DATA_DIR to another folder`,
    );
  }
  await rmdir(cluster);
  return true;
}

async function makeCluster(dataDir: string, binaries: Binaries, user: RunAs): Promise<void> {
  // A name of its own each time: an initdb whose parent was killed may still be writing into the former one.
  const draft = join(dataDir, `${DRAFT}-${randomUUID()}`);
  const made = join(draft, 'cluster');
  const passwordFile = join(draft, PASSWORD_FILE);
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    await give(draft, user);
    await give(passwordFile, user);
    await initdb(made, passwordFile, binaries, user);
    await rename(passwordFile, join(made, PASSWORD_FILE));
    await syncToDisk(join(made, PASSWORD_FILE));
    await syncToDisk(made);
    await rename(made, clusterOf(dataDir));
    await syncToDisk(dataDir);
  } catch (error) {
    throw fileProblem(error, dataDir);
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

function initdb(cluster: string, passwordFile: string, binaries: Binaries, user: RunAs): Promise<void> {
  const args = [
    `--pgdata=${cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // One order of text on every machine, whatever its C library brings.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
  return new Promise((resolve, reject) => {
    const child = spawnAs(user, binaries.initdb, args, {
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: Buffer): void => {
      said = `${said}${chunk.toString('utf8')}`.slice(-4_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => reject(cannotRun(binaries.initdb, error)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve();
      const last = said.trim().split('\n').slice(-6).join('\n');
      reject(
        new StartupProblem(`the database could not be made (initdb: ${signal ?? `exit ${code}`}):\n${last}`),
      );
    });
  });
}

async function checkVersion(cluster: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await run(binaries.postgres, ['--version'], { env: serverEnvironment() }).catch(
    (error: unknown) => {
      throw cannotRun(binaries.postgres, error);
    },
  );
  const ours = /(\d+)\./.exec(stdout)?.[1] ?? stdout.trim();
  if (found === ours) return;
  throw new StartupProblem(
    `${cluster} was made by PostgreSQL ${found}, and this Entente brings PostgreSQL ${ours}, which cannot open it; ` +
      'start the Entente that made it, or set ENTENTE_DATA_DIR to another folder',
  );
}

/** Refuses a cluster of another user: PostgreSQL opens a folder only as its owner (as root it is given to one: see RunAs). */
export async function checkThatItIsOurs(cluster: string): Promise<void> {
  const found = await lstat(cluster).catch(() => null);
  const self = process.getuid?.();
  if (found === null || self === undefined || self === 0 || found.uid === self) return;
  throw new StartupProblem(
    `${cluster} belongs to another user (uid ${found.uid}, this one is ${self}), and PostgreSQL opens only its owner's; ` +
      `start Entente as that user, give it away (chown -R ${self}), or set ENTENTE_DATA_DIR to another folder`,
  );
}

/** Under root: gives a folder that came from elsewhere (a copy, a backup) to the user that PostgreSQL runs as. */
async function makeItTheirs(cluster: string, user: Exclude<RunAs, { kind: 'self' }>): Promise<void> {
  const { uid } = await lstat(cluster);
  if (uid === user.uid) return;
  await giveAll(cluster, user).catch((error: unknown) => {
    throw new StartupProblem(
      `${cluster} belongs to uid ${uid} and cannot be given to ${user.name}, whom PostgreSQL runs as under root; ` +
        'start Entente as the folder’s owner, or set ENTENTE_DATA_DIR to another folder',
      { cause: error },
    );
  });
}

/** PostgreSQL refuses a folder that others may read. */
async function makePrivate(cluster: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await lstat(cluster);
  if ((mode & 0o027) !== 0) await chmod(cluster, 0o700);
}

async function removeDrafts(dataDir: string, log: Logger): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(DRAFT)) continue;
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 }).catch(() =>
      log.debug('A half-made database is still being written and was left for the next start.', { name }),
    );
  }
}

async function give(path: string, user: RunAs): Promise<void> {
  if (user.kind !== 'self') await lchown(path, user.uid, user.gid);
}

async function giveAll(path: string, user: RunAs): Promise<void> {
  // The folder itself last: its owner says whether all of it has been given.
  if ((await lstat(path)).isDirectory()) {
    for (const name of await readdir(path)) await giveAll(join(path, name), user);
  }
  await give(path, user);
}

async function syncToDisk(path: string): Promise<void> {
  // Windows cannot open a folder to sync it.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The variables of our environment that PostgreSQL's programs get; no other may configure them or tell them a secret. */
const PASSED_ON: readonly string[] = ['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'LD_LIBRARY_PATH'];

/** The environment of PostgreSQL's programs. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => PASSED_ON.includes(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
