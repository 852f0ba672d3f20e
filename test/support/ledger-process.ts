/** A whole ledger as a child process, as `npm start` runs it: built, on an embedded PostgreSQL, with the demonstration. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dataFolder } from './data-folder.js';
import { freePort } from './free-port.js';
import { placeOfRun, type LogOptions } from './log-stores.js';
import { keepLog, removeFolder } from './names-in-clear.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const START_LIMIT_MS = 180_000;

/** The roles that a first start makes a token for. */
export type TokenRole = 'secretariat' | 'depositary' | 'auditor' | 'dashboard';

/** One error of a GraphQL answer. */
export interface GqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly strength: string;
    readonly rule: string | null;
    readonly field: string | null;
    readonly details: Readonly<Record<string, unknown>>;
    readonly retryable: boolean;
    readonly message: { readonly fr: string; readonly en: string };
  };
}

/** A GraphQL answer with its HTTP status. The tests say what they expect in `data`. */
export interface GqlAnswer<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly GqlError[];
}

/** What an HTTP request was answered with. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
}

/** How to start a ledger. */
export interface LedgerOptions extends LogOptions {
  /** An existing data folder; by default one of its own, which `dispose` removes. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Whether an empty ledger is opened with the demonstration; true by default. */
  readonly demonstration?: boolean;
  /** Runs it as another user, which only root can. */
  readonly uid?: number;
}

/** A running ledger. */
export interface LedgerProcess {
  readonly url: string;
  readonly dataDir: string;
  readonly port: number;
  /** The tokens of the first start, empty texts where their file is gone. */
  readonly tokens: Readonly<Record<TokenRole, string>>;
  /** The process that runs now. */
  pid(): number;
  /** Everything that it has written since its first start, both outputs together. */
  said(): string;
  /** Asks over GraphQL; `token` is the secretariat's by default, null is nobody's. */
  gql<T = Readonly<Record<string, never>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    token?: string | null,
  ): Promise<GqlAnswer<T>>;
  /** Sends anything to it. */
  http(path: string, init?: RequestInit): Promise<HttpAnswer>;
  /** Kills the process as a power cut would; its PostgreSQL outlives it. */
  kill9(): Promise<void>;
  /** Stops it as an operator would. */
  stop(): Promise<Ending>;
  /** Resolves when the process has ended by itself. */
  ended(): Promise<Ending>;
  /** Starts it again on the same folder and port, and waits until it listens. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends everything, and removes the folder when it is the ledger's own. */
  dispose(): Promise<void>;
}

/** Builds the apps, unless they are built from the present sources: what is started is what is shipped. */
function ensureLedgerBuilt(): Promise<unknown> {
  return (building ??= buildLedger());
}
/** Once for each spec: to look at every source takes longer than some starts. */
let building: Promise<unknown> | null = null;

function buildLedger(): Promise<unknown> {
  const install = new URL('../../apps/launcher/install.mjs', import.meta.url).href;
  const script = `const { ensureBuilt } = await import(${JSON.stringify(install)}); await ensureBuilt();`;
  // Not as tests are run: the console that is shipped is the one that is looked at.
  const env = { ...process.env, NODE_ENV: 'production' };
  return run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, env });
}

/** A start that did not come to listening: what it said, and how it ended. */
export class LedgerDidNotStart extends Error {
  constructor(
    readonly ending: Ending,
    readonly stdout: string,
    readonly stderr: string,
  ) {
    super(`the ledger did not start (${ending.signal ?? `exit ${ending.code}`}): ${stderr}`);
    this.name = 'LedgerDidNotStart';
  }
}

/** Starts a ledger and waits until it listens. @throws {LedgerDidNotStart} */
export async function startLedger(options: LedgerOptions = {}): Promise<LedgerProcess> {
  await ensureLedgerBuilt();
  const dataDir = options.dataDir ?? (await dataFolder());
  const port = options.port ?? (await freePort());
  // A folder that is used again may hold a ledger already: its test names the store.
  const place = options.dataDir === undefined ? await placeOfRun(options) : null;
  const url = `http://127.0.0.1:${port}`;
  const all: string[] = [];
  let child: Running;

  const launch = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
    child = spawnApi(
      { ...place?.env, ...options.env, ENTENTE_DATA_DIR: dataDir, ENTENTE_PORT: String(port), ...env },
      options,
      (text) => all.push(text),
    );
    await listening(child);
  };
  await launch();
  const tokens = await tokensIn(dataDir);

  return {
    url,
    dataDir,
    port,
    tokens,
    pid: () => child.process.pid ?? 0,
    said: () => all.join(''),
    gql: (query, variables, token = tokens.secretariat) => ask(url, query, variables, token),
    async http(path, init) {
      const response = await fetch(`${url}${path}`, init);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    async kill9() {
      child.process.kill('SIGKILL');
      await child.ended;
    },
    async stop() {
      child.process.kill('SIGTERM');
      return child.ended;
    },
    ended: () => child.ended,
    restart: launch,
    async dispose() {
      child.process.kill('SIGKILL');
      await child.ended;
      await endPostgresOf(dataDir);
      await place?.dispose();
      if (options.dataDir === undefined) await removeFolder(dataDir);
    },
  };
}

/** Runs a start that is expected to fail, and gives how it ended. A ledger that does start is stopped, and is an error. */
export async function failedStart(options: LedgerOptions): Promise<LedgerDidNotStart> {
  const ledger = await startLedger(options).catch((error: unknown) => {
    if (error instanceof LedgerDidNotStart) return error;
    throw error;
  });
  if (ledger instanceof LedgerDidNotStart) return ledger;
  await ledger.dispose();
  throw new Error('the ledger started');
}

/** The process id of the PostgreSQL that runs on a data folder; null when none does. */
export async function postgresOf(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n', 1)[0]);
  return Number.isSafeInteger(pid) && pid > 0 && (await isPostgres(pid)) ? pid : null;
}

/** The address of a database on the embedded PostgreSQL of a data folder, as its superuser. */
export async function databaseUrl(dataDir: string, database = 'entente'): Promise<string> {
  const [postmaster, password] = await Promise.all([
    readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'),
    readFile(join(dataDir, 'postgres', 'entente.password'), 'utf8'),
  ]);
  return `postgres://entente:${password.trim()}@127.0.0.1:${postmaster.split('\n')[3]}/${database}`;
}

/** Ends the PostgreSQL that was left on a data folder. */
export async function endPostgresOf(dataDir: string): Promise<void> {
  const pid = await postgresOf(dataDir);
  if (pid === null) return;
  process.kill(pid, 'SIGQUIT');
  await until('PostgreSQL has ended', async () => !(await isPostgres(pid)));
}

/** Waits until something is so. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain until ${what}`);
    await pause(20);
  }
}

/** Asks a ledger over GraphQL. */
export async function ask<T>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> | undefined,
  token: string | null,
): Promise<GqlAnswer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, ...(variables && { variables }) }),
  });
  const body = (await response.json()) as { readonly data?: T | null; readonly errors?: readonly GqlError[] };
  return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
}

interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

function spawnApi(
  env: Readonly<Record<string, string>>,
  { demonstration = true, uid }: LedgerOptions,
  onText: (text: string) => void,
): Running {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ENTENTE_|NODE_ENV$|NODE_OPTIONS$)/.test(name),
  );
  // It stops by itself when the tests are killed, as it does under npm.
  const leave = new URL('../../apps/launcher/leave-with-launcher.mjs', import.meta.url).href;
  const main = join(root, 'dist', 'programs', 'api.js');
  const args = ['--import', leave, main];
  const child = spawn(process.execPath, [...args, ...(demonstration ? ['--open-demo'] : [])], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env },
    ...(uid !== undefined && { uid, gid: uid }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let stdout = '';
  let stderr = '';
  const keep = keepLog('api');
  child.stdout?.on('data', (chunk: Buffer) => {
    keep(chunk);
    stdout += chunk.toString();
    onText(chunk.toString());
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    keep(chunk);
    stderr += chunk.toString();
    onText(chunk.toString());
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.on('exit', killWithUs);
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    // Not `exit`: that may come before the last of what it wrote. PostgreSQL, which outlives a kill, writes elsewhere.
    child.once('close', (code, signal) => {
      process.off('exit', killWithUs);
      resolve({ code, signal });
    });
  });
  return { process: child, ended, stdout: () => stdout, stderr: () => stderr };
}

async function listening(child: Running): Promise<void> {
  let over: Ending | null = null;
  void child.ended.then((ending) => (over = ending));
  const ready = (): boolean => /^Sign in with .*\n/m.test(child.stdout());
  await until('the ledger listens or has ended', () => ready() || over !== null, START_LIMIT_MS).catch(
    (error: unknown) => {
      child.process.kill('SIGKILL');
      throw new Error(`${String(error)}: ${child.stdout()}${child.stderr()}`);
    },
  );
  if (!ready()) throw new LedgerDidNotStart(await child.ended, child.stdout(), child.stderr());
}

async function tokensIn(dataDir: string): Promise<Readonly<Record<TokenRole, string>>> {
  const text = await readFile(join(dataDir, 'first-tokens.txt'), 'utf8').catch(() => '');
  const of = (role: TokenRole): string =>
    new RegExp(`^${role} +(ent_[0-9a-f]+_[A-Za-z0-9_-]{43})$`, 'm').exec(text)?.[1] ?? '';
  return {
    secretariat: of('secretariat'),
    depositary: of('depositary'),
    auditor: of('auditor'),
    dashboard: of('dashboard'),
  };
}

async function isPostgres(pid: number): Promise<boolean> {
  const command = await run('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)]).catch(() => null);
  return command !== null && !/^\s*Z/.test(command.stdout) && command.stdout.includes('postgres');
}
