import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  endPostgresOf,
  failedStart,
  postgresOf,
  startLedger,
  until,
  type LedgerDidNotStart,
  type LedgerProcess,
} from '../support/ledger-process.js';
import { depositSource, send } from '../support/recording.js';
import { freePort } from '../support/free-port.js';
import { removeFolder } from '../support/names-in-clear.js';

const run = promisify(execFile);
const asRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const PATIENCE_MS = 60_000;

let place: string;
let ledger: LedgerProcess;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-faults-'));
  await chmod(place, 0o755);
  ledger = await startLedger({ demonstration: false });
}, 120_000);
afterAll(async () => {
  await ledger?.dispose();
  for (const name of await readdir(place)) await endPostgresOf(join(place, name));
  await removeFolder(place);
});

/** Everything recorded so far is there, and one more can be recorded. */
async function expectWhole(sources: readonly string[]): Promise<void> {
  for (const id of sources) {
    const { data, errors } = await ledger.gql<{ source: object }>(
      'query ($id: ID!) { source(id: $id) { sourceId } }',
      { id },
    );
    expect({ data, errors }).toEqual({ data: { source: { sourceId: id } }, errors: [] });
  }
  expect((await ledger.http('/health/ready')).status).toBe(200);
}

/** One line says what is wrong, with no stack, and the exit code is a failure's. */
function expectClearRefusal({ ending, stderr }: LedgerDidNotStart, says: RegExp): void {
  // Two other lines are no part of why it stopped: a first start made a key, or the database was slow on a busy machine.
  const told = stderr
    .trim()
    .split('\n')
    .filter((line) => !/A key was made that signs the checkpoints|The database does not answer/.test(line));
  expect({ told, ending }).toEqual({
    told: [expect.stringMatching(says)],
    ending: { code: 1, signal: null },
  });
  expect(stderr).not.toMatch(/^\s+at /m);
}

/** Four clients that deposit sources without a pause, until told that it is over or until they cannot reach the ledger. */
function sendMany(prefix: string): {
  readonly acknowledged: readonly string[];
  /** What the others were answered. */
  readonly answers: readonly string[];
  readonly over: () => Promise<unknown>;
} {
  const acknowledged: string[] = [];
  const answers: string[] = [];
  let stop = false;
  const clients = Array.from({ length: 4 }, async (_, number) => {
    for (let index = 0; !stop; index += 1) {
      const sourceId = `${prefix}-${number}-${index}`;
      const input = { sourceId, kind: 'TEST', sha256: String(number).repeat(64) };
      const answer = await send(ledger, 'depositSource', input).catch(() => null);
      // A connection that was refused or cut is an answer of the machine, not of the ledger.
      if (answer === null) return;
      if (answer.data?.['depositSource']) acknowledged.push(sourceId);
      else
        answers.push(...answer.errors.map(({ extensions }) => `${extensions.code} ${extensions.retryable}`));
    }
  });
  return {
    acknowledged,
    answers,
    over() {
      stop = true;
      return Promise.all(clients);
    },
  };
}

const recorded: string[] = [];
async function recordOne(): Promise<void> {
  const id = `fault-${recorded.length}`;
  await depositSource(ledger, id);
  recorded.push(id);
}

describe('an embedded PostgreSQL', () => {
  beforeEach(async () => {
    await recordOne();
  });

  it(
    'that a killed ledger left behind is stopped and started again by the next, and nothing is lost',
    async () => {
      await ledger.kill9();
      const orphan = await postgresOf(ledger.dataDir);
      expect(orphan).not.toBeNull();
      await ledger.restart();
      expect(await postgresOf(ledger.dataDir)).not.toBe(orphan);
      expect(ledger.said()).toContain('database: stopping-orphan');
      await expectWhole(recorded);
      await recordOne();
    },
    PATIENCE_MS,
  );

  it(
    'that is killed ends the ledger with a line that says so, and the next start recovers',
    async () => {
      const before = ledger.said().length;
      process.kill((await postgresOf(ledger.dataDir)) ?? 0, 'SIGKILL');
      const ending = await ledger.ended();
      expect(ending).toEqual({ code: 1, signal: null });
      const said = ledger.said().slice(before);
      expect(said).toMatch(/^\S+Z error The embedded database has ended; start Entente again\.$/m);
      expect(said).not.toMatch(/^\s+at /m);
      await ledger.restart();
      await expectWhole(recorded);
      await recordOne();
    },
    PATIENCE_MS,
  );

  it(
    'that is killed while commands arrive answers each as recorded or as to be tried again, and keeps what it acknowledged',
    async () => {
      const { acknowledged, answers, over } = sendMany('under-fire');
      await until('some are acknowledged', () => acknowledged.length > 20);
      process.kill((await postgresOf(ledger.dataDir)) ?? 0, 'SIGKILL');
      await ledger.ended();
      await over();
      for (const answer of answers) expect(answer).toBe('STORE_UNAVAILABLE true');
      // Neither what cannot be recorded any more nor a connection that a client keeps holds the process up.
      expect(ledger.said()).not.toContain('stopping: not done');
      await ledger.restart();
      await expectWhole([...recorded, ...acknowledged]);
    },
    PATIENCE_MS,
  );

  it(
    'is stopped with its ledger while commands arrive on connections that clients keep, and nothing acknowledged is lost',
    async () => {
      const { acknowledged, over } = sendMany('last-minute');
      await until('some are acknowledged', () => acknowledged.length > 20);
      expect(await ledger.stop()).toEqual({ code: 0, signal: null });
      expect(await postgresOf(ledger.dataDir)).toBeNull();
      await over();
      await ledger.restart();
      await expectWhole([...recorded, ...acknowledged]);
    },
    PATIENCE_MS,
  );

  it(
    'one of whose backends is killed comes back by itself, with everything',
    async () => {
      const { stdout } = await run('ps', [
        '--ppid',
        String(await postgresOf(ledger.dataDir)),
        '-o',
        'pid=,command=',
      ]);
      const backend = /^\s*(\d+) .*postgres: entente_writer entente /m.exec(stdout)?.[1];
      process.kill(Number(backend), 'SIGKILL');
      // PostgreSQL restarts all its backends: the ledger loses every connection at once, and makes new ones.
      const answers: string[] = [];
      const input = {
        sourceId: 'after-the-crash',
        kind: 'TEST',
        sha256: 'c'.repeat(64),
        commandId: randomUUID(),
      };
      await until('it records and reads again', async () => {
        const recording = await send(ledger, 'depositSource', input);
        const reading = await ledger.gql(
          '{ source(id: "after-the-crash") { id } agreements { totalCount } }',
        );
        const errors = [...recording.errors, ...reading.errors];
        answers.push(...errors.map(({ extensions }) => `${extensions.code} ${extensions.retryable}`));
        return errors.length === 0 && (await ledger.http('/health/ready')).status === 200;
      });
      for (const answer of answers) expect(answer).toBe('STORE_UNAVAILABLE true');
      await expectWhole([...recorded, 'after-the-crash']);
      await recordOne();
      expect(ledger.said()).not.toMatch(/UnhandledPromiseRejection|Uncaught/);
    },
    PATIENCE_MS,
  );

  it(
    'whose port was taken meanwhile takes another one',
    async () => {
      const usual = Number(await readFile(join(ledger.dataDir, 'postgres.port'), 'utf8'));
      expect(await ledger.stop()).toEqual({ code: 0, signal: null });
      expect(await postgresOf(ledger.dataDir)).toBeNull();
      const squatter = await listenOn(usual);
      try {
        await ledger.restart();
        await expectWhole(recorded);
      } finally {
        squatter.close();
      }
    },
    PATIENCE_MS,
  );

  it(
    'does not start twice on one folder: the second ledger names the first',
    async () => {
      const refusal = await failedStart({ dataDir: ledger.dataDir, demonstration: false });
      expectClearRefusal(
        refusal,
        new RegExp(`is used by another Entente, process ${ledger.pid()}; stop that one first`),
      );
      await expectWhole(recorded);
    },
    PATIENCE_MS,
  );
});

describe('the port of the ledger itself', () => {
  it(
    'taken by another program is said in one line, and the database is stopped again',
    async () => {
      const port = await freePort();
      const squatter = await listenOn(port);
      const dataDir = join(place, 'port-taken');
      try {
        const refusal = await failedStart({ dataDir, port, demonstration: false });
        expectClearRefusal(
          refusal,
          new RegExp(`127\\.0\\.0\\.1:${port} cannot be listened on \\(EADDRINUSE\\); set ENTENTE_PORT`),
        );
        expect(await postgresOf(dataDir)).toBeNull();
      } finally {
        squatter.close();
      }
    },
    PATIENCE_MS,
  );
});

describe('a data folder', () => {
  const cases: Readonly<Record<string, { make: (folder: string) => Promise<unknown>; says: RegExp }>> = {
    'that is a file': {
      make: (folder) => writeFile(folder, 'a file'),
      says: /is not a folder, or is inside a file; set ENTENTE_DATA_DIR/,
    },
    'that is a link to nowhere': {
      make: (folder) => symlink('/nowhere/at/all', folder),
      says: /set ENTENTE_DATA_DIR/,
    },
    'whose database is of another kind': {
      make: async (folder) => {
        await mkdir(join(folder, 'postgres'), { recursive: true });
        await writeFile(join(folder, 'postgres', 'something.txt'), 'else');
      },
      says: /is not empty and holds no PostgreSQL database; move it away, or set ENTENTE_DATA_DIR/,
    },
    'whose database is of another version': {
      make: async (folder) => {
        await mkdir(join(folder, 'postgres'), { recursive: true });
        await writeFile(join(folder, 'postgres', 'PG_VERSION'), '9\n');
      },
      says: /was made by PostgreSQL 9, and this Entente brings PostgreSQL \d+, which cannot open it/,
    },
    'whose vault key is none': {
      make: async (folder) => {
        await mkdir(folder);
        await writeFile(join(folder, 'vault.key'), 'not a key\n', { mode: 0o600 });
      },
      says: /vault\.key does not hold a vault key \(64 hexadecimal digits\)/,
    },
  };

  it.each(Object.keys(cases))(
    '%s is said in one line',
    async (name) => {
      const folder = join(place, name.replaceAll(' ', '-'));
      await cases[name]?.make(folder);
      const refusal = await failedStart({ dataDir: folder, demonstration: false });
      expectClearRefusal(refusal, cases[name]?.says ?? /^$/);
      expect(await postgresOf(folder)).toBeNull();
    },
    PATIENCE_MS,
  );

  it(
    'below /proc, where nothing can be made, is said in one line',
    async () => {
      const refusal = await failedStart({ dataDir: '/proc/entente', demonstration: false });
      expectClearRefusal(refusal, /\/proc\/entente .*set ENTENTE_DATA_DIR/);
    },
    PATIENCE_MS,
  );

  it(
    'whose key of the vault has gone is not given another one: the ledger says so and does not start',
    async () => {
      expect(await ledger.stop()).toEqual({ code: 0, signal: null });
      const key = join(ledger.dataDir, 'vault.key');
      const kept = await readFile(key);
      await rm(key);
      try {
        const refusal = await failedStart({ dataDir: ledger.dataDir, demonstration: false });
        expectClearRefusal(refusal, /vault\.key is missing, .* restore it from a backup/);
        expect(await readdir(ledger.dataDir)).not.toContain('vault.key');
      } finally {
        await rm(key, { force: true });
        await writeFile(key, kept, { mode: 0o600 });
        await ledger.restart();
      }
      await expectWhole(recorded);
    },
    PATIENCE_MS,
  );

  it(
    'opened with the key of another vault is not opened',
    async () => {
      expect(await ledger.stop()).toEqual({ code: 0, signal: null });
      const key = join(ledger.dataDir, 'vault.key');
      const kept = await readFile(key);
      await writeFile(key, `${'ab'.repeat(32)}\n`);
      try {
        const refusal = await failedStart({ dataDir: ledger.dataDir, demonstration: false });
        expectClearRefusal(refusal, /vault\.key is not the key that this vault was sealed with/);
      } finally {
        await writeFile(key, kept);
        await ledger.restart();
      }
      await expectWhole(recorded);
    },
    PATIENCE_MS,
  );

  it(
    'that is not its own to write is said in one line',
    async () => {
      const dataDir = join(place, 'not-ours');
      await mkdir(dataDir, { mode: 0o555 });
      // Nothing is closed to root: it becomes somebody else.
      const refusal = await failedStart({ dataDir, demonstration: false, ...(asRoot && { uid: NOBODY }) });
      expectClearRefusal(
        refusal,
        /not-ours may not be written by this user \(uid \d+\); give it to this user, or set ENTENTE_DATA_DIR/,
      );
    },
    PATIENCE_MS,
  );

  if (asRoot) {
    it(
      'whose database belongs to another user is said in one line',
      async () => {
        const dataDir = join(place, 'of-another');
        const first = await startLedger({ dataDir, demonstration: false });
        await first.stop();
        await chmod(dataDir, 0o777);
        await chmod(join(dataDir, 'lock'), 0o777);
        const refusal = await failedStart({ dataDir, demonstration: false, uid: 12_345 });
        expectClearRefusal(
          refusal,
          /belongs to another user \(uid \d+, this one is 12345\), and PostgreSQL opens only its owner's/,
        );
      },
      PATIENCE_MS,
    );

    it(
      'of somebody else is used under root, PostgreSQL runs as them and never as root',
      async () => {
        const dataDir = join(place, 'of-nobody');
        await mkdir(dataDir);
        await chown(dataDir, NOBODY, NOBODY);
        const theirs = await startLedger({ dataDir, demonstration: false });
        try {
          const { stdout } = await run('ps', ['-o', 'uid=', '-p', String(await postgresOf(dataDir))]);
          expect(Number(stdout)).toBe(NOBODY);
        } finally {
          await theirs.dispose();
        }
      },
      PATIENCE_MS,
    );

    it(
      'copied with another owner is opened under root',
      async () => {
        const copy = join(place, 'copied');
        expect(await ledger.stop()).toEqual({ code: 0, signal: null });
        await run('cp', ['-r', '--no-preserve=ownership', ledger.dataDir, copy]);
        await chmod(copy, 0o711);
        const copied = await startLedger({ dataDir: copy, demonstration: false });
        try {
          const { status } = await copied.http('/health/ready');
          expect(status).toBe(200);
          const { stdout } = await run('ps', ['-o', 'uid=', '-p', String(await postgresOf(copy))]);
          expect(Number(stdout)).not.toBe(0);
        } finally {
          await copied.dispose();
          await ledger.restart();
        }
      },
      PATIENCE_MS,
    );
  }
});

async function listenOn(port: number): Promise<Server> {
  const server = createServer((socket) => socket.end()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
