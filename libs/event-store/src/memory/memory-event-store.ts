import { checkLimit, checkShape, decideAppend, passes, type LogView } from '../append-rules.js';
import { createBell, endable, followLog, type Bell, type LogPage } from '../follow.js';
import {
  EventStoreError,
  type EventStore,
  type FindsEventById,
  type HasDensePositions,
  type LogFilter,
  type Position,
  type StoredEvent,
} from '../port.js';

/** A log in memory. Stores that are given the same one share it, as processes share a server. */
export interface MemoryLog {
  readonly events: StoredEvent[];
  readonly streams: Map<string, StoredEvent[]>;
  readonly byId: Map<string, StoredEvent>;
  readonly bell: Bell;
}

export interface MemoryEventStoreOptions {
  /** What staleness is judged by, and what `created` says. The machine's clock when absent. */
  readonly clock?: () => Date;
  /** A log to share; a new one when absent. */
  readonly log?: MemoryLog;
}

const PAGE = 256;

/** An empty log in memory. */
export function createMemoryLog(): MemoryLog {
  return { events: [], streams: new Map(), byId: new Map(), bell: createBell() };
}

/** An event store for unit tests: everything the port says except that it outlives the process. */
export function createMemoryEventStore(
  options: MemoryEventStoreOptions = {},
): EventStore & FindsEventById & HasDensePositions {
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? createMemoryLog();
  const closed = new AbortController();

  function view(): LogView {
    return {
      now: clock().getTime(),
      revisionOf: (stream) => log.streams.get(stream)?.at(-1)?.revision ?? null,
      placeOf: (id) => log.byId.get(id),
    };
  }

  function pageAfter(from: Position | null, filter: LogFilter, limit: number): LogPage {
    const events: StoredEvent[] = [];
    let index = from === null ? 0 : Number(from.commit);
    for (; index < log.events.length && events.length < limit; index += 1) {
      const event = log.events[index];
      if (event && passes(filter, event.stream, event.type)) events.push(copy(event));
    }
    return { events, searchedTo: index === 0 ? null : positionOf(index), full: events.length === limit };
  }

  /** A store answers later, never at once: callers must not come to rely on the opposite. */
  async function answer<T>(question: () => T): Promise<T> {
    await Promise.resolve();
    if (closed.signal.aborted) throw unavailable();
    return question();
  }

  return {
    densePositions: true,
    counted: () => answer(() => BigInt(log.events.length)),

    append: (stream, expected, events, appendOptions) =>
      answer(() => {
        const request = checkShape(stream, expected, events, appendOptions);
        const decision = decideAppend(request, view());
        switch (decision.kind) {
          case 'refused':
            throw new EventStoreError(decision.failure);
          case 'repeated':
            return { revision: decision.last.revision, position: decision.last.position, repeated: true };
          case 'write': {
            const created = clock().getTime();
            const held = log.streams.get(stream) ?? [];
            log.streams.set(stream, held);
            request.events.forEach((event, index) => {
              const stored = copy({
                ...event,
                stream,
                revision: decision.firstRevision + index,
                position: positionOf(log.events.length + 1),
                created,
              });
              log.events.push(stored);
              held.push(stored);
              log.byId.set(stored.id, stored);
            });
            log.bell.ring();
            return {
              revision: decision.firstRevision + events.length - 1,
              position: positionOf(log.events.length),
              repeated: false,
            };
          }
          default:
            return decision satisfies never;
        }
      }),

    readStream: (stream, from, direction, limit) =>
      answer(() => {
        checkLimit(limit);
        const held = log.streams.get(stream);
        if (!held) throw new EventStoreError({ kind: 'STREAM_NOT_FOUND', stream });
        switch (direction) {
          case 'forwards': {
            const start = from === 'end' ? held.length : from;
            return held.slice(start, start + limit).map(copy);
          }
          case 'backwards': {
            const end = from === 'end' ? held.length : Math.min(from + 1, held.length);
            return held
              .slice(Math.max(0, end - limit), end)
              .toReversed()
              .map(copy);
          }
          default:
            return direction satisfies never;
        }
      }),

    readAll: (from, filter, limit) =>
      answer(() => {
        checkLimit(limit);
        return pageAfter(from, filter, limit).events;
      }),

    subscribeAll: (from, filter, signal) =>
      endable([closed.signal, signal], (ended) =>
        followLog(
          (after, wanted) => Promise.resolve(pageAfter(after, wanted, PAGE)),
          log.bell,
          null,
          from,
          filter,
          ended,
        ),
      ),

    head: (filter) =>
      answer(() => log.events.findLast(({ stream, type }) => passes(filter, stream, type))?.position ?? null),

    findById: (id) =>
      answer(() => {
        const found = log.byId.get(id);
        return found ? copy(found) : null;
      }),

    close() {
      closed.abort();
      return Promise.resolve();
    },
  };
}

function positionOf(ordinal: number): Position {
  return { commit: BigInt(ordinal), prepare: BigInt(ordinal) };
}

/** What the log keeps must not change when a caller writes into an array that it gave or was given. */
function copy(event: StoredEvent): StoredEvent {
  return { ...event, bytes: Uint8Array.from(event.bytes) };
}

function unavailable(): EventStoreError {
  return new EventStoreError({ kind: 'UNAVAILABLE', reason: 'this store is closed' });
}
