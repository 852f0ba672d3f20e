import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  FORWARDS,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type AppendExpectedRevision,
  type Credentials,
  type Filter,
  type RecordedEvent,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  checkLimit,
  checkShape,
  isStale,
  passes,
  passesNothing,
  type AppendRequest,
} from '../append-rules.js';
import { endable } from '../follow.js';
import {
  comparePositions,
  EventStoreError,
  STALE_AFTER_MS,
  type Appended,
  type Direction,
  type EventStore,
  type ExpectedRevision,
  type GuardsStreams,
  type LogFilter,
  type Position,
  type StoredEvent,
} from '../port.js';
import { isNotLeader, isTooSlow, isUnreachable, toFailure } from './failures.js';
import { atMost } from '../at-most.js';
import { guardStreams, lossFilter, lossIn, metadataStreamOf } from './losses.js';

/** Where the server or cluster is. */
export interface EventStoreDbOptions {
  /** `esdb://…` or `esdb+discover://…`, with credentials, TLS and all else that the client knows. */
  readonly connectionString: string;
  /** Receives what an operator must know; a process warning when absent. */
  readonly warn?: (message: string) => void;
}

/** An event store on EventStoreDB. */
export interface EventStoreDb extends EventStore, GuardsStreams {
  /** How many events the server wrote more than ten seconds after they were sealed: answers at the log's end may have changed. */
  readonly lateWrites: number;
}

/** From sending an append to knowing its outcome, all tries together. */
const APPEND_DEADLINE_MS = 5_000;
/** A request of the API waits ten seconds for everything, and may ask twice. */
const READ_DEADLINE_MS = 4_000;
/** A try with less time than this would fail for that alone, and say nothing of what is wrong. */
const LEAST_TRY_MS = 500;
/** A page of the whole log may be large. */
const PAGE_DEADLINE_MS = 10_000;
const RETRY_AFTER_MS = [20, 100, 250, 500, 1_000, 1_000, 1_000];
/** More calls at once only wait in the server's queue, where their deadline runs. */
const APPENDS_AT_ONCE = 64;
const SMALLEST_PAGE = 64;
const LARGEST_PAGE = 1_000;

type Recorded = RecordedEvent & { readonly position?: Position };

/** The head that a look from the end of everything found, and where that end was. */
interface Searched {
  /** The filter, as text. */
  readonly key: string;
  readonly end: Position;
  readonly head: Position | null;
}

/** A read under way, as the client gives it. */
interface Reading extends AsyncIterable<{ readonly event?: Recorded }> {
  cancel(): Promise<void>;
  destroy(error?: Error): unknown;
}

/**
 * Opens the log in EventStoreDB 23.10 or later. Events are written as binary, with their bytes verbatim; their metadata
 * holds the id of the append that wrote them, which distinguishes a repeated append from a new one, and their hash.
 *
 * Other than the port says: idempotence is promised for `none` and exact expectations only, an id that is used elsewhere is
 * not refused, and one append takes as many bytes as the server allows (1 MiB unless configured).
 *
 * @throws EventStoreError UNAVAILABLE when the server cannot be asked.
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDb> {
  const client = EventStoreDBClient.connectionString(options.connectionString);
  const warn = options.warn ?? ((message: string) => process.emitWarning(message));
  const credentials = appendCredentials(options.connectionString);
  const limited = atMost(APPENDS_AT_ONCE);
  const closed = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let lateWrites = 0;
  let searched: Searched | null = null;

  /** The events of a read, in bounded time. The client gives reads no deadline of its own. */
  async function collect(start: () => Reading, deadlineMs: number): Promise<readonly StoredEvent[]> {
    const reading = start();
    const timer = setTimeout(
      () => reading.destroy(new Error(`no answer within ${deadlineMs} ms`)),
      deadlineMs,
    );
    const events: StoredEvent[] = [];
    try {
      for await (const resolved of reading) {
        if (resolved.event) events.push(toEvent(resolved.event));
      }
      return events;
    } finally {
      clearTimeout(timer);
      // Not awaited: it ends only when the client has found a server, which may take minutes.
      reading.cancel().catch(() => undefined);
    }
  }

  /** Asks again while the server cannot be reached or another node leads, as long as there is time. */
  async function patiently<T>(
    deadlineMs: number,
    mayAskAgain: (error: unknown) => boolean,
    ask: (remainingMs: number) => Promise<T>,
  ): Promise<T> {
    const deadline = Date.now() + deadlineMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await ask(Math.max(1, deadline - Date.now()));
      } catch (error) {
        const wait = RETRY_AFTER_MS[attempt];
        if (wait === undefined || closed.signal.aborted || !mayAskAgain(error)) throw error;
        if (Date.now() + wait + LEAST_TRY_MS >= deadline) throw error;
        await pause(wait);
      }
    }
  }

  async function read(start: () => Reading, asked: Asked, deadlineMs = READ_DEADLINE_MS) {
    if (closed.signal.aborted) throw closedError();
    try {
      return await patiently(deadlineMs, isUnreachable, (remaining) => collect(start, remaining));
    } catch (error) {
      throw toFailure(error, asked);
    }
  }

  function readStreamPage(
    stream: string,
    from: bigint | typeof END,
    direction: Direction,
    limit: number,
  ): Promise<readonly StoredEvent[]> {
    const clientDirection = direction === 'forwards' ? FORWARDS : BACKWARDS;
    return read(
      () =>
        client.readStream(stream, {
          fromRevision: from,
          direction: clientDirection,
          maxCount: limit,
          ...FROM_THE_LEADER,
        }),
      { stream, expected: 'exists' },
    );
  }

  /** Whether events of a stream were taken away. The server says of such a stream no more than that it is not there. */
  async function isCutOff(stream: string): Promise<boolean> {
    const [metadata] = await readStreamPage(metadataStreamOf(stream), END, 'backwards', 1).catch(
      noneIfNotFound,
    );
    const loss = metadata ? lossIn(metadata) : null;
    return loss === 'DELETED' || loss === 'TRUNCATED';
  }

  function readBack(stream: string, first: number, count: number): Promise<readonly StoredEvent[]> {
    return readStreamPage(stream, BigInt(first), 'forwards', count);
  }

  async function write(request: AppendRequest): Promise<Appended> {
    const { stream, expected, events, sealedAt } = request;
    if (closed.signal.aborted) throw closedError();
    if (sealedAt && isStale(sealedAt, Date.now())) {
      throw new EventStoreError({ kind: 'STALE', sealedAt, storeTime: new Date() });
    }
    // The server takes `none` for a deleted stream as well, and goes on where its events ended.
    if (expected === 'none' && (await isCutOff(stream))) throw deletedError(stream);
    const attempt = randomUUID();
    const proposed = events.map(({ id, type, bytes, hash }) =>
      binaryEvent({ id, type, data: bytes, metadata: { attempt, hash } }),
    );
    // Only where the server recognises the ids may an append of which nothing is known be sent again.
    const idempotent = expected === 'none' || typeof expected === 'number';
    const mayAskAgain = (error: unknown) => (idempotent ? isUnreachable(error) : isNotLeader(error));
    try {
      const result = await patiently(APPEND_DEADLINE_MS, mayAskAgain, (remaining) =>
        inTime(
          remaining,
          client.appendToStream(stream, proposed, {
            expectedRevision: toExpected(expected),
            deadline: remaining,
            ...(credentials ? { credentials } : {}),
            ...FROM_THE_LEADER,
          }),
        ),
      );
      const revision = Number(result.nextExpectedRevision);
      return await confirm(request, revision, attempt);
    } catch (error) {
      throw toFailure(error, { stream, expected });
    }
  }

  /**
   * Looks at what the server says it has written: the answer to an append says neither whether these events were there
   * before nor when they were written.
   */
  async function confirm(request: AppendRequest, revision: number, attempt: string): Promise<Appended> {
    const { stream, expected, events, sealedAt } = request;
    const before = expected === 'none' ? -1 : expected;
    // It was deleted since it was looked at: what stands there now is not what was promised.
    if (typeof before === 'number' && revision !== before + events.length) throw deletedError(stream);
    const stored = await readBack(stream, revision - events.length + 1, events.length);
    const last = stored.at(-1);
    if (!last || stored.some((event, index) => event.id !== events[index]?.id)) {
      throw new EventStoreError({
        kind: 'UNAVAILABLE',
        reason: `${stream} does not hold at revision ${revision} what was just written`,
      });
    }
    stored.forEach((event, index) => {
      const before = stored[index - 1];
      if (before && comparePositions(before.position, event.position) >= 0) {
        throw new EventStoreError({
          kind: 'UNAVAILABLE',
          reason: `the positions of one append to ${stream} do not increase`,
        });
      }
    });
    const repeated = attempts.get(last) !== attempt;
    if (!repeated && sealedAt && last.created - sealedAt.getTime() > STALE_AFTER_MS) {
      lateWrites += 1;
      warn(
        `EventStoreDB wrote ${stream} at revision ${revision} ${last.created - sealedAt.getTime()} ms after it was sealed`,
      );
    }
    return { revision, position: last.position, repeated };
  }

  /** One page of the whole log in one direction, the system's own events left out. */
  async function page(from: Position | null, direction: 'forwards' | 'backwards', count: number) {
    const fromPosition = from ?? (direction === 'forwards' ? START : END);
    const all = await read(
      () =>
        client.readAll({
          fromPosition,
          direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
          maxCount: count,
          ...FROM_THE_LEADER,
        }),
      NOTHING_ASKED,
      count === 1 ? READ_DEADLINE_MS : PAGE_DEADLINE_MS,
    );
    return { all, atEnd: all.length < count, ours: all.filter(isOurs) };
  }

  /**
   * Looks for the head from the end of everything that the server holds, of which the ledger's log is a part. What others
   * write after it is passed over once: the next look ends where this one began.
   */
  async function lastThatPasses(filter: LogFilter, before: Searched | null) {
    let end: Position | null = null;
    let position: Position | null = null;
    for (let count = 1; ; count = LARGEST_PAGE) {
      const { all, atEnd } = await page(position, 'backwards', count);
      end ??= all[0]?.position ?? null;
      for (const event of all) {
        if (before && comparePositions(event.position, before.end) <= 0) return { end, head: before.head };
        if (isOurs(event) && passes(filter, event.stream, event.type)) return { end, head: event.position };
      }
      if (atEnd) return { end, head: null };
      position = all.at(-1)?.position ?? position;
    }
  }

  /** Follows the log until it ends. A subscription that the server drops for slowness goes on after its last event. */
  async function* subscribe(
    from: Position | null,
    filter: LogFilter,
    ended: AbortSignal,
  ): AsyncGenerator<StoredEvent, void, undefined> {
    // The server takes an empty list for no filter at all, where it means that nothing passes.
    if (passesNothing(filter)) return untilAborted(ended);
    let position = from;
    while (!ended.aborted) {
      try {
        for await (const event of subscribeOnce(position, serverFilter(filter), ended)) {
          if (!isOurs(event)) continue;
          position = event.position;
          if (passes(filter, event.stream, event.type)) yield event;
        }
        if (!ended.aborted) throw new Error('the server ended the subscription');
      } catch (error) {
        if (!ended.aborted && !isTooSlow(error)) throw toFailure(error, NOTHING_ASKED);
      }
    }
  }

  async function* subscribeOnce(
    from: Position | null,
    filter: Filter,
    ended: AbortSignal,
  ): AsyncGenerator<StoredEvent, void, undefined> {
    const subscription = client.subscribeToAll({
      fromPosition: from ?? START,
      filter,
      ...FROM_THE_LEADER,
    });
    const end = () => void subscription.destroy();
    ended.addEventListener('abort', end);
    try {
      for await (const resolved of subscription) {
        if (ended.aborted) return;
        if (resolved.event) yield toEvent(resolved.event);
      }
    } finally {
      ended.removeEventListener('abort', end);
      subscription.unsubscribe().catch(() => undefined);
    }
  }

  const store: EventStoreDb = {
    get lateWrites() {
      return lateWrites;
    },

    async append(stream, expected, events, appendOptions) {
      const request = checkShape(stream, expected, events, appendOptions);
      if (closed.signal.aborted) throw closedError();
      const appending = limited(() => write(request));
      const settled = appending.catch(() => undefined).finally(() => underWay.delete(settled));
      underWay.add(settled);
      return appending;
    },

    async readStream(stream, from, direction, limit) {
      checkLimit(limit);
      try {
        const events = await readStreamPage(stream, from === 'end' ? END : BigInt(from), direction, limit);
        const fromItsEnd = direction === 'forwards' ? from === 0 : from === 'end';
        if (fromItsEnd && events.length === 0) throw deletedError(stream);
        return events;
      } catch (error) {
        if (isNotFound(error) && (await isCutOff(stream))) throw deletedError(stream);
        throw error;
      }
    },

    async readAll(from, filter, limit) {
      checkLimit(limit);
      const found: StoredEvent[] = [];
      let position = from;
      for (;;) {
        // One more than is wanted, because a read begins with the event that it starts from.
        const count = Math.min(Math.max(limit - found.length + 1, SMALLEST_PAGE), LARGEST_PAGE);
        const { all, atEnd, ours } = await page(position, 'forwards', count);
        for (const event of ours) {
          const isAfter = position === null || comparePositions(event.position, position) > 0;
          if (isAfter && passes(filter, event.stream, event.type)) found.push(event);
          if (found.length === limit) return found;
        }
        if (atEnd) return found;
        position = all.at(-1)?.position ?? position;
      }
    },

    subscribeAll: (from, filter, signal) =>
      endable([closed.signal, signal], (ended) => subscribe(from, filter, ended)),

    async head(filter, headOptions) {
      if (headOptions?.settled) await Promise.all(underWay);
      const key = JSON.stringify(filter);
      const before = searched?.key === key ? searched : null;
      const { end, head } = await lastThatPasses(filter, before);
      if (end) searched = { key, end, head };
      return head;
    },

    guard: (filter, onLoss) =>
      guardStreams({
        filter,
        onLoss,
        follow: (from, ended) => subscribeOnce(from, lossFilter(), ended),
        closed: closed.signal,
      }),

    async close() {
      if (closed.signal.aborted) return;
      closed.abort();
      await Promise.all(underWay);
      await client.dispose();
    },
  };

  try {
    await page(null, 'backwards', 1);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

interface Asked {
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

const NOTHING_ASKED: Asked = { stream: '', expected: 'any' };
const FROM_THE_LEADER = { requiresLeader: true } as const;

/** Which append wrote an event. Kept in the metadata, because readers do not need it. */
const attempts = new WeakMap<StoredEvent, string>();

function toEvent(recorded: Recorded): StoredEvent {
  const { metadata, position } = recorded;
  if (!position) throw new Error('the server gives no positions: EventStoreDB 22.6 or later is needed');
  const event: StoredEvent = {
    id: recorded.id,
    stream: recorded.streamId,
    revision: Number(recorded.revision),
    type: recorded.type,
    bytes: recorded.isJson ? Buffer.from(JSON.stringify(recorded.data)) : Uint8Array.from(recorded.data),
    hash: markIn(metadata, 'hash') ?? '',
    position: { commit: BigInt(position.commit), prepare: BigInt(position.prepare) },
    created: recorded.created.getTime(),
  };
  const attempt = markIn(metadata, 'attempt');
  if (attempt !== null) attempts.set(event, attempt);
  return event;
}

/** One of the store's own marks in an event's metadata; null where it is not, as with events that others wrote. */
function markIn(metadata: unknown, name: 'attempt' | 'hash'): string | null {
  if (metadata === null || typeof metadata !== 'object') return null;
  const mark = (metadata as Readonly<Record<string, unknown>>)[name];
  return typeof mark === 'string' ? mark : null;
}

function isOurs(event: StoredEvent): boolean {
  return !event.stream.startsWith('$') && !event.type.startsWith('$');
}

function toExpected(expected: ExpectedRevision): AppendExpectedRevision {
  switch (expected) {
    case 'none':
      return NO_STREAM;
    case 'any':
      return ANY;
    case 'exists':
      return STREAM_EXISTS;
    default:
      return BigInt(expected);
  }
}

/** The server filters by one thing: by streams where these are given, else by types. The rest is left to the client. */
function serverFilter(filter: LogFilter): Filter {
  const { streams, streamPrefixes } = filter;
  // A prefix is less than a name says, and what is too much is left to the client as well.
  if (streams ?? streamPrefixes)
    return streamNameFilter({ prefixes: [...(streams ?? []), ...(streamPrefixes ?? [])] });
  if (filter.types) return eventTypeFilter({ regex: `^(?:${filter.types.map(escapeForRegex).join('|')})$` });
  return excludeSystemEvents();
}

function escapeForRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|#\s-]/g, (letter) =>
    /\s/.test(letter) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : `\\${letter}`,
  );
}

/**
 * Credentials given with each append make the client send a call for each, with a deadline and an error of its own.
 * Without them it shares one stream between all appends of the process, and a broken one fails appends of other clients
 * and raises errors that nobody can catch. On an insecure connection they are not sent.
 */
function appendCredentials(connectionString: string): Credentials | null {
  const given = /^[^:]+:\/\/([^:]+):([^@]+)@/.exec(connectionString);
  if (given?.[1] !== undefined && given[2] !== undefined) {
    return { username: decodeURIComponent(given[1]), password: decodeURIComponent(given[2]) };
  }
  return /[?&]tls=false/i.test(connectionString) ? { username: 'none', password: 'none' } : null;
}

/** The deadline given to the client covers the call but not the search for a server before it. */
async function inTime<T>(ms: number, asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function deletedError(stream: string): EventStoreError {
  return new EventStoreError({ kind: 'STREAM_DELETED', stream });
}

function isNotFound(error: unknown): boolean {
  return error instanceof EventStoreError && error.failure.kind === 'STREAM_NOT_FOUND';
}

function noneIfNotFound(error: unknown): readonly StoredEvent[] {
  if (isNotFound(error)) return [];
  throw error;
}

function closedError(): EventStoreError {
  return new EventStoreError({ kind: 'UNAVAILABLE', reason: 'this store is closed' });
}
