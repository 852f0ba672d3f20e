import { EventStoreError, type EventStore, type StoredEvent } from '@entente/event-store';
import { StartupProblem } from '@entente/platform';
import { lastEventOf, type LastEvent } from '@entente/read-model';
import type { Pool } from 'pg';

/**
 * Makes sure that the log is the one that the read model follows, before anything is written into it: the last event of the
 * read model has to be where it was, with the same id and hash. Where its stream was deleted since, which keeps no ledger from
 * starting, the last one of another stream says so.
 * @throws {StartupProblem} where the log is older (a copy from before was put back), empty, or another one
 */
export async function checkFollowedLog(pool: Pool, store: EventStore): Promise<void> {
  const deleted: string[] = [];
  for (;;) {
    const last = await lastEventOf(pool, deleted);
    if (!last) return;
    const stored = await eventAt(store, last.stream, last.revision);
    if (stored !== 'DELETED') return check(last, stored);
    deleted.push(last.stream);
  }
}

function check({ id, hash, position, stream, revision }: LastEvent, stored: StoredEvent | null): void {
  if (stored && stored.id === id && stored.hash === hash && stored.position.commit === position) return;
  const place = `${stream} at revision ${revision}`;
  throw new StartupProblem(
    `the log ${stored ? 'has another event' : 'has no event'} at ${place}, which the read model has read (event ${id}): ` +
      'the log is an older copy, or not that of this ledger. Put the newer copy of the log back, or set the address of the ' +
      'log right. If what came after the copy is lost for good, build the read model from the log that there is: ' +
      'npm run -s entente -- projections rebuild',
  );
}

async function eventAt(
  store: EventStore,
  stream: string,
  revision: number,
): Promise<StoredEvent | 'DELETED' | null> {
  try {
    const [event] = await store.readStream(stream, revision, 'forwards', 1);
    return event ?? null;
  } catch (error) {
    if (!(error instanceof EventStoreError)) throw error;
    if (error.failure.kind === 'STREAM_DELETED') return 'DELETED';
    if (error.failure.kind === 'STREAM_NOT_FOUND') return null;
    throw error;
  }
}
