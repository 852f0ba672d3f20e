import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  EventStoreError,
  openPostgresEventStore,
  type EventStore,
  type NewEvent,
  type Position,
  type PostgresEventStoreOptions,
  type StoredEvent,
} from '@entente/event-store';
import { Client } from 'pg';
import { startCuttingProxy } from '../support/cutting-proxy.js';
import { databasePerTest } from '../support/database-per-test.js';
import { startWriterProcess } from '../support/writer-process.js';

const PATIENCE_MS = 60_000;

const database = databasePerTest();

async function openStore(options: PostgresEventStoreOptions = {}) {
  const store = await openPostgresEventStore({ connectionString: database.url, ...options });
  database.closeAfterwards(() => store.close());
  return store;
}

async function openSql(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  database.closeAfterwards(() => client.end().catch(() => undefined));
  return client;
}

const event = (): NewEvent => ({ id: randomUUID(), type: 'Happened', bytes: Buffer.alloc(700, 'x') });
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

function failureOf(promise: Promise<unknown>) {
  return promise.then(
    () => null,
    (error: unknown) => (error instanceof EventStoreError ? error.failure.kind : error),
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited for 30 s');
    await pause(5);
  }
}

async function expectDenseAndWhole(store: EventStore): Promise<readonly StoredEvent[]> {
  const log = await store.readAll(null, {}, 1_000_000);
  expect(log.map(({ position }) => Number(position.commit))).toEqual(log.map((_, index) => index + 1));
  expect(new Set(ids(log)).size).toBe(log.length);
  return log;
}

describe('a server that would lose what it acknowledged', () => {
  const unsafe = [
    ['fsync', 'off', /fsync is off/],
    ['full_page_writes', 'off', /full_page_writes is off/],
    ['synchronous_commit', 'off', /synchronous_commit is off/],
  ] as const;
  test.each(unsafe)(
    'is refused at the start: %s = %s',
    async (setting, value, message) => {
      await database.server.stop();
      await database.server.start({ [setting]: value });
      try {
        await expect(openPostgresEventStore({ connectionString: database.url })).rejects.toThrow(message);
      } finally {
        await database.server.stop();
        await database.server.start();
      }
      expect((await (await openStore()).append('s', 'none', [event()])).revision).toBe(0);
    },
    PATIENCE_MS,
  );

  test(
    'is made durable for the log where its default is only weaker',
    async () => {
      const sql = await openSql();
      const { pathname } = new URL(database.url);
      await sql.query(`ALTER DATABASE ${pathname.slice(1)} SET synchronous_commit = 'local'`);
      const store = await openStore();
      await store.append('s', 'none', [event()]);
      expect((await store.head({}))?.commit).toBe(1n);
    },
    PATIENCE_MS,
  );
});

describe('a COMMIT whose answer is lost', () => {
  test.each(['before', 'after'] as const)(
    'leaves every append of the group written once: cut %s the server obeyed',
    async (cut) => {
      const proxy = await startCuttingProxy(database.server.port);
      database.closeAfterwards(() => proxy.close());
      const direct = await openStore();
      const store = await openStore({
        connectionString: database.url.replace(String(database.server.port), String(proxy.port)),
      });
      await store.append('warm', 'none', [event()]);

      for (let round = 0; round < 3; round += 1) {
        const given = Array.from({ length: 20 }, (_, index) => ({
          stream: `${cut}-${round}-${index % 10}`,
          events: [event(), event()],
        }));
        proxy.cutNextCommit(cut);
        const answers = await Promise.allSettled(
          given.map(({ stream, events }, index) => store.append(stream, index < 10 ? 'none' : 1, events)),
        );
        expect(proxy.cuts()).toBe(round + 1);
        expect(answers.map(({ status }) => status)).toEqual(given.map(() => 'fulfilled'));
        for (let stream = 0; stream < 10; stream += 1) {
          const stored = await direct.readStream(`${cut}-${round}-${stream}`, 0, 'forwards', 100);
          expect(ids(stored)).toEqual(ids([...given[stream]!.events, ...given[stream + 10]!.events]));
        }
      }
      await expectDenseAndWhole(direct);
    },
    PATIENCE_MS,
  );

  test(
    'gives a loser of the group its own error, and not the connection’s',
    async () => {
      const proxy = await startCuttingProxy(database.server.port);
      database.closeAfterwards(() => proxy.close());
      const store = await openStore({
        connectionString: database.url.replace(String(database.server.port), String(proxy.port)),
      });
      await store.append('taken', 'none', [event()]);
      proxy.cutNextCommit('after');
      const outcomes = await Promise.all([
        failureOf(store.append('free', 'none', [event()])),
        failureOf(store.append('taken', 'none', [event()])),
        failureOf(store.append('late', 'none', [event()], { sealedAt: new Date(Date.now() - 60_000) })),
      ]);
      expect(proxy.cuts()).toBe(1);
      expect(outcomes).toEqual([null, 'WRONG_EXPECTED_REVISION', 'STALE']);
      expect((await store.head({}))?.commit).toBe(2n);
    },
    PATIENCE_MS,
  );
});

describe('a server that goes away', () => {
  test(
    'is unavailable in bounded time while it is down, and answers again when it is back',
    async () => {
      const store = await openStore();
      await store.append('s', 'none', [event()]);
      await database.server.kill9();
      const kinds = await Promise.all([
        failureOf(store.append('s', 0, [event()])),
        failureOf(store.readAll(null, {}, 10)),
        failureOf(store.readStream('s', 0, 'forwards', 10)),
        failureOf(store.head({}, { settled: true })),
        failureOf(openPostgresEventStore({ connectionString: database.url })),
      ]);
      expect(kinds).toEqual(kinds.map(() => 'UNAVAILABLE'));
      await database.server.start();
      expect((await store.append('s', 0, [event()])).revision).toBe(1);
      expect((await store.head({}))?.commit).toBe(2n);
    },
    PATIENCE_MS,
  );

  test(
    'keeps everything that it acknowledged when it is killed and recovers in the middle of appends',
    async () => {
      const store = await openStore();
      const acknowledged: { stream: string; ids: readonly string[] }[] = [];
      let writing = true;
      const lanes = Array.from({ length: 16 }, async (_, lane) => {
        const stream = `lane-${lane}`;
        let revision = -1;
        while (writing) {
          const events = [event(), event()];
          try {
            const appended = await store.append(stream, revision < 0 ? 'none' : revision, events);
            revision = appended.revision;
            acknowledged.push({ stream, ids: ids(events) });
          } catch (error) {
            if (!(error instanceof EventStoreError) || error.failure.kind !== 'UNAVAILABLE') throw error;
            const last = await store.readStream(stream, 'end', 'backwards', 1).catch(() => []);
            revision = last[0]?.revision ?? revision;
          }
        }
      });
      for (let kill = 0; kill < 3; kill += 1) {
        const goal = acknowledged.length + 100;
        await until(() => acknowledged.length >= goal);
        await database.server.kill9();
        await database.server.start();
      }
      const goal = acknowledged.length + 100;
      await until(() => acknowledged.length >= goal);
      writing = false;
      await Promise.all(lanes);

      const log = await expectDenseAndWhole(store);
      const place = new Map(log.map((one, index) => [one.id, index]));
      for (const { stream, ids: written } of acknowledged) {
        const stored = written.map((id) => log[place.get(id) ?? -1]);
        expect(stored.map((one) => one?.stream)).toEqual([stream, stream]);
        expect(stored[1]!.revision).toBe(stored[0]!.revision + 1);
      }
      expect(log.length % 2).toBe(0);
    },
    PATIENCE_MS,
  );

  test(
    'ends a subscription with an error from which it can go on',
    async () => {
      const store = await openStore({ pollMs: 50 });
      await store.append('s', 'none', [event()]);
      let last: Position | null = null;
      const followed: number[] = [];
      const follow = async (total: number) => {
        for await (const one of store.subscribeAll(last, {})) {
          last = one.position;
          followed.push(one.revision);
          if (followed.length === total) return;
        }
      };
      const first = failureOf(follow(100));
      await until(() => followed.length === 1);
      await database.server.kill9();
      expect(await first).toBe('UNAVAILABLE');
      await database.server.start();
      await store.append('s', 0, [event()]);
      await follow(2);
      expect(followed).toEqual([0, 1]);
    },
    PATIENCE_MS,
  );

  test(
    'does not matter to appends and subscribers when it only ends their connections',
    async () => {
      const store = await openStore({ pollMs: 100_000 });
      const sql = await openSql();
      const seen: string[] = [];
      const end = new AbortController();
      const following = (async () => {
        for await (const one of store.subscribeAll(null, {}, end.signal)) seen.push(one.id);
      })();
      for (let round = 0; round < 5; round += 1) {
        const one = event();
        await store.append('s', round === 0 ? 'none' : round - 1, [one]);
        await until(() => seen.at(-1) === one.id);
        await sql.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      }
      end.abort();
      await following;
      expect(seen).toHaveLength(5);
    },
    PATIENCE_MS,
  );
});

test(
  'gives up a connection whose server side is frozen, and appends on another',
  async () => {
    const store = await openStore({ patience: { statementMs: 500 } });
    await store.append('s', 'none', [event()]);
    const sql = await openSql();
    const backends = await sql.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'entente-log' AND datname = current_database()`,
    );
    for (const { pid } of backends.rows) process.kill(pid, 'SIGSTOP');
    try {
      expect(await store.append('s', 0, [event()])).toMatchObject({ revision: 1, repeated: false });
    } finally {
      for (const { pid } of backends.rows) process.kill(pid, 'SIGCONT');
    }
    expect((await store.head({}))?.commit).toBe(2n);
  },
  PATIENCE_MS,
);

describe('the head lock', () => {
  test(
    'that nobody releases makes an append unavailable, and no append waits for ever',
    async () => {
      const store = await openStore({ patience: { connectMs: 500, lockMs: 100, statementMs: 1_000 } });
      const sql = await openSql();
      await store.append('s', 'none', [event()]);
      await sql.query('BEGIN');
      await sql.query('SELECT 1 FROM log.head FOR UPDATE');
      expect(await failureOf(store.append('s', 0, [event()]))).toBe('UNAVAILABLE');
      await sql.query('ROLLBACK');
      expect((await store.append('s', 0, [event()])).revision).toBe(1);
    },
    PATIENCE_MS,
  );

  test(
    'is what a settled head waits for, and a plain head does not',
    async () => {
      const store = await openStore();
      const [sql, observer] = [await openSql(), await openSql()];
      await store.append('s', 'none', [event()]);
      await sql.query('BEGIN');
      await sql.query('UPDATE log.head SET position = position + 1');
      await sql.query(
        `INSERT INTO log.event VALUES (2, '${randomUUID()}', 's', 1, 'Happened', '\\x00', sha256('\\x0000'), clock_timestamp())`,
      );
      let settled: Position | null = null;
      const waiting = store.head({}, { settled: true }).then((position) => (settled = position));
      await until(async () => {
        const waits = await observer.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'
                                        AND datname = current_database()`);
        return waits.rows.length > 0;
      });
      expect((await store.head({}))?.commit).toBe(1n);
      expect(settled).toBeNull();
      await sql.query('COMMIT');
      expect((await waiting)?.commit).toBe(2n);
    },
    PATIENCE_MS,
  );
});

describe('a waiting subscriber', () => {
  test(
    'is woken by a notification from another store, without polling',
    async () => {
      const [reader, writer] = [await openStore({ pollMs: 1_000_000 }), await openStore()];
      const iterator = reader.subscribeAll(null, {})[Symbol.asyncIterator]();
      for (let round = 0; round < 3; round += 1) {
        const waiting = iterator.next();
        await writer.append('s', 'any', [event()]);
        expect((await waiting).value?.revision).toBe(round);
      }
      await iterator.return?.();
    },
    PATIENCE_MS,
  );

  test(
    'finds by polling what no notification announced',
    async () => {
      const store = await openStore({ pollMs: 20 });
      const sql = await openSql();
      const iterator = store.subscribeAll(null, {})[Symbol.asyncIterator]();
      const waiting = iterator.next();
      await sql.query(`BEGIN; UPDATE log.head SET position = 1;
      INSERT INTO log.event VALUES (1, '${randomUUID()}', 'silent', 0, 'Happened', '\\x00', sha256('\\x0000'), clock_timestamp());
      COMMIT`);
      expect((await waiting).value?.stream).toBe('silent');
      await iterator.return?.();
    },
    PATIENCE_MS,
  );
});

describe('several processes', () => {
  test(
    'that append at once leave positions dense, and a reader who polls passes over none',
    async () => {
      const store = await openStore();
      const writers = await Promise.all(
        ['a-', 'b-', 'c-'].map((streamPrefix) =>
          startWriterProcess({ store: { kind: 'postgres', url: database.url }, streamPrefix }),
        ),
      );
      const polled: StoredEvent[] = [];
      let writing = true;
      const polling = (async () => {
        for (;;) {
          const last = !writing;
          const page = await store.readAll(polled.at(-1)?.position ?? null, {}, 100);
          polled.push(...page);
          if (last && page.length === 0) return;
        }
      })();
      await Promise.all(writers.map((writer) => writer.acknowledged(150)));
      const acknowledged = (await Promise.all(writers.map((writer) => writer.kill()))).flat();
      await store.head({}, { settled: true });
      writing = false;
      await polling;
      const log = await expectDenseAndWhole(store);
      expect(ids(polled)).toEqual(ids(log));
      const there = new Set(ids(log));
      for (const { ids: written } of acknowledged) for (const id of written) expect(there.has(id)).toBe(true);
    },
    PATIENCE_MS,
  );

  test(
    'that start at once make the schema once',
    async () => {
      const stores = await Promise.all(
        Array.from({ length: 6 }, () => openStore({ schema: 'Second "log"' })),
      );
      await Promise.all(stores.map((store, index) => store.append(`s${index}`, 'none', [event()])));
      expect((await stores[0]!.head({}))?.commit).toBe(6n);
      expect(await (await openStore()).head({})).toBeNull();
    },
    PATIENCE_MS,
  );
});

test.each(['UPDATE log.event SET type = type', 'DELETE FROM log.event', 'TRUNCATE log.event'])(
  'refuses to change what is recorded: %s',
  async (statement) => {
    const store = await openStore();
    await store.append('s', 'none', [event()]);
    await expect((await openSql()).query(statement)).rejects.toThrow(/append-only/);
    expect((await store.head({}))?.commit).toBe(1n);
  },
  PATIENCE_MS,
);

test(
  'takes two hundred appends of the largest event at once in groups that stay small',
  async () => {
    const store = await openStore();
    const large = Buffer.alloc(65_535, 7);
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        store.append(`s${index}`, 'none', [{ ...event(), bytes: large }]),
      ),
    );
    const [last] = await store.readAll({ commit: 199n, prepare: 199n }, {}, 1);
    expect(large.equals(last!.bytes)).toBe(true);
  },
  PATIENCE_MS,
);
