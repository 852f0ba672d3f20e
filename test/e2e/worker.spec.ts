import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from '../support/built-program.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { placeOfRun, type LogPlace } from '../support/log-stores.js';
import { removeFolder } from '../support/names-in-clear.js';

const LONG = 60_000;

let folder: string;
let postgres: TestPostgres;
let place: LogPlace;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-worker-'));
  const keyFile = join(folder, 'vault.key');
  await writeFile(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  postgres = await startPostgres();
  place = await placeOfRun();
  variables = {
    ...place.env,
    ENTENTE_DATABASE_URL: await postgres.createDatabase('entente'),
    ENTENTE_VAULT_KEY_FILE: keyFile,
    ENTENTE_PORT: '0',
  };
}, LONG);

afterAll(async () => {
  await postgres.dispose();
  await place.dispose();
  await removeFolder(folder);
});

async function startWorker(): Promise<{ readonly program: Program; readonly url: string }> {
  const program = startProgram('worker', [], variables);
  await program.until(({ stderr }) => stderr.includes('The worker has started'));
  const address = /answers on ([\d.:]+\d)/.exec(program.written.stderr)?.[1] ?? '';
  return { program, url: `http://${address}` };
}

/** Asks until the readiness is the one expected. */
async function becomes(url: string, expected: object): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await fetch(`${url}/health/ready`);
    const body: unknown = await response.json();
    try {
      expect({ code: response.status, ...(body as object) }).toMatchObject(expected);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

it(
  'of two workers one projects and the other stands by, takes over when the first is killed, and stops on SIGTERM',
  async () => {
    const first = await startWorker();
    await becomes(first.url, {
      code: 200,
      status: 'ok',
      runner: 'RUNNING',
      database: true,
      reactor: true,
      checks: { log: { ok: true } },
    });
    const second = await startWorker();
    await becomes(second.url, { code: 200, status: 'ok', runner: 'STANDING_BY' });
    expect(await (await fetch(`${second.url}/health/live`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${second.url}/other`)).status).toBe(404);

    first.program.child.kill('SIGKILL');
    await becomes(second.url, { code: 200, runner: 'RUNNING' });

    second.program.child.kill('SIGTERM');
    expect(await second.program.ended).toBe(0);
  },
  LONG,
);

it(
  'is not ready while the database is away, and ready again once it is back',
  async () => {
    const { program, url } = await startWorker();
    await becomes(url, { code: 200, runner: 'RUNNING' });

    await postgres.kill9();
    await becomes(url, { code: 503, status: 'error', database: false });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);

    await postgres.start();
    await becomes(url, { code: 200, status: 'ok', runner: 'RUNNING' });
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  },
  LONG,
);

it(
  'says in one line that its address is taken, and exits',
  async () => {
    const { program, url } = await startWorker();
    const second = startProgram('worker', [], { ...variables, ENTENTE_PORT: new URL(url).port });
    expect(await second.ended).toBe(1);
    expect(second.written.stderr).toContain('cannot be listened on (EADDRINUSE)');
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  },
  LONG,
);
