import { randomUUID } from 'node:crypto';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '@entente/domain';
import { openEventStoreDb, openPostgresEventStore, type EventStore } from '@entente/event-store';
import { createEventReader, STORED_EVENTS } from '@entente/ledger';
import { silentLogger, StartupProblem } from '@entente/platform';
import { LEDGER_READ_MODEL, readModelPool, rebuild } from '@entente/read-model';
import { Pool } from 'pg';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { logStores, type LogPlace, type LogStore } from '../support/log-stores.js';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 180_000;
const TESTS = 3;

type Environment = Readonly<Record<string, string>>;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, PATIENCE_MS);
afterAll(() => postgres?.dispose(), PATIENCE_MS);

async function deposit({ assembly }: AssembledLedger, sourceId: string): Promise<void> {
  const input = { sourceId, kind: 'TEST', sha256: '0'.repeat(64) };
  const outcome = await assembly.ledger.execute({ name: 'depositSource', input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused) throw new Error(outcome.code);
}

/** Starts a ledger, deposits sources, and closes it. */
async function runLedger(env: Environment, sources: readonly string[]): Promise<string> {
  const made = await assembleLedger({ env });
  made.assembly.startWorker();
  for (const source of sources) await deposit(made, source);
  await made.caughtUp();
  await made.dispose();
  return made.assembly.ledger.identity.ledgerId;
}

/** The log of a ledger as whoever operates its server can change it, behind the ledger's back. */
interface OperatedLog {
  /** Keeps a copy of it as it is now. */
  copy(): Promise<void>;
  /** Puts that copy back. */
  putBack(): Promise<void>;
  empty(): Promise<void>;
  /** Puts the log of another ledger in its place, with a source of the same name at the end; gives the variables to use it. */
  replace(): Promise<Environment>;
  /** The ids of the ledger's events that it holds, in order. */
  ids(env: Environment): Promise<readonly string[]>;
}

function onPostgres(url: string): OperatedLog {
  const change = async (statement: string): Promise<void> => {
    const pool = new Pool({ connectionString: url });
    await pool.query(`alter table log.event disable trigger all; ${statement};
      alter table log.event enable trigger all`);
    await pool.end();
  };
  return {
    copy: () => change('create table copied as select id from log.event'),
    putBack: () =>
      change(`delete from log.event where id not in (select id from copied);
        update log.head set position = (select max(position) from log.event)`),
    empty: () => change('delete from log.event'),
    replace: async () => {
      await change(`update log.event set id = gen_random_uuid() where stream = 'source-three'`);
      return {};
    },
    ids: () => idsIn(openPostgresEventStore({ connectionString: url })),
  };
}

async function onEventStoreDb(
  place: LogPlace,
  store: LogStore,
  closing: (() => Promise<unknown>)[],
): Promise<OperatedLog> {
  const node = place.server?.nodes[0];
  if (!node) throw new Error('there is no server to operate');
  const copied = await mkdtemp(join(tmpdir(), 'entente-test-log-copy-'));
  closing.push(() => removeFolder(copied));
  const whileStopped = async (work: () => Promise<unknown>): Promise<void> => {
    await node.stop();
    await work();
    await node.start();
    await place.server?.leader();
  };
  const clear = () => removeFolder(node.folder);
  return {
    copy: () => whileStopped(() => cp(node.folder, copied, { recursive: true })),
    putBack: () =>
      whileStopped(async () => {
        await clear();
        await cp(copied, node.folder, { recursive: true });
      }),
    empty: () => whileStopped(clear),
    async replace() {
      const other = await store.open();
      closing.push(() => other.dispose());
      await runLedger({ ...(await environment()), ...other.env }, ['three']);
      return other.env;
    },
    ids: (env) => idsIn(openEventStoreDb({ connectionString: env['ENTENTE_EVENT_STORE_URL'] ?? '' })),
  };
}

async function idsIn(opening: Promise<EventStore>): Promise<readonly string[]> {
  const store = await opening;
  const events = await store.readAll(null, {}, 1_000);
  await store.close();
  return events.map(({ id }) => id);
}

function environment(): Promise<Environment> {
  return environmentOn(postgres, `followed_${randomUUID().slice(0, 8)}`);
}

/** Does what `projections rebuild` does. */
async function rebuildFrom(env: Environment, ledgerId: string): Promise<void> {
  const url = env['ENTENTE_DATABASE_URL'] ?? '';
  const server = env['ENTENTE_EVENT_STORE_URL'];
  const store = await (server === undefined
    ? openPostgresEventStore({ connectionString: url })
    : openEventStoreDb({ connectionString: server }));
  const buildPool = readModelPool(url, { copies: true });
  const events = createEventReader(STORED_EVENTS, ledgerId);
  await rebuild({ buildPool, store, events, log: silentLogger, readModel: LEDGER_READ_MODEL });
  await buildPool.end();
  await store.close();
}

/** Up to where the log was read for what is claimed in it. */
async function claimedTo(env: Environment): Promise<string | undefined> {
  const pool = new Pool({ connectionString: env['ENTENTE_DATABASE_URL'] });
  const { rows } = await pool.query<{ position: string }>('select position from claims.progress');
  await pool.end();
  return rows[0]?.position;
}

/** How far the read model has come, as a position of the log. */
async function lastPositionIn(env: Environment): Promise<string | undefined> {
  const pool = new Pool({ connectionString: env['ENTENTE_DATABASE_URL'] });
  const { rows } = await pool.query<{ checkpoint: string }>(
    'select checkpoint from read_model.version where live',
  );
  await pool.end();
  return rows[0]?.checkpoint;
}

describe.each(logStores('A start on another log than the one followed', TESTS))(
  'a start on a log that is not the one that the read model follows, in $name',
  (store) => {
    const closing: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const close of closing.splice(0).toReversed()) await close();
    }, PATIENCE_MS);

    it.each([
      ['an older copy', 'has no event'],
      ['nothing', 'has no event'],
      ['another event in the place of the last', 'has another event'],
    ])(
      'is refused with what to do, and writes nothing into it: %s',
      async (what, says) => {
        const place = await store.open();
        closing.push(() => place.dispose());
        const before = { ...(await environment()), ...place.env };
        const log = place.server
          ? await onEventStoreDb(place, store, closing)
          : onPostgres(before['ENTENTE_DATABASE_URL'] ?? '');
        // More events than a digit counts: the last is the last in number, not in the alphabet.
        const earlier = Array.from({ length: 10 }, (_, index) => `earlier-${index}`);
        const ledgerId = await runLedger(before, earlier);
        await log.copy();
        await runLedger(before, ['three']);
        // What is claimed has been read up to the end: further than the older copy reaches.
        await runLedger(before, []);
        let env: Environment = before;
        if (what === 'an older copy') await log.putBack();
        else if (what === 'nothing') await log.empty();
        else env = { ...before, ...(await log.replace()) };

        const held = await log.ids(env);
        const start = assembleLedger({ env });
        await expect(start).rejects.toThrow(StartupProblem);
        await expect(start).rejects.toThrow(`${says} at source-three at revision 0`);
        expect(await log.ids(env)).toEqual(held);

        // The way out that the message names.
        if (what !== 'an older copy') return;
        await rebuildFrom(env, ledgerId);
        await runLedger(env, ['three']);
        expect(await log.ids(env)).toHaveLength(held.length + 1);
        await runLedger(env, []);
        expect(await claimedTo(env)).toBe(await lastPositionIn(env));
      },
      PATIENCE_MS,
    );
  },
);
