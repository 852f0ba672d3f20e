import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { runProgram, startProgram, type Answer, type Variables } from '../support/built-program.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { freePort } from '../support/free-port.js';
import { until } from '../support/ledger-process.js';
import { placesByFolder } from '../support/log-stores.js';
import { removeFolder } from '../support/names-in-clear.js';

const LONG = 120_000;
const SECRET = 'hunter2-of-the-database';

const places = placesByFolder();
let folder: string;
let keyFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-start-'));
  keyFile = join(folder, 'vault.key');
  await writeFile(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
});
afterAll(async () => {
  await places.dispose();
  await removeFolder(folder);
});

/** The three programs, each called with the same variables. */
function allThree(variables: Variables): Promise<readonly Answer[]> {
  const given = { ENTENTE_PORT: '0', ENTENTE_DATA_DIR: join(folder, 'nowhere'), ...variables };
  return Promise.all([
    runProgram('api', [], given),
    runProgram('worker', [], given),
    runProgram('cli', ['demo'], given),
  ]);
}

/** What each of the three says and exits with, as one: they are to agree. */
async function failureOfAll(
  variables: Variables,
): Promise<{ readonly code: number | string; readonly lines: readonly string[] }> {
  const answers = await allThree(variables);
  const failures = answers.map(({ code, stdout, stderr }) => ({
    code,
    stdout,
    lines: linesNotOfTheLog(stderr),
  }));
  const [first] = failures;
  for (const failure of failures) expect(failure).toEqual({ ...first, stdout: '' });
  expect(JSON.stringify(failures)).not.toContain(SECRET);
  return { code: first?.code ?? '', lines: first?.lines ?? [] };
}

describe('the api, the worker and the command line', () => {
  let postgres: TestPostgres;
  let main: string;
  let closedPort: number;

  beforeAll(async () => {
    postgres = await startPostgres();
    main = await postgres.createDatabase('main');
    closedPort = await freePort();
    await writeFile(
      join(postgres.dataDir, 'pg_hba.conf'),
      'host all locked all scram-sha-256\nhost all all all trust\n',
    );
    const client = new Client({ connectionString: main });
    await client.connect();
    await client.query(`create role locked login password 'another'; select pg_reload_conf()`);
    await client.end();
  }, LONG);
  afterAll(() => postgres.dispose());

  const locked = (): string => main.replace('postgres@', `locked:${SECRET}@`);
  const elsewhere = (): string => `postgres://entente:${SECRET}@127.0.0.1:${closedPort}/entente`;

  it.each<[string, () => Variables, number, readonly RegExp[]]>([
    [
      'a database that cannot be reached',
      () => ({ ENTENTE_DATABASE_URL: elsewhere() }),
      1,
      [
        /^ENTENTE_DATABASE_URL: postgres:\/\/entente:\*\*\*@.* cannot be reached \(ECONNREFUSED\); start that server/,
      ],
    ],
    [
      'a wrong password',
      () => ({ ENTENTE_DATABASE_URL: locked() }),
      78,
      [
        /^ENTENTE_DATABASE_URL: postgres:\/\/locked:\*\*\*@.* refuses the password .*; correct the user and the password$/,
      ],
    ],
    [
      'a database that is not there',
      () => ({ ENTENTE_DATABASE_URL: main.replace(/main$/, 'nope') }),
      78,
      [
        /^ENTENTE_DATABASE_URL: .* without that database \(database "nope" does not exist; 3D000\); create it, or/,
      ],
    ],
    [
      'the vault’s and the main one both wrong',
      () => ({ ENTENTE_DATABASE_URL: elsewhere(), ENTENTE_VAULT_DATABASE_URL: locked() }),
      78,
      [/^ENTENTE_DATABASE_URL: .* cannot be reached/, /^ENTENTE_VAULT_DATABASE_URL: .* refuses the password/],
    ],
    [
      'an EventStoreDB that cannot be reached',
      () => ({
        ENTENTE_DATABASE_URL: main,
        ENTENTE_EVENT_STORE_URL: `esdb://admin:${SECRET}@127.0.0.1:${closedPort}?tls=false`,
      }),
      1,
      [
        /^ENTENTE_EVENT_STORE_URL: esdb:\/\/admin:\*\*\*@.*unavailable: .*; start that server, or correct the address$/,
      ],
    ],
  ])(
    'say in a line of its own what is wrong with each address: %s',
    async (_what, variables, code, lines) => {
      expect(await failureOfAll({ ENTENTE_VAULT_KEY_FILE: keyFile, ...variables() })).toEqual({
        code,
        lines: lines.map((line) => expect.stringMatching(line) as string),
      });
    },
    LONG,
  );

  it(
    'say with the other problems of the configuration that the vault’s key is none',
    async () => {
      const noKey = join(folder, 'no.key');
      await writeFile(noKey, 'not a key', { mode: 0o600 });
      expect(await failureOfAll({ ENTENTE_VAULT_KEY_FILE: noKey, ENTENTE_LOG_LEVEL: 'loud' })).toEqual({
        code: 78,
        lines: [
          expect.stringMatching(/^ENTENTE_LOG_LEVEL: /) as string,
          expect.stringMatching(/^ENTENTE_VAULT_KEY_FILE: .* does not hold a vault key/) as string,
        ],
      });
    },
    LONG,
  );
});

describe('the first start', () => {
  const started = async (args: readonly string[], variables: Variables) => {
    const api = startProgram('api', args, { ENTENTE_PORT: '0', ...variables });
    await api.until(({ stdout }) => /^Sign in/m.test(stdout));
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    return api.written.stdout;
  };

  it.each([
    ['with --empty', ['--empty'], {}, 'This ledger is your own, not the demonstration.'],
    [
      'in production',
      ['--open-demo'],
      { NODE_ENV: 'production' },
      'with NODE_ENV=production no demonstration is opened',
    ],
  ] as const)(
    '%s opens a ledger of one’s own, and says so',
    async (how, args, variables, says) => {
      const stdout = await started(args, {
        ...(await places.variables(join(folder, `own ${how}`))),
        ...variables,
      });
      expect(stdout).toContain(says);
      expect(stdout).not.toMatch(/facts/);
      const file = /they are in (\S.*), which only you may read/.exec(stdout)?.[1] ?? '?';
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(stdout).not.toMatch(/ent_[0-9a-f]/);
      expect((await readFile(file, 'utf8')).split('\n').map((line) => line.split(' ')[0])).toEqual([
        'secretariat',
        'depositary',
        'auditor',
        'dashboard',
        '',
      ]);
    },
    LONG,
  );

  it(
    'opens the demonstration and says so before it loads it; --empty is refused there, with the way out',
    async () => {
      const dataDir = join(folder, 'demonstration');
      const variables = await places.variables(dataDir);
      const stdout = await started(['--open-demo'], variables);
      expect(stdout.indexOf('This ledger is the demonstration')).toBeGreaterThan(0);
      expect(stdout.indexOf('This ledger is the demonstration')).toBeLessThan(
        stdout.indexOf('loading the demonstration'),
      );
      expect(stdout).toContain('npm start -- --empty');
      const { code, stderr } = await runProgram('api', ['--empty'], { ENTENTE_PORT: '0', ...variables });
      expect([code, linesNotOfTheLog(stderr)]).toEqual([
        1,
        [
          `${dataDir} holds the demonstration already; for a ledger of your own set ENTENTE_DATA_DIR to a new folder`,
        ],
      ]);
    },
    LONG,
  );
});

describe('a ledger that is asked to stop', () => {
  const variables = async (): Promise<Variables> => ({
    ...(await places.variables(join(folder, 'stopped'))),
    ENTENTE_PORT: '0',
    ENTENTE_LOG_LEVEL: 'debug',
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s while it loads the demonstration says so in one line and ends well',
    async (signal) => {
      const api = startProgram('api', ['--open-demo'], await variables());
      await api.until(({ stdout }) => /\d+ of \d+ facts/.test(stdout));
      api.child.kill(signal);
      expect(await api.ended).toBe(0);
      expect(api.written.stdout).not.toContain('facts recorded');
      expect(linesNotOfTheLog(api.written.stderr)).toEqual([
        'stopped before the start was done; the next start goes on from there',
      ]);
      expect(api.written.stderr).not.toMatch(/ (warn|error) /);
    },
    LONG,
  );

  it(
    'goes on loading at the next start, and logs everything in lines of one kind',
    async () => {
      const api = startProgram('api', ['--open-demo'], await variables());
      await api.until(({ stdout }) => /^Sign in/m.test(stdout));
      const [, recorded, of] =
        / of (\d+) facts\n(?:.*\n)* {2}(\d+) facts recorded/.exec(api.written.stdout) ?? [];
      expect(Number(of)).toBeGreaterThan(0);
      expect(Number(of)).toBeLessThan(Number(recorded));

      const url = /http\S+(?=\/graphql)/.exec(api.written.stdout)?.[0] ?? '';
      await (await fetch(`${url}/health/live?name=Somebody`)).text();
      await until('the request is logged', () => api.written.stderr.includes('"url":"/health/live"'));
      expect(api.written.stderr).not.toContain('Somebody');

      api.child.kill('SIGTERM');
      expect(await api.ended).toBe(0);
      expect(linesNotOfTheLog(api.written.stderr)).toEqual([]);
    },
    LONG,
  );

  it(
    'refuses what still comes while it closes in the form of every other error',
    async () => {
      const api = startProgram('api', [], await variables());
      await api.until(({ stdout }) => /^Sign in/m.test(stdout));
      const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(api.written.stdout)?.[1]);
      // A request that has begun keeps its connection, which is answered on while all others are closed.
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n');
      // What comes after it is answered: it was read.
      await (await fetch(`http://127.0.0.1:${port}/health/live`)).text();
      api.child.kill('SIGTERM');
      await until('no connection is taken any more', () => isClosed(port));
      socket.write('\r\n');
      const answer = await textOf(socket);

      expect(answer).toMatch(/^HTTP\/1\.1 503 /);
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
        data: null,
        errors: [
          expect.objectContaining({
            extensions: expect.objectContaining({
              code: 'STORE_UNAVAILABLE',
              retryable: true,
              message: { fr: expect.any(String) as string, en: expect.any(String) as string },
            }) as object,
          }),
        ],
      });
      expect(await api.ended).toBe(0);
    },
    LONG,
  );
});

function linesNotOfTheLog(stderr: string): readonly string[] {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (trace|debug|info |warn |error|fatal) \S/;
  return stderr.split('\n').filter((line) => line !== '' && !form.test(line));
}

async function isClosed(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}
