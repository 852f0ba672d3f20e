import { EventStoreError, type EventStore, type Position, type StoredEvent } from '@entente/event-store';
import { CorruptEventError, checkLink, eventsDeleted, type RecordedEvent } from '../envelope/envelope.js';
import type { EventReader, ReadEvent } from './event-reader.js';
import { mostRemembered } from './memory.js';

/** Reads whole streams, checked: canonical bytes, links, schemas. What was read once is remembered; streams only grow. */
export interface StreamReader {
  /** Every event of a stream in order; none when it was never written. @throws {CorruptEventError} */
  read(stream: string): Promise<readonly RecordedEvent[]>;
  /**
   * Reads at most `most` events of a stream from a revision on, bypassing the cache. The link to the one before the first is
   * checked too.
   * @throws {CorruptEventError}
   */
  readUncached(stream: string, from: number, most: number): Promise<readonly RecordedEvent[]>;
  /** What is remembered of a stream, which may be more by now; null where nothing is. */
  remembered(stream: string): readonly RecordedEvent[] | null;
  /** Forgets a stream of which nobody knows what was written. */
  forget(stream: string): void;
  /** Adds what was just appended after what was read, and answers it as recorded. */
  remember(stream: string, appended: readonly ReadEvent[], last: Position): readonly RecordedEvent[];
}

const PAGE = 1_000;
/** The most events remembered, over all streams. */
const MEMORY = mostRemembered(50_000);

/** A reader of one store's streams. */
export function createStreamReader(store: EventStore, events: EventReader): StreamReader {
  const memory = new Map<string, readonly RecordedEvent[]>();
  let remembered = 0;

  const keep = (stream: string, events: readonly RecordedEvent[]): void => {
    remembered += events.length - (memory.get(stream)?.length ?? 0);
    memory.delete(stream);
    memory.set(stream, events);
    for (const [oldest, dropped] of memory) {
      if (remembered <= MEMORY) break;
      if (oldest === stream) break;
      memory.delete(oldest);
      remembered -= dropped.length;
    }
  };

  /** @param hadEvents whether events of the stream are known from before `from` */
  const pageOf = async (
    stream: string,
    from: number,
    limit: number,
    hadEvents: boolean,
  ): Promise<readonly StoredEvent[]> => {
    try {
      return await store.readStream(stream, from, 'forwards', limit);
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      const { kind } = error.failure;
      if (kind === 'STREAM_NOT_FOUND' && !hadEvents) return [];
      // A stream only grows: one that had events and is not there has lost them.
      if (kind === 'STREAM_NOT_FOUND' || kind === 'STREAM_DELETED') throw eventsDeleted(stream, from);
      throw error;
    }
  };

  /** Reads on after what is known, which begins at revision `first`, up to `most` events in all. */
  const readOn = async (
    stream: string,
    first: number,
    known: readonly RecordedEvent[],
    most: number,
  ): Promise<readonly RecordedEvent[]> => {
    const whole = [...known];
    while (whole.length < most) {
      const limit = Math.min(PAGE, most - whole.length);
      const stored = await pageOf(stream, first + whole.length, limit, whole.length > 0);
      for (const event of stored) {
        const { envelope, hash } = events.read(event);
        const revision = first + whole.length;
        if (envelope.rev !== revision)
          throw new CorruptEventError(stream, event.revision, {
            corruption: 'OUT_OF_ORDER',
            expected: revision,
          });
        const before = whole.at(-1);
        if (before || first === 0) checkLink(event, envelope.prev, before?.hash ?? null);
        whole.push({ envelope, hash, position: event.position });
      }
      if (stored.length < limit) break;
    }
    return whole;
  };

  return {
    async read(stream) {
      const known = memory.get(stream) ?? [];
      const whole = await readOn(stream, 0, known, Infinity);
      if (whole.length > known.length) keep(stream, whole);
      return whole;
    },
    async readUncached(stream, from, most) {
      if (from === 0) return readOn(stream, 0, [], most);
      const [, ...wanted] = await readOn(stream, from - 1, [], most + 1);
      return wanted;
    },
    remembered: (stream) => memory.get(stream) ?? null,
    forget(stream) {
      remembered -= memory.get(stream)?.length ?? 0;
      memory.delete(stream);
    },
    remember(stream, appended, last) {
      const known = memory.get(stream) ?? [];
      const recorded = appended.map((event) => ({ ...event, position: last }));
      // The store tells only the last event's position: only an append of one event is remembered without reading it.
      if (appended.length === 1 && known.length === appended[0]?.envelope.rev)
        keep(stream, [...known, ...recorded]);
      return recorded;
    },
  };
}
