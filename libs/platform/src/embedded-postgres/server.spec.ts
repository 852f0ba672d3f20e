import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { keepLog, removeFolder } from '../../../../test/support/names-in-clear.js';
import { identify } from './process-identity.js';
import { findEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from './server.js';
import { StartupProblem } from './startup-problem.js';

const asRoot = process.getuid?.() === 0;
let place: string;
let shared: string;
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  // Blanks and letters beyond ASCII in every path of this file.
  place = await mkdtemp(join(tmpdir(), 'entente d’essai 漢字 '));
  await chmod(place, 0o711);
  shared = join(place, 'shared');
  const server = await startEmbeddedPostgres({ dataDir: shared });
  await server.stop();
}, 30_000);

afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  for (const server of running.splice(0)) await server.stop();
});

afterAll(async () => {
  // What a test that failed left behind.
  for (const name of await readdir(place)) {
    const left = await findEmbeddedPostgres(join(place, name));
    if (left !== null) await (await start(join(place, name)).catch(() => null))?.stop();
  }
  for (const server of running.splice(0)) await server.stop();
  await removeFolder(place);
});

describe('an embedded PostgreSQL', () => {
  it('is made in an empty folder, durable, checksummed, in UTF-8 and with one order of text everywhere', async () => {
    const steps: string[] = [];
    const server = await start(join(place, 'new', 'deep'), { onProgress: (step) => steps.push(step) });
    expect(steps).toEqual(['making-database', 'starting']);
    const settings = await query(
      server.superuserUrl('postgres'),
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes',
       'data_checksums', 'server_encoding', 'jit', 'listen_addresses', 'unix_socket_directories') order by name`,
    );
    expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
    const [locale] = await query(
      server.superuserUrl('postgres'),
      `select datlocprovider, datlocale from pg_database where datname = 'template1'`,
    );
    expect(locale).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8' });
  });

  it('refuses everyone without the password, which only its owner can read', async () => {
    const dataDir = shared;
    const server = await start(dataDir);
    expect((await stat(join(dataDir, 'postgres', 'entente.password'))).mode & 0o777).toBe(0o600);
    const wrong = new URL(server.superuserUrl('postgres'));
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('never runs as root', async () => {
    const server = await start(shared);
    expect(await uidOf(server.pid)).not.toBe(0);
  });

  it('starts below a folder that only its owner may enter', async () => {
    const closed = join(place, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const server = await start(join(closed, 'data'));
    expect(await query(server.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await uidOf(server.pid)).not.toBe(0);
    // The child stops it first: its group is its own.
    await server.stop();
    const again = await start(join(closed, 'data'));
    expect(await query(again.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('keeps its rows and its port from one start to the next', async () => {
    const dataDir = shared;
    const first = await start(dataDir);
    await query(first.superuserUrl('postgres'), 'create table of_last_time as select 7 as seven');
    await first.stop();
    const second = await start(dataDir);
    expect(second.port).toBe(first.port);
    expect(await query(second.superuserUrl('postgres'), 'select seven from of_last_time')).toEqual([
      { seven: 7 },
    ]);
  });

  it('takes another port when its own is taken', async () => {
    const dataDir = shared;
    const first = await start(dataDir);
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const second = await start(dataDir);
      expect(second.port).not.toBe(first.port);
      expect(await query(second.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      squatter.close();
    }
  });

  it('is found by a program beside it while it runs, and not afterwards', async () => {
    const dataDir = shared;
    expect(await findEmbeddedPostgres(dataDir)).toBeNull();
    const server = await start(dataDir);
    const found = await findEmbeddedPostgres(dataDir);
    expect(found?.superuserUrl('postgres')).toBe(server.superuserUrl('postgres'));
    await server.stop();
    expect(await findEmbeddedPostgres(dataDir)).toBeNull();
  });

  it('writes nothing that a client sent into its log, failed statements included', async () => {
    const dataDir = shared;
    const url = (await start(dataDir)).superuserUrl('postgres');
    await query(url, 'create table person (name text primary key)');
    await query(url, 'insert into person values ($1)', ['Zébulon']);
    await expect(query(url, 'insert into person values ($1)', ['Zébulon'])).rejects.toThrow(/duplicate key/);
    await expect(query(url, `select 'Zébulon'::int`)).rejects.toThrow(/invalid input syntax/);
    await expect(query(url, 'select $1::uuid', ['Zébulon'])).rejects.toThrow(/invalid input syntax/);
    await query(url, `do $$ begin raise warning 'Zébulon'; end $$`);
    const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toMatch(/ready to accept connections/);
    expect(log).not.toMatch(/Zébulon/);
  });
});

describe('after a crash', () => {
  it('a server that outlived its killed Entente is stopped, and nothing acknowledged is lost', async () => {
    const dataDir = shared;
    const parent = await parentProcess(dataDir);
    await query(parent.url, 'create table kept as select generate_series(1, 1000) as n');
    await killed(parent.child);
    expect(await identify(parent.pid)).not.toBeNull();

    const steps: string[] = [];
    const server = await start(dataDir, { onProgress: (step) => steps.push(step) });
    expect(steps).toEqual(['stopping-orphan', 'starting']);
    expect(await identify(parent.pid)).toBeNull();
    expect(await query(server.superuserUrl('postgres'), 'select count(*)::int as n from kept')).toEqual([
      { n: 1000 },
    ]);
  });

  it('a server that was killed says so, and recovers every acknowledged row at the next start', async () => {
    const dataDir = await copied('killed');
    const ends: unknown[] = [];
    const first = await start(dataDir, { onExit: (how) => ends.push(how) });
    const client = new pg.Client(first.superuserUrl('postgres'));
    client.on('error', () => {});
    await client.connect();
    await client.query('create table counted (n int)');
    for (let n = 0; n < 20; n += 1) await client.query('insert into counted values ($1)', [n]);
    process.kill(first.pid, 'SIGKILL');
    await until(() => ends.length > 0);
    expect(ends).toEqual([{ code: null, signal: 'SIGKILL' }]);

    const second = await start(dataDir);
    expect(await query(second.superuserUrl('postgres'), 'select count(*)::int as n from counted')).toEqual([
      { n: 20 },
    ]);
    expect(ends).toHaveLength(1);
  });

  it('a pid file that now names another program does not prevent the start, and that program is left alone', async () => {
    const dataDir = await copied('stale');
    const first = await start(dataDir);
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const written = await readFile(file, 'utf8');
    await first.stop();
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    children.push(bystander);
    await writeFile(file, written.replace(/^\d+/, String(bystander.pid)));

    const second = await start(dataDir);
    expect(await query(second.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  });

  it('a start that was killed while it made the database leaves nothing in the way of the next one', async () => {
    const dataDir = join(place, 'half-made');
    const child = runParent(dataDir);
    await until(async () => (await draftsIn(dataDir)).length > 0);
    await until(
      async () => (await filesIn(join(dataDir, (await draftsIn(dataDir))[0]!, 'cluster'))).length > 3,
    );
    await killed(child);
    expect(await filesIn(join(dataDir, 'postgres'))).toEqual([]);

    const server = await start(dataDir);
    expect(await query(server.superuserUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    await (await start(dataDir)).stop();
    expect(await draftsIn(dataDir)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s of the Entente stops its server cleanly', async (signal) => {
    const dataDir = shared;
    const parent = await parentProcess(dataDir);
    parent.child.kill(signal);
    const [code] = await once(parent.child, 'exit');
    expect(code).toBe(0);
    expect(await identify(parent.pid)).toBeNull();
    expect(await filesIn(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
  });

  it('an Entente that ends without stopping its server still makes it stop', async () => {
    const dataDir = shared;
    const parent = await parentProcess(dataDir);
    parent.child.stdin?.write('exit\n');
    await once(parent.child, 'exit');
    await until(async () => (await identify(parent.pid)) === null);
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
  });
});

describe('a start that cannot be is refused with what to do', () => {
  it('when another Entente has the folder, naming its process', async () => {
    const dataDir = shared;
    const parent = await parentProcess(dataDir);
    await expect(start(dataDir)).rejects.toThrow(
      new RegExp(`used by another Entente, process ${parent.child.pid}; stop that one first`),
    );
    expect(await query(parent.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('when this process has the folder already', async () => {
    const dataDir = shared;
    const server = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow(`process ${process.pid}`);
    await server.stop();
    await start(dataDir);
  });

  it('when the data folder is a file, or in a place where nobody can make one', async () => {
    const file = join(place, 'file');
    await writeFile(file, '');
    expect(await problemOf(start(file))).toMatch(/is not a folder/);
    expect(await problemOf(start(join(file, 'below')))).toMatch(/is not a folder/);
    expect(await problemOf(start('/proc/entente'))).toMatch(/set ENTENTE_DATA_DIR to a folder/);
  });

  it('when the data folder is not this user’s to write', async () => {
    // As root there is no such folder, so a process gives its rights up first.
    const dataDir = asRoot ? await copied('not-ours') : '/';
    const said = await refusal(dataDir, asRoot ? 'process.setgid(65534); process.setuid(65534);' : '');
    expect(said).toMatch(/^StartupProblem .* may not be written by this user \(uid \d+\)/);
    expect(said).toContain('set ENTENTE_DATA_DIR to a folder of yours');
  });

  it('when the database belongs to another user', async () => {
    const dataDir = await copied('others');
    await rm(join(dataDir, 'lock'), { recursive: true });
    await chmod(dataDir, 0o777);
    // Only root can really be another user.
    const become = asRoot
      ? 'process.setgid(65534); process.setuid(65534);'
      : 'const uid = process.getuid(); process.getuid = () => uid + 1;';
    expect(await refusal(dataDir, become)).toMatch(
      /^StartupProblem .* belongs to another user \(uid \d+, this one is \d+\)/,
    );
  });

  it('when the database was made by another PostgreSQL', async () => {
    const dataDir = await copied('version');
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    expect(await problemOf(start(dataDir))).toMatch(
      /made by PostgreSQL 15, and this Entente brings PostgreSQL 18/,
    );
  });

  it('when the folder of the database holds something else', async () => {
    const dataDir = join(place, 'something');
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'letter.txt'), 'mine');
    expect(await problemOf(start(dataDir))).toMatch(/is not empty and holds no PostgreSQL database/);
    expect(await readFile(join(dataDir, 'postgres', 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('when the password file has gone', async () => {
    const dataDir = await copied('lost');
    await rm(join(dataDir, 'postgres', 'entente.password'));
    expect(await problemOf(start(dataDir))).toMatch(/password file .* cannot be read; restore it/);
  });

  it('when the database is broken, with the end of the server’s own log', async () => {
    const dataDir = await copied('broken');
    await rm(join(dataDir, 'postgres', 'global', 'pg_control'));
    expect(await problemOf(start(dataDir))).toMatch(/the database did not start[^]*database system/);
  });

  it('and leaves the folder free for the next start', async () => {
    const dataDir = await copied('free');
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    expect(await problemOf(start(dataDir))).toMatch(/PostgreSQL 15/);
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    await start(dataDir);
  });
});

async function start(
  dataDir: string,
  options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ...options });
  running.push(server);
  return server;
}

/** A data folder with a database that was stopped cleanly. Copied as root it belongs to root, as a restored backup may. */
async function copied(name: string): Promise<string> {
  const dataDir = join(place, name);
  await cp(shared, dataDir, { recursive: true });
  return dataDir;
}

/** The message of the problem that a start ends in. */
async function problemOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof StartupProblem) return error.message;
  throw new Error(`no StartupProblem but ${String(error)}`);
}

async function query(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** An Entente of its own process, as small as can be. Runs from the sources: Node strips the types. */
function runParent(dataDir: string, before = ''): ChildProcess {
  const source = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) =>
      next(name.startsWith('.') && !context.parentURL.includes('node_modules') ? name.replace(/\\.js$/, '.ts') : name, context) });
    const { startEmbeddedPostgres } = await import(${source('./server.ts')});
    const { onShutdown } = await import(${source('../shutdown.ts')});
    process.stdin.on('data', () => process.exit(3));
    ${before}
    try {
      const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
      onShutdown(() => server.stop());
      console.log(JSON.stringify({ pid: server.pid, url: server.superuserUrl('postgres') }));
    } catch (error) {
      console.log(error.name + ' ' + error.message);
      process.exit(1);
    }`;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', program],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const keep = keepLog('embedded-postgres');
  child.stdout.on('data', keep);
  child.stderr.on('data', (chunk: Buffer) => {
    keep(chunk);
    process.stderr.write(chunk);
  });
  children.push(child);
  return child;
}

async function parentProcess(
  dataDir: string,
): Promise<{ readonly child: ChildProcess; readonly pid: number; readonly url: string }> {
  const child = runParent(dataDir);
  const line = await firstLine(child);
  return { child, ...(JSON.parse(line) as { pid: number; url: string }) };
}

async function refusal(dataDir: string, before: string): Promise<string> {
  return firstLine(runParent(dataDir, before));
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('the process ended and said nothing');
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function uidOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  return status === null ? (process.getuid?.() ?? -1) : Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function draftsIn(dataDir: string): Promise<readonly string[]> {
  return (await filesIn(dataDir)).filter((name) => name.startsWith('postgres.tmp'));
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 20_000; Date.now() < limit; await delay(5)) if (await condition()) return;
  throw new Error('waited in vain');
}
