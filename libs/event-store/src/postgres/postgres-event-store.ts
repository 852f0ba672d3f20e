import { createHash } from 'node:crypto';
import DataLoader from 'dataloader';
import { Client, escapeIdentifier, Pool, type ClientConfig, type PoolClient } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { checkLimit, checkShape } from '../append-rules.js';
import { createBell, endable, followLog, type LogPage } from '../follow.js';
import {
  EventStoreError,
  type EventStore,
  type FindsEventById,
  type HasDensePositions,
  type LogFilter,
  type Position,
  type StoredEvent,
} from '../port.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from './event-row.js';
import { isTransient, SESSION_SETTINGS, toUnavailable, withPatience, type Patience } from './connection.js';
import { listen } from './listener.js';
import { assertDurable, ensureLogSchema, letWriteLog } from './schema.js';
import { createStreamPages } from './stream-pages.js';
import { createGroupWriter } from './writer.js';

/** Where the log is and how it is used. */
export interface PostgresEventStoreOptions {
  /** `postgres://…`; or the driver's own settings in `connection`. */
  readonly connectionString?: string;
  readonly connection?: ClientConfig;
  /** The schema that holds the log; made when it is missing. */
  readonly schema?: string;
  /** The largest number of appends in one transaction. */
  readonly groupMax?: number;
  /** How often a waiting subscription looks by itself, in milliseconds: the fallback where a notification is lost. */
  readonly pollMs?: number;
  /** The largest number of connections for reading; a writer and a listener come on top. */
  readonly readers?: number;
  readonly patience?: Partial<Patience>;
}

const DEFAULT_PATIENCE: Patience = { connectMs: 3_000, lockMs: 5_000, statementMs: 8_000 };
const PAGE = 256;
const READ_TRIES = 3;

/** The schema that holds the log where no other is named. */
const LOG_SCHEMA = 'log';

/**
 * Makes the log where it is missing, as the account that owns it, and lets the account that writes add to it.
 *
 * @throws {NotDurableError} when the server would not keep what it acknowledges
 * @throws EventStoreError UNAVAILABLE when it cannot be asked
 */
export async function preparePostgresLog(connectionString: string, writer: string): Promise<void> {
  await prepareServer(withPatience({ connectionString }, DEFAULT_PATIENCE), LOG_SCHEMA, writer);
}

/**
 * Opens the log in a PostgreSQL database and makes its schema where it is missing. Positions are dense and in the order
 * of commits: the position of an event is the number of events up to it.
 *
 * @throws {NotDurableError} when the server would not keep what it acknowledges (`fsync`, `full_page_writes`, `synchronous_commit`).
 * @throws EventStoreError UNAVAILABLE when it cannot be asked.
 */
export async function openPostgresEventStore(
  options: PostgresEventStoreOptions,
): Promise<EventStore & FindsEventById & HasDensePositions> {
  const schema = options.schema ?? LOG_SCHEMA;
  const patience = { ...DEFAULT_PATIENCE, ...options.patience };
  const config = withPatience(
    {
      ...options.connection,
      ...(options.connectionString === undefined ? {} : { connectionString: options.connectionString }),
    },
    patience,
  );
  await prepareServer(config, schema);

  const channel = channelOf(schema);
  const bell = createBell();
  const writer = createGroupWriter({
    config,
    schema,
    channel,
    groupMax: options.groupMax ?? 512,
    onWritten: () => bell.ring(),
  });
  const listener = listen(config, channel, bell);
  const pool = new Pool({
    ...config,
    max: options.readers ?? 4,
    // pg-pool waits for it before anybody gets the connection; its types do not say so.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: async (client) => {
      await client.query(SESSION_SETTINGS);
    },
  });
  // An idle connection that is lost is replaced at the next read.
  pool.on('error', () => undefined);
  // A connection that breaks while in use fails its query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const statements = prepareReads(schema);
  const closed = new AbortController();

  /** Reads change nothing, so a lost connection is answered by another try. */
  async function read<T>(ask: (client: PoolClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      if (closed.signal.aborted) throw toUnavailable('this store is closed');
      try {
        return await borrow(ask);
      } catch (error) {
        if (error instanceof EventStoreError) throw error;
        if (attempt === READ_TRIES || !isTransient(error)) throw toUnavailable(error);
        await pause(100 * attempt);
      }
    }
  }

  async function borrow<T>(ask: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      const answer = await ask(client);
      client.release();
      return answer;
    } catch (error) {
      client.release(!(error instanceof EventStoreError));
      throw error;
    }
  }

  const readStreamPage = createStreamPages(schema, read);

  function readPage(from: Position | null, filter: LogFilter, limit: number): Promise<LogPage> {
    return read(async (client) => {
      const values = [
        from?.commit.toString() ?? '0',
        filter.streamPrefixes ?? null,
        filter.types ?? null,
        filter.streams ?? null,
        limit,
      ];
      const answer = await client.query<EventRow & { readonly head: string }>({ ...statements.page, values });
      const events = answer.rows.filter((row) => row.id !== null).map(toEvent);
      const full = events.length === limit;
      const last = events.at(-1)?.position ?? null;
      const head = BigInt(answer.rows[0]?.head ?? '0');
      // The end is of the same snapshot as the page: whatever is not in a page that is not full was seen and did not pass. It is
      // the last event's, not the head row's: one that ran ahead would make a subscription pass over what comes next.
      const searched = head > (from?.commit ?? 0n) ? positionOf(head) : from;
      return { events, searchedTo: full ? last : searched, full };
    });
  }

  // Asked about many at once by whoever rehearses many commands: those that come together are one statement.
  const byId = new DataLoader<string, StoredEvent | null>(
    (ids) =>
      read(async (client) => {
        const { rows } = await client.query<EventRow>({ ...statements.byId, values: [ids] });
        const found = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => {
          const row = found.get(id);
          return row ? toEvent(row) : null;
        });
      }),
    { cache: false, batchScheduleFn: (go) => setImmediate(go) },
  );

  return {
    densePositions: true,
    counted: () =>
      read(async (client) => {
        const answer = await client.query<{ position: string }>(statements.counted);
        return BigInt(answer.rows[0]?.position ?? 0);
      }),

    async append(stream, expected, events, appendOptions) {
      const request = checkShape(stream, expected, events, appendOptions);
      if (closed.signal.aborted) throw toUnavailable('this store is closed');
      return writer.append(request);
    },

    async readStream(stream, from, direction, limit) {
      checkLimit(limit);
      const start = from === 'end' ? MAX_REVISION : Math.min(from, MAX_REVISION);
      const page = await readStreamPage({ stream, from: start, direction, limit });
      if (page === null) throw new EventStoreError({ kind: 'STREAM_NOT_FOUND', stream });
      return page;
    },

    async readAll(from, filter, limit) {
      checkLimit(limit);
      return (await readPage(from, filter, limit)).events;
    },

    subscribeAll: (from, filter, signal) =>
      endable([closed.signal, signal], (ended) =>
        untilEnded(
          followLog(
            (after, wanted) => readPage(after, wanted, PAGE),
            bell,
            options.pollMs ?? 500,
            from,
            filter,
            ended,
          ),
          ended,
        ),
      ),

    async head({ streamPrefixes, types, streams }, headOptions) {
      if (headOptions?.settled) await writer.settled();
      return read(async (client) => {
        if (headOptions?.settled) await untilHeadIsFree(client, schema);
        const values = [streamPrefixes ?? null, types ?? null, streams ?? null];
        const answer = await client.query<{ position: string }>({ ...statements.head, values });
        const position = answer.rows[0]?.position;
        return position === undefined ? null : positionOf(BigInt(position));
      });
    },

    findById: (id) => byId.load(id),

    async close() {
      if (closed.signal.aborted) return;
      closed.abort();
      await writer.close();
      await Promise.all([listener.close(), pool.end()]);
    },
  };
}

const MAX_REVISION = 2_147_483_647;

async function prepareServer(config: ClientConfig, schema: string, writer?: string): Promise<void> {
  const client = new Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw toUnavailable(error);
  }
  try {
    await assertDurable(client);
    await ensureLogSchema(client, schema);
    if (writer !== undefined) await letWriteLog(client, schema, writer);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits for every append in any process that holds the head lock or waits for it before us. */
async function untilHeadIsFree(client: PoolClient, schema: string): Promise<void> {
  await client.query('BEGIN');
  await client.query(`SELECT 1 FROM ${escapeIdentifier(schema)}.head FOR SHARE`);
  // Not a commit: there is nothing to keep, and so nothing to wait for on the disk.
  await client.query('ROLLBACK');
}

/** A failure that the end of the subscription caused counts as the end, not as a failure. */
async function* untilEnded(
  events: AsyncGenerator<StoredEvent, void, undefined>,
  ended: AbortSignal,
): AsyncGenerator<StoredEvent, void, undefined> {
  try {
    yield* events;
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}

/** The condition that an event `e` passes a filter whose three lists are these parameters; NULL for one that is not given. */
function passesFilter(streamPrefixes: string, types: string, streams: string): string {
  return `((${streamPrefixes}::text[] IS NULL AND ${streams}::text[] IS NULL)
                 OR e.stream ^@ ANY (${streamPrefixes}::text[]) OR e.stream = ANY (${streams}::text[]))
               AND (${types}::text[] IS NULL OR e.type = ANY (${types}::text[]))`;
}

function prepareReads(schema: string) {
  const log = escapeIdentifier(schema);
  return {
    head: {
      name: 'entente-head',
      text: `
        SELECT e.position::text AS position FROM ${log}.event e
         WHERE ${passesFilter('$1', '$2', '$3')}
         ORDER BY e.position DESC LIMIT 1`,
    },
    counted: { name: 'entente-counted', text: `SELECT position::text AS position FROM ${log}.head` },
    page: {
      name: 'entente-page',
      text: `
        SELECT h.position::text AS head, p.*
          FROM (SELECT coalesce(max(position), 0) AS position FROM ${log}.event) h
          LEFT JOIN LATERAL (
            SELECT ${EVENT_COLUMNS} FROM ${log}.event e
             WHERE e.position > $1::bigint
               AND ${passesFilter('$2', '$3', '$4')}
             ORDER BY e.position LIMIT $5::bigint
          ) p ON true`,
    },
    byId: {
      name: 'entente-by-id',
      text: `SELECT ${EVENT_COLUMNS} FROM ${log}.event e WHERE e.id = ANY ($1::uuid[])`,
    },
  };
}

function positionOf(position: bigint): Position {
  return { commit: position, prepare: position };
}

/** A channel's name has at most 63 bytes, a schema's too: longer ones would be cut to the same name. */
function channelOf(schema: string): string {
  return `entente_log_${createHash('sha256').update(schema).digest('hex').slice(0, 16)}`;
}
