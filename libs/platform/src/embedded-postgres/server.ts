import type { ChildProcess } from 'node:child_process';
import {
  chown,
  lstat,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { silentLogger, type Logger } from '../logging.js';
import { cannotRun, findBinaries, type Binaries } from './binaries.js';
import {
  checkThatItIsOurs,
  clusterOf,
  ensureCluster,
  readPassword,
  serverEnvironment,
  SUPERUSER,
} from './cluster.js';
import { lockFolder } from './folder-lock.js';
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js';
import { identify, isPostmasterOf } from './process-identity.js';
import { chooseUser, spawnAs, type RunAs } from './run-as.js';
import { fileProblem, StartupProblem, systemCode } from './startup-problem.js';

/** Progress of the start, for whoever watches. */
export type StartupStep =
  /** A server that outlived its Entente is being stopped. */
  | 'stopping-orphan'
  /** The database is being made; about a second. */
  | 'making-database'
  | 'starting'
  /** It takes longer than a start usually does: most likely it replays its log after a crash. */
  | 'recovering';

/** How to start the embedded server. */
export interface EmbeddedPostgresOptions {
  /** The data folder; made when it is not there. The database is its folder `postgres`. */
  readonly dataDir: string;
  readonly log?: Logger;
  readonly onProgress?: (step: StartupStep) => void;
  /** Called once if the server ends without having been stopped by `stop()`. Nothing restarts it: exit, and start again. */
  readonly onExit?: (how: { readonly code: number | null; readonly signal: string | null }) => void;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  readonly pid: number;
  /** On 127.0.0.1. */
  readonly port: number;
  /** The address of a database, password included, for the one account that may do everything. Never to be logged. */
  superuserUrl(database: string): string;
  /** Ends connections, writes everything to disk, stops the server and frees the data folder. Idempotent. */
  stop(): Promise<void>;
}

/** How to reach the server that another process runs. */
export interface RunningEmbeddedPostgres {
  readonly port: number;
  superuserUrl(database: string): string;
}

/** Long enough for the checkpoint of a busy server on a slow disk. */
const FAST_STOP_MS = 60_000;
const IMMEDIATE_STOP_MS = 10_000;
const POLL_MS = 20;
const SLOW_START_MS = 3_000;
/** A start fails only when the server ends; this is for one that hangs. Recovery may take minutes. */
const START_LIMIT_MS = 15 * 60_000;
const LOG_ROTATE_BYTES = 5_000_000;
const LOG_TRUNCATE_BYTES = 50_000_000;
const LOG_LOOK_MS = 10 * 60_000;

/**
 * Starts PostgreSQL on a data folder as a child of this process, and resolves when it takes connections.
 *
 * It has the folder to itself (a second Entente is refused and shown the process of the first), stops a server that was
 * left behind by a killed Entente, recovers one that was killed, takes another port when its own is taken, and as root
 * runs it as another user. Everything acknowledged is on disk: fsync, synchronous_commit and full_page_writes are on and
 * cannot be turned off in the folder's configuration. What clients send does not reach the server's log
 * (`postgres.log`).
 *
 * It does not catch signals: give `stop` to {@link onShutdown}. If the process ends without calling it, the server stops
 * too. If the process is killed, the next start finds the server.
 *
 * Raises {@link StartupProblem} for everything that somebody has to fix.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? silentLogger;
  const onProgress = options.onProgress ?? ((): void => {});
  const dataDir = await prepareFolder(options.dataDir);
  const lock = await lockFolder(dataDir).catch((error: unknown) => {
    throw fileProblem(error, dataDir);
  });
  try {
    const cluster = clusterOf(dataDir);
    await checkThatItIsOurs(cluster);
    const binaries = await findBinaries();
    const user = await chooseUser(await ownerToKeep(dataDir), await pathsToReach(dataDir, binaries));
    await stopOrphan(cluster, log, onProgress);
    await ensureCluster(dataDir, binaries, user, log, () => onProgress('making-database'));
    const password = await readPassword(cluster);
    onProgress('starting');
    const server = await launch({ dataDir, cluster, binaries, user, log, onProgress });
    return supervise(server, password, dataDir, lock.release, options.onExit);
  } catch (error) {
    await lock.release();
    throw fileProblem(error, dataDir);
  }
}

/**
 * Finds the server that a running Entente has on this data folder, for a command line beside it; null when none runs.
 * Neither starts nor locks anything.
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<RunningEmbeddedPostgres | null> {
  const folder = await realpath(dataDir).catch(() => null);
  if (folder === null) return null;
  const cluster = clusterOf(folder);
  const running = await readPostmasterFile(cluster);
  if (running === null || !running.ready || !(await isPostmasterOf(running.pid, cluster))) return null;
  const password = await readPassword(cluster);
  return { port: running.port, superuserUrl: urlOf(running.port, password) };
}

async function prepareFolder(wanted: string): Promise<string> {
  const path = resolve(wanted);
  try {
    // Root lends PostgreSQL another user, who has to pass through this folder; what is secret in it has a mode of its own.
    await makeFolder(path, process.getuid?.() === 0 ? 0o711 : 0o700);
    // PostgreSQL writes down and compares real paths.
    return await realpath(path);
  } catch (error) {
    throw fileProblem(error, path);
  }
}

/** Like `mkdir -p`, which Node's own recursive mkdir is not where nothing can be made (below /proc it never returns). */
async function makeFolder(path: string, mode: number): Promise<void> {
  const failure = await mkdir(path, { mode }).then(
    () => null,
    (error: unknown) => error,
  );
  switch (failure === null ? 'made' : systemCode(failure)) {
    case 'made':
      return;
    case 'ENOENT': {
      const above = dirname(path);
      if (await exists(above)) throw failure;
      await makeFolder(above, mode);
      return mkdir(path, { mode });
    }
    default:
      // Some systems answer EACCES or EROFS about a folder that is there; whether it can be used shows later.
      if (!(await stat(path).catch(() => null))?.isDirectory()) throw failure;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The owner of the server: the cluster's present owner, else the data folder's. */
async function ownerToKeep(dataDir: string): Promise<string> {
  const cluster = clusterOf(dataDir);
  const owner = await lstat(cluster).then(
    (found) => found.uid,
    () => 0,
  );
  return owner === 0 ? dataDir : cluster;
}

async function pathsToReach(dataDir: string, binaries: Binaries): Promise<readonly string[]> {
  return [dataDir, await realpath(binaries.postgres), await realpath(binaries.initdb)];
}

/** Stops a server that a killed Entente left on the cluster. Its clients' acknowledged work is on disk either way. */
async function stopOrphan(
  cluster: string,
  log: Logger,
  onProgress: (step: StartupStep) => void,
): Promise<void> {
  const left = await readPostmasterFile(cluster);
  if (left === null || left.pid === process.pid) return;
  if (!(await isPostmasterOf(left.pid, cluster))) {
    if ((await identify(left.pid)) !== null) await disownPostmasterFile(cluster);
    return;
  }
  onProgress('stopping-orphan');
  log.warn('A database server was left behind by an Entente that was killed; stopping it.', {
    pid: left.pid,
  });
  const gone = async (): Promise<boolean> => !(await isPostmasterOf(left.pid, cluster));
  try {
    process.kill(left.pid, 'SIGINT');
    if (await becomesTrue(gone, FAST_STOP_MS)) return;
    process.kill(left.pid, 'SIGQUIT');
    if (await becomesTrue(gone, IMMEDIATE_STOP_MS)) return;
  } catch (error) {
    if (await gone()) return;
    throw new StartupProblem(
      `a PostgreSQL server that belongs to another user (process ${left.pid}) runs on ${cluster}; ` +
        `stop it as that user (kill -INT ${left.pid}) and start again`,
      { cause: error },
    );
  }
  throw new StartupProblem(
    `a PostgreSQL server (process ${left.pid}) runs on ${cluster} and does not stop; stop it and start again`,
  );
}

interface Launch {
  readonly dataDir: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly user: RunAs;
  readonly log: Logger;
  readonly onProgress: (step: StartupStep) => void;
}

interface Server {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Starts the server; tries again with another port, or a little later, where that helps. */
async function launch(what: Launch): Promise<Server> {
  let port = await usualPort(what.dataDir);
  for (let attempt = 1; ; attempt += 1) {
    const started = await launchOn(port, what);
    if (started.ok) {
      await keepPort(what.dataDir, port);
      return started.server;
    }
    const portTaken = /Address already in use|could not create any TCP\/IP sockets/.test(started.said);
    // Backends of a killed server notice within moments that it is gone; until then they hold its memory.
    const remainsOfTheFormer = /pre-existing shared memory block/.test(started.said);
    if (attempt < 40 && (portTaken || remainsOfTheFormer)) {
      if (portTaken) port = await freePort();
      else await delay(250);
      continue;
    }
    throw new StartupProblem(
      `the database did not start (${started.how}); the end of ${logOf(what.dataDir)} says why:\n${started.said}`,
    );
  }
}

type Launched =
  | { readonly ok: true; readonly server: Server }
  | { readonly ok: false; readonly how: string; readonly said: string };

async function launchOn(port: number, what: Launch): Promise<Launched> {
  const { dataDir, cluster, binaries, user, onProgress } = what;
  const logFile = logOf(dataDir);
  await rotateLog(logFile);
  const output = await open(logFile, 'a', 0o600);
  let child: ChildProcess;
  let logStart: number;
  try {
    logStart = (await output.stat()).size;
    child = spawnAs(user, binaries.postgres, serverArguments(cluster, port), {
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', output.fd, output.fd],
      // A Ctrl-C goes to the whole terminal group: the server must outlast the requests that are being answered.
      detached: true,
    });
  } finally {
    await output.close();
  }
  const ended = new Promise<Ended>((settle, fail) => {
    child.on('error', (error) => {
      if (child.pid === undefined) fail(cannotRun(binaries.postgres, error));
    });
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  let over: Ended | null = null;
  const watched = ended.then((how) => {
    over = how;
  });
  const pid = child.pid;
  if (pid === undefined) {
    await watched;
    throw new StartupProblem(`${binaries.postgres} cannot be run`);
  }
  watched.catch(() => {});

  const since = performance.now();
  let slow = false;
  while (over === null) {
    const file = await readPostmasterFile(cluster);
    if (file !== null && file.pid === pid && file.ready)
      return { ok: true, server: { child, pid, port, ended } };
    const waited = performance.now() - since;
    if (!slow && waited > SLOW_START_MS) {
      slow = true;
      onProgress('recovering');
    }
    if (waited > START_LIMIT_MS) {
      child.kill('SIGQUIT');
      await ended;
      return { ok: false, how: 'it hung', said: await tail(logFile, logStart) };
    }
    await Promise.race([delay(POLL_MS), watched]);
  }
  const { code, signal } = await ended;
  return { ok: false, how: signal ?? `exit ${code}`, said: await tail(logFile, logStart) };
}

function serverArguments(cluster: string, port: number): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '%m [%p] ',
    // Nothing that a client sent gets into the log: no statements, no parameters, and no errors of statements, whose
    // messages quote values; the client gets those. Of the server's own, LOG, FATAL and PANIC remain.
    log_statement: 'none',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_min_duration_statement: '-1',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_autovacuum_min_duration: '-1',
    log_lock_waits: 'off',
    log_checkpoints: 'off',
    log_connections: '',
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function supervise(
  server: Server,
  password: string,
  dataDir: string,
  release: () => Promise<void>,
  onExit: EmbeddedPostgresOptions['onExit'],
): EmbeddedPostgres {
  let stopping: Promise<void> | null = null;
  // The last resort of a process that ends by itself without stop(); the server finishes alone.
  const onProcessExit = (): void => {
    server.child.kill('SIGINT');
  };
  process.once('exit', onProcessExit);
  const logLook = setInterval(() => void truncateLog(logOf(dataDir)), LOG_LOOK_MS).unref();

  const ended = server.ended.then(async (how) => {
    process.removeListener('exit', onProcessExit);
    clearInterval(logLook);
    await release();
    return how;
  });
  void ended.then((how) => {
    if (stopping === null) onExit?.(how);
  });
  const stop = async (): Promise<void> => {
    server.child.kill('SIGINT');
    if (await endsWithin(ended, FAST_STOP_MS)) return;
    server.child.kill('SIGQUIT');
    if (await endsWithin(ended, IMMEDIATE_STOP_MS)) return;
    server.child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: server.pid,
    port: server.port,
    superuserUrl: urlOf(server.port, password),
    stop: () => (stopping ??= stop()),
  };
}

function urlOf(port: number, password: string): (database: string) => string {
  return (database) =>
    `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function endsWithin(ended: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const tooLate = new AbortController();
  try {
    return await Promise.race([
      ended.then(() => true),
      delay(milliseconds, false, { signal: tooLate.signal }).catch(() => false),
    ]);
  } finally {
    tooLate.abort();
  }
}

async function becomesTrue(condition: () => Promise<boolean>, limit: number): Promise<boolean> {
  const until = performance.now() + limit;
  while (performance.now() < until) {
    if (await condition()) return true;
    await delay(POLL_MS);
  }
  return condition();
}

/** The port of last time if it is free, so that addresses noted down stay right; else any. */
async function usualPort(dataDir: string): Promise<number> {
  const kept = Number(await readFile(portFileOf(dataDir), 'utf8').catch(() => ''));
  const usable = Number.isInteger(kept) && kept >= 1024 && kept <= 65_535;
  return usable ? await listenOn(kept).catch(() => freePort()) : await freePort();
}

function freePort(): Promise<number> {
  return listenOn(0);
}

/** Opens the port for a moment; rejects when it is taken. */
function listenOn(port: number): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') settle(address.port);
        else fail(new Error('no port'));
      });
    });
  });
}

async function keepPort(dataDir: string, port: number): Promise<void> {
  const file = portFileOf(dataDir);
  await writeFile(file, `${port}\n`);
  await leaveToFolderOwner(dataDir, [file, logOf(dataDir), join(dataDir, 'lock')]);
}

/** What root made in somebody's folder must not keep that somebody from starting without root next time. */
async function leaveToFolderOwner(dataDir: string, paths: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  if (uid !== 0) await Promise.all(paths.map((path) => chown(path, uid, gid)));
}

async function rotateLog(path: string): Promise<void> {
  const size = await sizeOf(path);
  if (size > LOG_ROTATE_BYTES) await rename(path, `${path}.1`);
}

/** The running server holds the file open (appending), so it can be emptied but not moved. */
async function truncateLog(path: string): Promise<void> {
  if ((await sizeOf(path)) > LOG_TRUNCATE_BYTES) await truncate(path, 0).catch(() => {});
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

async function tail(path: string, from: number): Promise<string> {
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).subarray(from).toString('utf8');
  return text.trim().split('\n').slice(-8).join('\n');
}

function logOf(dataDir: string): string {
  return join(dataDir, 'postgres.log');
}

function portFileOf(dataDir: string): string {
  return join(dataDir, 'postgres.port');
}
