import { EventStoreError, type EventStore, type Position, type StoredEvent } from '@entente/event-store';
import type { Catalogue } from '../catalogue/catalogue.js';
import { SchemaError } from '../catalogue/catalogue.js';
import {
  CorruptEventError,
  checkLink,
  readBytes,
  type Envelope,
  type RecordedEvent,
} from '../envelope/envelope.js';

/** Reads whole streams, checked: canonical bytes, links, schemas. What was read once is remembered; streams only grow. */
export interface StreamReader {
  /** Every event of a stream in order; none when it was never written. @throws {CorruptEventError} */
  read(stream: string): Promise<readonly RecordedEvent[]>;
  /** Adds what was just appended after what was read, and answers it as recorded. */
  remember(
    stream: string,
    appended: readonly { readonly envelope: Envelope; readonly hash: string }[],
    last: Position,
  ): readonly RecordedEvent[];
}

const PAGE = 1_000;
/** Events remembered at most, over all streams. */
const MEMORY = 50_000;

/** A reader for one store; with `ledgerId`, an event of another ledger is one that is not what it should be. */
export function createStreamReader(store: EventStore, catalogue: Catalogue, ledgerId?: string): StreamReader {
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

  const page = async (stream: string, from: number): Promise<readonly StoredEvent[]> => {
    try {
      return await store.readStream(stream, from, 'forwards', PAGE);
    } catch (error) {
      if (error instanceof EventStoreError && error.failure.kind === 'STREAM_NOT_FOUND') return [];
      throw error;
    }
  };

  return {
    async read(stream) {
      const known = memory.get(stream) ?? [];
      const events = [...known];
      for (;;) {
        const stored = await page(stream, events.length);
        for (const event of stored) {
          const { envelope, hash } = readEvent(event, catalogue, ledgerId);
          if (envelope.rev !== events.length)
            throw new CorruptEventError(stream, event.revision, `comes where ${events.length} should`);
          checkLink(event, envelope.prev, events.at(-1)?.hash ?? null);
          events.push({ envelope, hash, position: event.position });
        }
        if (stored.length < PAGE) break;
      }
      if (events.length > known.length) keep(stream, events);
      return events;
    },
    remember(stream, appended, last) {
      const known = memory.get(stream) ?? [];
      const events = appended.map(({ envelope, hash }) => ({ envelope, hash, position: last }));
      // The store tells only the last event's position: only an append of one event is remembered without reading it.
      if (appended.length === 1 && known.length === appended[0]?.envelope.rev)
        keep(stream, [...known, ...events]);
      return events;
    },
  };
}

/**
 * Reads one stored event through the catalogue: `data` comes back in the current version.
 * @throws {CorruptEventError} also for an event of another ledger, where `ledgerId` says which one is read.
 */
export function readEvent(
  stored: StoredEvent,
  catalogue: Catalogue,
  ledgerId?: string,
): { readonly envelope: Envelope; readonly hash: string } {
  const { envelope, hash } = readBytes(stored);
  if (ledgerId !== undefined && envelope.ledger !== ledgerId)
    throw new CorruptEventError(stored.stream, stored.revision, `is of another ledger, ${envelope.ledger}`);
  try {
    const data = catalogue.read(envelope.type, envelope.schema, envelope.data);
    return { envelope: { ...envelope, data }, hash };
  } catch (error) {
    if (error instanceof SchemaError)
      throw new CorruptEventError(stored.stream, stored.revision, error.message);
    throw error;
  }
}
