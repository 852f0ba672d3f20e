/**
 * Appends of one process, grouped: while a transaction is under way the next group collects. A group takes the head lock,
 * looks up what it must know, decides each member in order of arrival and writes the winners, in two round trips.
 */
import { escapeIdentifier, type Client, type ClientConfig } from 'pg';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import {
  decideAppend,
  type AppendRequest,
  type HashedEvent,
  type LogView,
  type Place,
} from '../append-rules.js';
import { EventStoreError, type Appended } from '../port.js';
import { connect, discard, inOneWrite, isTransient, SESSION_SETTINGS, toUnavailable } from './connection.js';

/** A writer of groups. */
export interface GroupWriter {
  append(request: AppendRequest): Promise<Appended>;
  /** Resolves when every append that was asked for before this call has its answer. */
  settled(): Promise<void>;
  /** Finishes what was asked for, or gives it up when the server cannot be asked, then disconnects. */
  close(): Promise<void>;
}

interface Member {
  readonly request: AppendRequest;
  readonly byteLength: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: EventStoreError) => void;
}

type Outcome = Appended | EventStoreError;

interface Row extends HashedEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
}

interface Found {
  readonly id: string | null;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly position: string | null;
  readonly now: number | null;
}

/** The waits between tries after a connection was lost: long enough for a server to recover from a crash. */
const RETRY_AFTER_MS = [20, 50, 100, 200, 400, 800, 1_000, 1_000];
/** No try begins later than this after the first: a server that takes connections and never answers is given up. */
const RETRY_FOR_MS = 10_000;
/** A group ends at this many bytes, however many members it may have, so that one statement stays small. */
const GROUP_BYTES = 4 * 1024 * 1024;

/** Starts a writer; it connects at the first append. `onWritten` is called after each commit that wrote. */
export function createGroupWriter(options: {
  readonly config: ClientConfig;
  readonly schema: string;
  readonly channel: string;
  readonly groupMax: number;
  readonly onWritten: () => void;
}): GroupWriter {
  const statements = prepareStatements(options.schema);
  const closing = new AbortController();
  let queue: Member[] = [];
  let draining: Promise<void> | null = null;
  let client: Client | null = null;
  /** How far the log has come by this writer: it only grows. */
  let reached = 0n;

  async function connected(): Promise<Client> {
    client ??= await connect({ ...options.config, pipeline: true }, SESSION_SETTINGS, (lost) => {
      if (client === lost) client = null;
    });
    return client;
  }

  function disconnect(): void {
    if (client) discard(client);
    client = null;
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // Callers who were just answered come back in this turn: waiting for it makes one large group out of two.
      await nextTurn();
      const group = takeGroup();
      await settle(group);
    }
    draining = null;
  }

  function takeGroup(): readonly Member[] {
    let bytes = 0;
    let count = 0;
    for (const member of queue) {
      bytes += member.byteLength;
      if (count > 0 && (bytes > GROUP_BYTES || count >= options.groupMax)) break;
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    return group;
  }

  /** Gives every member of the group its own answer. Never rejects. */
  async function settle(group: readonly Member[]): Promise<void> {
    let failure: unknown;
    const giveUpAt = Date.now() + RETRY_FOR_MS;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const outcomes = await transact(group.map((member) => member.request));
        group.forEach((member, index) => {
          const outcome = outcomes[index];
          if (outcome === undefined) throw new Error('an append of the group has no outcome');
          if (outcome instanceof EventStoreError) member.reject(outcome);
          else member.resolve(outcome);
        });
        return;
      } catch (error) {
        failure = error;
        // Whatever went wrong, this connection's transaction is over or unknown. The next try takes the head lock, which
        // waits for a commit in flight, and finds by their ids the events that were written after all.
        disconnect();
        if (error instanceof EventStoreError || !isTransient(error)) break;
        const wait = RETRY_AFTER_MS[attempt];
        if (wait === undefined || closing.signal.aborted || Date.now() + wait > giveUpAt) break;
        await pause(wait, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    if (group.length > 1 && !(failure instanceof EventStoreError) && !isTransient(failure)) {
      // One member that the server cannot take must not fail the others.
      for (const member of group) await settle([member]);
      return;
    }
    for (const member of group) member.reject(toUnavailable(failure));
  }

  /** One transaction. When it resolves, what the outcomes say is durable; when it rejects, nothing is known. */
  async function transact(requests: readonly AppendRequest[]): Promise<readonly Outcome[]> {
    const connection = await connected();
    const ids = requests.flatMap((request) => request.events.map((event) => event.id));
    const streams = [...new Set(requests.map((request) => request.stream))];
    const [, locked, looked] = await inOneWrite(connection, () =>
      Promise.all([
        connection.query('BEGIN'),
        connection.query<{ position: string }>(statements.lock),
        // A statement of its own, so that its snapshot is taken when the lock is held.
        connection.query<Found>({ ...statements.look, values: [ids, streams] }),
      ]),
    );
    const before = BigInt(locked.rows[0]?.position ?? missing('the head row'));
    if (before < reached) throw wentBack(before, reached);
    const { outcomes, rows } = decideGroup(requests, looked.rows, before);
    if (rows.length === 0) {
      await connection.query('ROLLBACK');
      return outcomes;
    }
    const [, committed] = await inOneWrite(connection, () =>
      Promise.all([
        connection.query({ ...statements.write, values: writeValues(rows, options.channel) }),
        connection.query('COMMIT'),
      ]),
    );
    // A transaction that failed answers COMMIT with ROLLBACK, and no error.
    if (committed.command !== 'COMMIT') throw new Error(`COMMIT was answered with ${committed.command}`);
    reached = rows.at(-1)?.position ?? reached;
    options.onWritten();
    return outcomes;
  }

  return {
    append(request) {
      if (closing.signal.aborted) return Promise.reject(toUnavailable('this store is closed'));
      const byteLength = request.events.reduce((sum, event) => sum + event.bytes.byteLength, 0);
      return new Promise<Appended>((resolve, reject) => {
        queue.push({ request, byteLength, resolve, reject });
        draining ??= drain();
      });
    },
    async settled() {
      await draining;
    },
    async close() {
      closing.abort();
      await draining;
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}

/** Decides a whole group with running revisions and ids, as if its members had come one after another. */
function decideGroup(
  requests: readonly AppendRequest[],
  found: readonly Found[],
  before: bigint,
): { readonly outcomes: readonly Outcome[]; readonly rows: readonly Row[] } {
  const revisions = new Map<string, number>();
  const places = new Map<string, Place>();
  let now: number | null = null;
  for (const row of found) {
    if (row.now !== null) now = row.now;
    else if (row.stream !== null && row.revision !== null) {
      if (row.id === null || row.position === null) revisions.set(row.stream, row.revision);
      else
        places.set(row.id, {
          stream: row.stream,
          revision: row.revision,
          position: positionOf(BigInt(row.position)),
        });
    }
  }
  const log: LogView = {
    now: now ?? missing("the server's clock"),
    revisionOf: (stream) => revisions.get(stream) ?? null,
    placeOf: (id) => places.get(id),
  };

  const rows: Row[] = [];
  let head = before;
  const outcomes = requests.map((request): Outcome => {
    const decision = decideAppend(request, log);
    switch (decision.kind) {
      case 'refused':
        return new EventStoreError(decision.failure);
      case 'repeated':
        return { revision: decision.last.revision, position: decision.last.position, repeated: true };
      case 'write': {
        let revision = decision.firstRevision;
        for (const event of request.events) {
          head += 1n;
          rows.push({ ...event, position: head, stream: request.stream, revision });
          places.set(event.id, { stream: request.stream, revision, position: positionOf(head) });
          revision += 1;
        }
        revisions.set(request.stream, revision - 1);
        return { revision: revision - 1, position: positionOf(head), repeated: false };
      }
      default:
        return decision satisfies never;
    }
  });
  return { outcomes, rows };
}

function prepareStatements(schema: string) {
  const log = escapeIdentifier(schema);
  return {
    lock: { name: 'entente-lock', text: `SELECT position::text AS position FROM ${log}.head FOR UPDATE` },
    look: {
      name: 'entente-look',
      text: `
        SELECT NULL::text AS id, NULL::text AS stream, NULL::int AS revision, NULL::text AS position,
               (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now
        UNION ALL
        SELECT e.id::text, e.stream, e.revision, e.position::text, NULL
          FROM ${log}.event e WHERE e.id = ANY ($1::uuid[])
        UNION ALL
        SELECT NULL, s.stream, last.revision, NULL, NULL
          FROM unnest($2::text[]) AS s (stream)
          CROSS JOIN LATERAL (SELECT e.revision FROM ${log}.event e WHERE e.stream = s.stream
                              ORDER BY e.revision DESC LIMIT 1) AS last`,
    },
    write: {
      name: 'entente-write',
      // The bytes of all rows travel as one binary parameter, and so do their hashes: an array of bytea would be written
      // out in hexadecimal.
      text: `
        WITH written AS (
          INSERT INTO ${log}.event (position, id, stream, revision, type, bytes, hash, created)
          SELECT n.position, n.id, n.stream, n.revision, n.type,
                 substring($6::bytea FROM n.start + 1 FOR n.length),
                 substring($11::bytea FROM (n.ordinal::int - 1) * 32 + 1 FOR 32), clock_timestamp()
            FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::int[], $5::text[], $7::int[], $8::int[])
              WITH ORDINALITY AS n (position, id, stream, revision, type, start, length, ordinal)
        ), moved AS (
          UPDATE ${log}.head SET position = $9::bigint
        )
        SELECT pg_notify($10, '')`,
    },
  };
}

function writeValues(rows: readonly Row[], channel: string): unknown[] {
  const starts: number[] = [];
  let length = 0;
  for (const row of rows) {
    starts.push(length);
    length += row.bytes.byteLength;
  }
  return [
    rows.map((row) => row.position.toString()),
    rows.map((row) => row.id),
    rows.map((row) => row.stream),
    rows.map((row) => row.revision),
    rows.map((row) => row.type),
    Buffer.concat(rows.map((row) => row.bytes)),
    starts,
    rows.map((row) => row.bytes.byteLength),
    rows.at(-1)?.position.toString(),
    channel,
    Buffer.from(rows.map((row) => row.hash).join(''), 'hex'),
  ];
}

function positionOf(position: bigint) {
  return { commit: position, prepare: position };
}

/** An older copy was put in the place of the log while this process ran: nothing may be written after it. */
function wentBack(to: bigint, from: bigint): EventStoreError {
  return new EventStoreError({
    kind: 'UNAVAILABLE',
    reason: `the log went back from position ${from} to ${to}: it is an older copy`,
  });
}

function missing(what: string): never {
  throw new Error(`the log lacks ${what}`);
}
