import {
  formatPosition,
  parsePosition,
  type EventStore,
  type LogFilter,
  type StoredEvent,
} from '@entente/event-store';
import { STREAM_PREFIXES } from '@entente/domain';
import { CorruptEventError, type EventReader } from '@entente/ledger';
import type { Pool, PoolClient } from 'pg';
import type { ReadModelDefinition } from './projection.js';
import { BatchWriter, FencedError, readIncoming, type Incoming, type Progress } from './apply.js';
import {
  createVersion,
  dropVersion,
  indexVersion,
  listVersions,
  liveVersion,
  type Version,
} from './versions.js';

/** The streams of a ledger; whatever else a store holds is not read. */
export const LEDGER_STREAMS: LogFilter = {
  streamPrefixes: STREAM_PREFIXES,
};

/** What the runner needs of a logger. */
export interface RunnerLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface RunnerParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly log: RunnerLog;
  /** The projections that it runs. */
  readonly readModel: ReadModelDefinition;
  /** What it cannot read cannot be applied. */
  readonly events: EventReader;
  /** Events a transaction, at most. */
  readonly batchSize?: number;
}

/** What a runner is doing. */
export type RunnerState =
  | { readonly kind: 'STARTING' }
  /** Another process holds the lock. */
  | { readonly kind: 'STANDING_BY' }
  | { readonly kind: 'RUNNING' }
  /** Something outside failed; it tries again by itself. */
  | { readonly kind: 'RETRYING'; readonly reason: string }
  /** An event cannot be applied. It is never skipped; nothing goes on until it is mended. */
  | { readonly kind: 'POISONED'; readonly reason: string }
  | { readonly kind: 'STOPPED' };

/** Keeps the live version up with the log. */
export interface Runner {
  state(): RunnerState;
  stop(): Promise<void>;
}

const BATCH = 500;
const REBUILD_BATCH = 2_000;
const RUNNER_LOCK = 7_205_924;
const REBUILD_LOCK = 7_205_925;
const STANDBY_MS = 1_000;
const BACKOFF_MS = [100, 500, 1_000, 5_000] as const;

/** Starts a runner; of several, in any number of processes, one at a time runs and the others stand by. */
export function startRunner(parts: RunnerParts): Runner {
  const stopping = new AbortController();
  let state: RunnerState = { kind: 'STARTING' };
  let failures = 0;

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await withLock(parts.pool, RUNNER_LOCK, stopping.signal, {
          waiting: () => (state = { kind: 'STANDING_BY' }),
          held: async (lost) => {
            state = { kind: 'RUNNING' };
            await follow(parts, AbortSignal.any([stopping.signal, lost]), () => {
              failures = 0;
              state = { kind: 'RUNNING' };
            });
          },
        });
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (error instanceof FencedError) continue;
        if (isPoison(error)) {
          state = { kind: 'POISONED', reason: messageOf(error) };
          parts.log.error(`the read model stopped: ${messageOf(error)}`);
          await untilAborted(stopping.signal);
          break;
        }
        state = { kind: 'RETRYING', reason: messageOf(error) };
        parts.log.warn(`the read model waits and tries again: ${messageOf(error)}`);
        const pause = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? STANDBY_MS;
        failures += 1;
        await delay(pause, stopping.signal);
      }
    }
    state = { kind: 'STOPPED' };
  };
  const done = loop();
  return {
    state: () => state,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Makes sure that there is a live version of this code's layout, building one when there is none. */
export async function prepareReadModel(
  parts: RunnerParts,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const live = await liveVersion(parts.pool);
  const { layout } = parts.readModel;
  if (live?.layout === layout) return;
  // Another process may be at it: whoever gets the lock second finds that nothing is left to do.
  await rebuild(parts, onProgress, (then) => then?.layout !== layout);
}

/**
 * Builds a new version beside the live one and switches to it in one transaction; the old one is dropped. The live version
 * goes on answering and following meanwhile.
 */
export async function rebuild(
  parts: RunnerParts,
  onProgress: (done: number) => void = () => {},
  stillWanted: (live: Version | null) => boolean = () => true,
): Promise<Version> {
  let built: Version | null = null;
  await withLock(parts.pool, REBUILD_LOCK, new AbortController().signal, {
    waiting: () => {},
    held: async () => {
      const before = await listVersions(parts.pool);
      const live = before.find((version) => version.live) ?? null;
      if (live && !stillWanted(live)) {
        built = live;
        return;
      }
      for (const left of before) if (!left.live) await dropVersion(parts.pool, left.version);
      const version = await createVersion(parts.pool, parts.readModel);
      const writer = new BatchWriter(version.version, false, parts.readModel.projections);
      let progress: Progress = version;
      let done = 0;
      const catchUp = async (): Promise<void> => {
        for await (const batch of readAhead(parts, progress)) {
          progress = await inTransaction(parts.pool, (client) => writer.apply(client, batch, progress));
          done += batch.length;
          onProgress(done);
        }
      };
      await catchUp();
      await indexVersion(parts.pool, version.version, parts.readModel.projections);
      // The live row is held while the last events are applied, so that the switch never goes back in the log.
      await inTransaction(parts.pool, async (client) => {
        await client.query('select 1 from read_model.version where live for update');
        await catchUp();
        await client.query('update read_model.version set live = false where live');
        await client.query('update read_model.version set live = true where version = $1', [version.version]);
        await client.query(`select pg_notify('entente_projected', $1)`, [progress.position.toString()]);
      });
      for (const old of before) if (old.live) await dropVersion(parts.pool, old.version);
      built = { ...version, ...progress, live: true };
    },
  });
  if (!built) throw new Error('the rebuild did not run');
  return built;
}

/** The log after a checkpoint in batches, the next one being read and checked while one is written. */
async function* readAhead(parts: RunnerParts, after: Progress): AsyncGenerator<readonly Incoming[]> {
  const read = async (checkpoint: string | null): Promise<readonly Incoming[]> => {
    const from = checkpoint === null ? null : parsePosition(checkpoint);
    const events = await parts.store.readAll(from, LEDGER_STREAMS, parts.batchSize ?? REBUILD_BATCH);
    return events.map((event) => readIncoming(event, parts.events));
  };
  let next = read(after.checkpoint);
  for (;;) {
    const batch = await next;
    const last = batch.at(-1);
    if (!last) return;
    next = read(formatPosition(last.stored.position));
    next.catch(() => {});
    yield batch;
  }
}

/** Follows the log until the signal aborts. Any end of the subscription is a failure. */
async function follow(parts: RunnerParts, signal: AbortSignal, applied: () => void): Promise<void> {
  const version = await liveVersion(parts.pool);
  if (!version) throw new Error('the read model has no live version');
  const writer = new BatchWriter(version.version, true, parts.readModel.projections);
  let progress: Progress = version;
  const from = version.checkpoint === null ? null : parsePosition(version.checkpoint);
  const events = parts.store.subscribeAll(from, LEDGER_STREAMS, signal);
  for await (const batch of inBatches(events, parts.batchSize ?? BATCH, parts.events)) {
    progress = await applyBatch(parts, writer, version.version, batch, progress);
    applied();
  }
  if (!signal.aborted) throw new Error('the subscription ended');
}

async function applyBatch(
  parts: RunnerParts,
  writer: BatchWriter,
  version: number,
  batch: readonly Incoming[],
  from: Progress,
): Promise<Progress> {
  try {
    return await inTransaction(parts.pool, (client) => writer.apply(client, batch, from));
  } catch (error) {
    writer.forget();
    if (!isPoison(error)) throw error;
    if (batch.length === 1) {
      await parts.pool.query(
        'update read_model.version set poison = $2, poison_position = $3 where version = $1',
        [version, messageOf(error), batch[0]?.stored.position.commit.toString() ?? null],
      );
      throw error;
    }
    // One by one, up to the event at fault, which is then known.
    let progress = from;
    for (const event of batch) progress = await applyBatch(parts, writer, version, [event], progress);
    return progress;
  }
}

/** Whatever has arrived, up to a number, without waiting for more; at least one. */
async function* inBatches(
  events: AsyncIterable<StoredEvent>,
  most: number,
  reader: EventReader,
): AsyncGenerator<readonly Incoming[]> {
  const iterator = events[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const first = await next;
      if (first.done) return;
      const batch = [readIncoming(first.value, reader)];
      next = iterator.next();
      while (batch.length < most) {
        const arrived = await Promise.race([next, nextTurn()]);
        if (arrived === NOT_YET || arrived.done) break;
        batch.push(readIncoming(arrived.value, reader));
        next = iterator.next();
      }
      yield batch;
    }
  } finally {
    next.catch(() => {});
    await iterator.return?.();
  }
}

const NOT_YET = Symbol('not yet');

function nextTurn(): Promise<typeof NOT_YET> {
  return new Promise((resolve) => setImmediate(() => resolve(NOT_YET)));
}

/** Runs something in a transaction of its own. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Holds an advisory lock for as long as the work lasts; `lost` aborts when the connection that holds it breaks. */
async function withLock(
  pool: Pool,
  lock: number,
  signal: AbortSignal,
  on: { readonly waiting: () => void; readonly held: (lost: AbortSignal) => Promise<void> },
): Promise<void> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onError = () => lost.abort();
  client.on('error', onError);
  try {
    for (;;) {
      const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
        lock,
      ]);
      if (rows[0]?.locked) break;
      on.waiting();
      await delay(STANDBY_MS, signal);
      if (signal.aborted) return;
    }
    await on.held(lost.signal);
    if (lost.signal.aborted) throw new Error('the connection that held the lock was lost');
  } finally {
    if (!lost.signal.aborted) await client.query('select pg_advisory_unlock_all()').catch(() => lost.abort());
    // The pool gives the connection out again: with each try it would gain another listener.
    client.off('error', onError);
    client.release(lost.signal.aborted);
  }
}

/** Neither the database nor the store failed: the event itself, or the code, is at fault. */
function isPoison(error: unknown): boolean {
  if (error instanceof CorruptEventError) return true;
  if (error instanceof FencedError || !(error instanceof Error)) return false;
  if (error.name === 'EventStoreError') return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return error instanceof TypeError || error instanceof RangeError;
  // SQLSTATE classes 22 (data), 23 (integrity) and 54 (a limit of the server: a row too large for an index) are about what
  // was written, and will be so again; all others are about the server.
  return /^(2[23]|54)/.test(code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
