import type { StoredEvent } from '@entente/event-store';
import { SchemaError, type Catalogue } from '../catalogue/catalogue.js';
import { CorruptEventError, checkPlace, hashOf, readBytes, type Envelope } from '../envelope/envelope.js';

/** What a stored event says: its envelope, with `data` in the current version, and the hash of its bytes. */
export interface ReadEvent {
  readonly envelope: Envelope;
  readonly hash: string;
}

/** Reads stored events: their bytes, their envelope, their data, each checked whole. */
export interface EventReader {
  /** @throws {CorruptEventError} */
  read(stored: StoredEvent): ReadEvent;
  /** Tells it what was sealed here: when those bytes come back, by their hash, they are not taken apart again. */
  expect(sealed: ReadEvent): void;
}

/** The most events known by the hash of their bytes: those that were sealed a moment ago and come back. */
const MEMORY = 4_000;

/** A reader of one ledger's events; with `ledgerId`, an event of another ledger is one that is not what it should be. */
export function createEventReader(catalogue: Catalogue, ledgerId?: string): EventReader {
  const expected = new Map<string, ReadEvent>();

  return {
    read(stored) {
      const hash = hashOf(stored);
      const known = expected.get(hash);
      if (known) {
        checkPlace(stored, known.envelope);
        return known;
      }
      const { envelope } = readBytes(stored, hash);
      if (ledgerId !== undefined && envelope.ledger !== ledgerId)
        throw new CorruptEventError(stored.stream, stored.revision, {
          corruption: 'OTHER_LEDGER',
          ledger: envelope.ledger,
        });
      try {
        const data = catalogue.read(envelope.type, envelope.schema, envelope.data);
        return { envelope: { ...envelope, data }, hash };
      } catch (error) {
        if (error instanceof SchemaError)
          throw new CorruptEventError(stored.stream, stored.revision, {
            corruption: 'OTHER_DATA',
            said: error.message,
          });
        throw error;
      }
    },
    expect(sealed) {
      expected.set(sealed.hash, sealed);
      if (expected.size <= MEMORY) return;
      const [oldest] = expected.keys();
      if (oldest !== undefined) expected.delete(oldest);
    },
  };
}
