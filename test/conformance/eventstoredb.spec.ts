import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import {
  EventStoreError,
  openEventStoreDb,
  type EventStore,
  type NewEvent,
  type Position,
  type StreamLoss,
} from '@entente/event-store';
import { findEventStoreDb, startEventStoreDb, type TestEventStoreDb } from '../support/eventstoredb.js';

const PATIENCE_MS = 180_000;
const executable = findEventStoreDb();

const event = (type = 'Happened'): NewEvent => ({ id: randomUUID(), type, bytes: Buffer.alloc(700, 'x') });

function failureOf(promise: Promise<unknown>) {
  return promise.then(
    () => null,
    (error: unknown) => (error instanceof EventStoreError ? error.failure.kind : error),
  );
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited for two minutes for ${what}`);
    await pause(5);
  }
}

/** What still runs when a test ends, however it ends. */
const running: (() => Promise<void>)[] = [];

/** Writes in lanes until told to stop, going on after every failure that leaves the outcome unknown. */
function startLanes(store: EventStore, prefix: string) {
  const acknowledged: { readonly stream: string; readonly revision: number; readonly id: string }[] = [];
  let writing = true;
  const lanes = Promise.all(
    Array.from({ length: 4 }, async (_, lane) => {
      const stream = `${prefix}${lane}`;
      let revision = -1;
      while (writing) {
        const one = event();
        try {
          const appended = await store.append(stream, revision < 0 ? 'none' : revision, [one]);
          revision = appended.revision;
          acknowledged.push({ stream, revision, id: one.id });
        } catch (error) {
          if (!(error instanceof EventStoreError) || error.failure.kind === 'STALE') throw error;
          const last = await store.readStream(stream, 'end', 'backwards', 1).catch(() => []);
          revision = last[0]?.revision ?? revision;
        }
      }
    }),
  );
  const stop = async () => {
    writing = false;
    await lanes;
  };
  running.push(stop);
  return { acknowledged, stop };
}

/** Follows the log and subscribes again from its last event whenever it reports a failure. */
function startFollower(store: EventStore, prefix: string) {
  const seen: string[] = [];
  const stopping = new AbortController();
  let failures = 0;
  const following = (async () => {
    let last: Position | null = null;
    while (!stopping.signal.aborted) {
      try {
        for await (const one of store.subscribeAll(last, { streamPrefixes: [prefix] }, stopping.signal)) {
          last = one.position;
          seen.push(one.id);
        }
        return;
      } catch {
        failures += 1;
        await pause(50);
      }
    }
  })();
  const stop = async () => {
    stopping.abort();
    await following;
  };
  running.push(stop);
  return { seen, failures: () => failures, stop };
}

async function expectEverythingOnce(
  store: EventStore,
  prefix: string,
  acknowledged: ReturnType<typeof startLanes>['acknowledged'],
  seen: readonly string[],
): Promise<void> {
  const log = await store.readAll(null, { streamPrefixes: [prefix] }, 1_000_000);
  const there = new Map(log.map((one) => [one.id, one]));
  expect(there.size).toBe(log.length);
  for (const { stream, revision, id } of acknowledged) {
    expect(there.get(id)).toMatchObject({ stream, revision });
  }
  await until('the follower to see everything', () => seen.length >= log.length);
  expect(seen).toEqual(log.map(({ id }) => id));
}

/** The tests that need a server of their own to kill. */
function onServersOfOurOwn(path: string): void {
  let server: TestEventStoreDb | null = null;
  const stores: EventStore[] = [];

  async function open(url: string) {
    const warnings: string[] = [];
    const store = await openEventStoreDb({
      connectionString: url,
      warn: (message) => void warnings.push(message),
    });
    stores.push(store);
    return { store, warnings };
  }

  afterEach(async () => {
    await Promise.allSettled(running.splice(0).map((stop) => stop()));
    for (const store of stores.splice(0)) await store.close();
    await server?.dispose();
    server = null;
  }, PATIENCE_MS);

  test(
    'tells a deleted stream, passes over the system’s own events, and tells late writes',
    async () => {
      server = await startEventStoreDb(path);
      const { store, warnings } = await open(server.url);
      const raw = EventStoreDBClient.connectionString(server.url);
      await store.append('gone', 'none', [event()]);
      await raw.tombstoneStream('gone');
      expect(await failureOf(store.readStream('gone', 0, 'forwards', 1))).toBe('STREAM_DELETED');
      expect(await failureOf(store.append('gone', 'none', [event()]))).toBe('STREAM_DELETED');

      const kept = await store.append('kept', 'none', [event()]);
      await raw.appendToStream('$other', jsonEvent({ type: '$system', data: {} }));
      await raw.setStreamMetadata('kept', { maxCount: 1_000 });
      expect(await store.head({})).toEqual(kept.position);
      const log = await store.readAll(null, {}, 100);
      expect(log.filter(({ stream, type }) => stream.startsWith('$') || type.startsWith('$'))).toEqual([]);
      expect(log.at(-1)?.position).toEqual(kept.position);

      // Sealed just within the limit by the clock of the caller, written just beyond it by the server's.
      const now = Date.now;
      try {
        Date.now = () => now() - 30_000;
        await store.append('kept', 0, [event()], { sealedAt: new Date(Date.now()) });
      } finally {
        Date.now = now;
      }
      expect([(store as unknown as { lateWrites: number }).lateWrites, warnings.length]).toEqual([1, 1]);
      expect(
        await failureOf(
          store.append(
            'x',
            'none',
            Array.from({ length: 1_000 }, () => large()),
          ),
        ),
      ).toBe('TOO_LARGE');
      await raw.dispose();
    },
    PATIENCE_MS,
  );

  test(
    'refuses a stream whose events were taken away, to readers and to writers, and writes nothing',
    async () => {
      server = await startEventStoreDb(path);
      const { store } = await open(server.url);
      const raw = EventStoreDBClient.connectionString(server.url);
      const past = { deleted: 'soft-deleted', cut: 'cut-off' };
      for (const stream of Object.values(past)) await store.append(stream, 'none', [event(), event()]);
      await raw.deleteStream(past.deleted);
      await raw.setStreamMetadata(past.cut, { truncateBefore: 2 });
      for (const stream of Object.values(past)) {
        expect(await failureOf(store.readStream(stream, 0, 'forwards', 1))).toBe('STREAM_DELETED');
        expect(await failureOf(store.readStream(stream, 'end', 'backwards', 1))).toBe('STREAM_DELETED');
        expect(await failureOf(store.append(stream, 'none', [event()]))).toBe('STREAM_DELETED');
      }
      expect(await store.readAll(null, {}, 100)).toHaveLength(4);
      await raw.dispose();
    },
    PATIENCE_MS,
  );

  test(
    'acknowledges nothing that stands elsewhere: a stream that is deleted between the look and the append',
    async () => {
      server = await startEventStoreDb(path);
      const { store } = await open(server.url);
      const raw = EventStoreDBClient.connectionString(server.url);
      await raw.appendToStream('raced', jsonEvent({ type: 'Happened', data: {} }));
      const client = EventStoreDBClient.prototype;
      const { appendToStream } = client;
      client.appendToStream = async function deleteFirst(this: EventStoreDBClient, ...given: unknown[]) {
        client.appendToStream = appendToStream;
        await raw.deleteStream('raced');
        return Reflect.apply(appendToStream, this, given) as ReturnType<typeof appendToStream>;
      } as typeof appendToStream;
      try {
        expect(await failureOf(store.append('raced', 'none', [event()]))).toBe('STREAM_DELETED');
      } finally {
        client.appendToStream = appendToStream;
      }
      await raw.dispose();
    },
    PATIENCE_MS,
  );

  test(
    'shows what is taken away from the streams that it guards, also what was taken before and while the server was away',
    async () => {
      server = await startEventStoreDb(path, { onDisk: true });
      const { store } = await open(server.url);
      const raw = EventStoreDBClient.connectionString(server.url);
      for (const stream of ['ours-1', 'ours-2', 'ours-3', 'theirs-1'])
        await store.append(stream, 'none', [event()]);
      await raw.deleteStream('ours-1');
      await raw.deleteStream('theirs-1');
      const found: StreamLoss[] = [];
      const guard = store.guard({ streamPrefixes: ['ours-'] }, (loss) => void found.push(loss));
      running.push(() => guard.stop());
      await until('what was lost before', () => found.length === 1);
      await server.nodes[0]!.kill9();
      await server.nodes[0]!.start();
      await server.leader();
      await raw.tombstoneStream('ours-2');
      await raw.setStreamMetadata('ours-3', { maxAge: 60 });
      await until('what was lost since', () => found.length === 3);
      expect(guard.losses()).toEqual([
        { stream: 'ours-1', kind: 'DELETED' },
        { stream: 'ours-2', kind: 'DELETED' },
        { stream: 'ours-3', kind: 'LIMITED' },
      ]);
      expect(guard.losses()).toEqual(found);
      await raw.dispose();
    },
    PATIENCE_MS,
  );

  test(
    'loses nothing that was acknowledged when a server on disk is killed and started again',
    async () => {
      server = await startEventStoreDb(path, { onDisk: true });
      const { store } = await open(server.url);
      const lanes = startLanes(store, 'disk-');
      const follower = startFollower(store, 'disk-');
      for (let kill = 0; kill < 2; kill += 1) {
        const goal = lanes.acknowledged.length + 50;
        await until('appends to go on', () => lanes.acknowledged.length >= goal);
        await server.nodes[0]!.kill9();
        expect(await failureOf(store.head({}))).toBe('UNAVAILABLE');
        await server.nodes[0]!.start();
        await server.leader();
      }
      const goal = lanes.acknowledged.length + 50;
      await until('appends to go on', () => lanes.acknowledged.length >= goal);
      await lanes.stop();
      await expectEverythingOnce(store, 'disk-', lanes.acknowledged, follower.seen);
      expect(follower.failures()).toBeGreaterThan(0);
      await follower.stop();
    },
    PATIENCE_MS,
  );

  test(
    'survives that the leader of a cluster of three is killed',
    async () => {
      server = await startEventStoreDb(path, { onDisk: true, nodes: 3 });
      const { store } = await open(server.url);
      const lanes = startLanes(store, 'cluster-');
      const follower = startFollower(store, 'cluster-');
      await until('appends to go on', () => lanes.acknowledged.length >= 50);
      const leader = await server.leader();
      await leader.kill9();
      const goal = lanes.acknowledged.length + 50;
      await until('appends to go on', () => lanes.acknowledged.length >= goal);
      await leader.start();
      const after = lanes.acknowledged.length + 50;
      await until('appends to go on', () => lanes.acknowledged.length >= after);
      await lanes.stop();
      expect(lanes.acknowledged.length).toBeGreaterThanOrEqual(after);
      await expectEverythingOnce(store, 'cluster-', lanes.acknowledged, follower.seen);
      await follower.stop();
    },
    PATIENCE_MS,
  );
}

const SERVER_TESTS = 6;

if (executable === null) {
  writeSync(
    2,
    `EventStoreDB was NOT exercised: no eventstored or kurrentd to kill; ${SERVER_TESTS} tests not run.\n`,
  );
} else {
  describe('EventStoreDB', () => {
    onServersOfOurOwn(executable);
  });
}

test(
  'a server of EventStoreDB that is not there cannot be opened',
  async () => {
    expect(await failureOf(openEventStoreDb({ connectionString: 'esdb://127.0.0.1:9?tls=false' }))).toBe(
      'UNAVAILABLE',
    );
  },
  PATIENCE_MS,
);

function large(): NewEvent {
  return { ...event(), bytes: Buffer.alloc(60_000) };
}
