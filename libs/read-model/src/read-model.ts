import { EventEmitter } from 'node:events';
import type { EventStore } from '@entente/event-store';
import type { Lookups } from '@entente/ledger';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool, types } from 'pg';
import { tableOf, type Db } from './asking/as-of.js';
import { meetingsHeldOn } from './meeting/queries.js';
import { namesLike } from './organization/queries.js';
import type { Tables } from './tables.js';
import { liveVersion, type Version } from './runner/versions.js';
import { schemaOf } from './schema/version-tables.js';

/** A position that the read model has not reached within the time given. */
export class ProjectionBehindError extends Error {
  constructor(
    readonly wanted: bigint,
    readonly projected: bigint,
  ) {
    super(`position ${wanted} is not projected yet; the read model is at ${projected}`);
    this.name = 'ProjectionBehindError';
  }
}

/** What a knowledge time stands for. */
export interface KnownAt {
  readonly position: bigint;
  /** False for the future and the last ten seconds: they stand for the head of this moment, and for a later one soon. */
  readonly settled: boolean;
}

/** The read model, to ask. */
export interface ReadModel {
  readonly pool: Pool;
  /** Runs a question on the live version; asked again once when a rebuild has just replaced it. */
  ask<T>(question: (db: Db) => Promise<T>): Promise<T>;
  /** How far the live version has come. */
  projected(): Promise<Version>;
  /** Waits until a position is projected. @throws {ProjectionBehindError} */
  waitFor(position: bigint, timeoutMs?: number): Promise<void>;
  /**
   * The position that stands for a knowledge time: the last one recorded by then. What it answers for an instant more than
   * ten seconds old never changes; the future and the last ten seconds are the head.
   */
  positionKnownAt(instant: Date): Promise<KnownAt>;
  /** Calls back after each batch that was projected, with the position reached; returns what stops it. */
  onProjected(listener: (position: bigint) => void): () => void;
  readonly lookups: Lookups;
  /** Stops listening; the pool is its owner's to end. */
  close(): Promise<void>;
}

const WAIT_MS = 5_000;
/** Younger than this is the head: an append sealed then may still be under way. */
const SETTLING_MS = 10_000;
const POLL_MS = 250;
const DATE_OID = 1082;

/**
 * A pool for the read model (`pipeline` for the runner's, which sends many statements at once): days stay text, plans are
 * made for the values asked, JIT is off. `statementTimeoutMs` is for what answers questions: a rebuild may take its time.
 */
export function readModelPool(
  connectionString: string,
  {
    max = 12,
    pipeline = false,
    statementTimeoutMs = 0,
  }: { readonly max?: number; readonly pipeline?: boolean; readonly statementTimeoutMs?: number } = {},
): Pool {
  const pool = new Pool({
    connectionString,
    max,
    pipeline,
    options: `-c plan_cache_mode=force_custom_plan -c jit=off -c datestyle=ISO -c statement_timeout=${statementTimeoutMs}`,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === DATE_OID
          ? (value: string) => value
          : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
    },
  });
  pool.on('error', () => {});
  // A connection that breaks in somebody's hands tells them by their query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Opens the read model for questions. The versions must have been prepared. */
export async function openReadModel(options: {
  readonly pool: Pool;
  readonly connectionString: string;
  readonly store: EventStore;
}): Promise<ReadModel> {
  const { pool, store } = options;
  const dialect = new PostgresDialect({ pool });
  const database = new Kysely<Tables>({ dialect });
  const projectedEvents = new EventEmitter().setMaxListeners(0);
  const listening = await listen(options.connectionString, (position) =>
    projectedEvents.emit('projected', position),
  );
  let live: number | null = null;

  const projected = async (): Promise<Version> => {
    const version = await liveVersion(pool);
    if (!version) throw new Error('the read model was not prepared');
    live = version.version;
    return version;
  };
  const db = async (): Promise<Db> => {
    const version = live ?? (await projected()).version;
    const schemaName = schemaOf(version);
    return Object.assign(database.withSchema(schemaName), { schemaName });
  };
  const ask = async <T>(question: (db: Db) => Promise<T>): Promise<T> => {
    try {
      return await question(await db());
    } catch (error) {
      if (!isReplaced(error)) throw error;
      live = null;
      return question(await db());
    }
  };
  const waitFor = async (position: bigint, timeoutMs = WAIT_MS): Promise<void> => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(done, POLL_MS);
        function done(): void {
          clearTimeout(timer);
          projectedEvents.off('projected', done);
          resolve();
        }
        projectedEvents.once('projected', done);
      });
      const { position: reached } = await projected();
      if (reached >= position) return;
      if (Date.now() >= deadline) throw new ProjectionBehindError(position, reached);
      await woken;
    }
  };
  const lastKnownBy = async (instant: Date): Promise<{ position: bigint; fixed: boolean }> =>
    ask(async (on) => {
      const { rows } = await sql<{ position: string | null; fixed: boolean }>`
        select
          (select position from ${tableOf(on, 'event')} where known <= ${instant} order by known desc, position desc limit 1) as position,
          exists (select 1 from ${tableOf(on, 'event')} where known > ${instant}) as fixed`.execute(on);
      return { position: BigInt(rows[0]?.position ?? -1), fixed: rows[0]?.fixed ?? false };
    });
  const catchUpWithHead = async (settled: boolean): Promise<void> => {
    const head = await store.head({ settled });
    if (head) await waitFor(head.commit);
  };

  return {
    pool,
    ask,
    projected,
    waitFor,
    async positionKnownAt(instant) {
      const { rows } = await pool.query<{ settling: boolean }>(
        `select $1::timestamptz > clock_timestamp() - make_interval(secs => $2) as settling`,
        [instant, SETTLING_MS / 1_000],
      );
      if (rows[0]?.settling) return { position: (await projected()).position, settled: false };
      const first = await lastKnownBy(instant);
      if (first.fixed) return { position: first.position, settled: true };
      await catchUpWithHead(true);
      return { position: (await lastKnownBy(instant)).position, settled: true };
    },
    onProjected(listener) {
      projectedEvents.on('projected', listener);
      return () => projectedEvents.off('projected', listener);
    },
    lookups: {
      async similarNames(asked) {
        await catchUpWithHead(false);
        return ask((on) => namesLike(on, asked));
      },
      async meetingsOn({ agreementId, day }) {
        await catchUpWithHead(false);
        return ask((on) => meetingsHeldOn(on, agreementId, day));
      },
    },
    async close() {
      await listening.close();
    },
  };
}

/** The tables of the version that was asked are gone. */
function isReplaced(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === '42P01' || code === '3F000';
}

/** Listens for what was projected, in whichever process; a lost connection is made again, and polling covers the gap. */
async function listen(
  connectionString: string,
  onPosition: (position: bigint) => void,
): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  const connect = async (): Promise<void> => {
    const made = new Client({ connectionString });
    made.on('error', () => {});
    made.on('end', () => {
      if (closed) return;
      client = null;
      retry = setTimeout(() => void connect().catch(() => {}), 1_000);
    });
    made.on('notification', ({ payload }) => {
      if (payload !== undefined) onPosition(BigInt(payload));
    });
    await made.connect();
    try {
      await made.query('listen entente_projected');
    } catch (error) {
      await made.end().catch(() => {});
      throw error;
    }
    if (closed) await made.end();
    else client = made;
  };
  try {
    await connect();
  } catch (error) {
    closed = true;
    if (retry) clearTimeout(retry);
    throw error;
  }
  return {
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      await client?.end();
    },
  };
}
