import type { EventStore, LogFilter, StoredEvent } from '@entente/event-store';
import { inTransaction, type ReadModel } from '@entente/read-model';
import type { Pool, PoolClient } from 'pg';
import { moveReader, takeReader } from './readers.js';

const PAGE = 500;

/** Where a reader reads. */
export interface LogParts {
  readonly pool: Pool;
  readonly store: Pick<EventStore, 'readAll' | 'head'>;
  readonly readModel: Pick<ReadModel, 'projected'>;
}

/**
 * Hands each event of the log to a reader, once, as far as the read model has read. What the reader does with a page commits
 * together with how far it has come. Of several processes one reads. A reader that is new begins at the end of the log.
 * @returns how many events were read
 */
export async function readLog(
  { pool, store, readModel }: LogParts,
  name: string,
  filter: LogFilter,
  work: (client: PoolClient, events: readonly StoredEvent[], position: bigint) => Promise<void>,
): Promise<number> {
  let read = 0;
  for (;;) {
    const events = await inTransaction(pool, async (client): Promise<readonly StoredEvent[]> => {
      const reader = await takeReader(client, name, () => store.head({}));
      if (reader === null) return [];
      const { position } = await readModel.projected();
      const page = await store.readAll(reader.position, filter, PAGE);
      const known = page.filter((event) => event.position.commit <= position);
      const last = known.at(-1);
      if (!last) return [];
      await work(client, known, position);
      await moveReader(client, name, last.position);
      return known;
    });
    read += events.length;
    if (events.length < PAGE) return read;
  }
}
