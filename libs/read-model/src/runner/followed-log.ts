import {
  EventStoreError,
  type EventStore,
  type HasDensePositions,
  type StoredEvent,
} from '@entente/event-store';
import { eventAt, logEnd } from '@entente/ledger';
import type { Pool } from 'pg';
import { lastEventOf, type LastEvent } from './last-event.js';

/** What to do about a log that is not the one that the read model follows. */
const ADVICE =
  'Put the newer copy of the log back, or set the address of the log right. If what came after the copy is lost for good, ' +
  'build the read model from the log that there is: npm run -s entente -- projections rebuild';

/** The log is not the one that the read model follows: nothing of it may be projected. */
export class LogDiffersError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'LogDiffersError';
  }
}

/**
 * Why the log is not the one that the read model follows, and what to do; null where it is. The last event that the read model
 * has read must be where it was, with the same id and hash, and the log must end at an event, not before that one.
 */
export async function logDiffers(
  pool: Pool,
  store: EventStore & Partial<HasDensePositions>,
): Promise<string | null> {
  const { last, problem } = await compareLast(pool, store);
  return problem ?? endDiffers(store, last);
}

/**
 * The last event that the read model has read, and why the log differs there. A stream that was deleted since is left out: who
 * watches for losses says so, and the ledger starts all the same.
 */
async function compareLast(
  pool: Pool,
  store: EventStore,
): Promise<{ readonly last: LastEvent | null; readonly problem: string | null }> {
  const deleted: string[] = [];
  for (;;) {
    const last = await lastEventOf(pool, deleted);
    if (!last) return { last, problem: null };
    const problem = await differenceAt(store, last);
    if (problem !== DELETED) return { last, problem };
    deleted.push(last.stream);
  }
}

/**
 * As {@link logDiffers}, for a process that runs: it remembers the last event that it found where it should be. Where the log and
 * the read model were both put back to an older copy, that one is missing.
 */
export function followLogOf(
  pool: Pool,
  store: EventStore & Partial<HasDensePositions>,
): () => Promise<string | null> {
  let seen: LastEvent | null = null;
  return async () => {
    const { last, problem: differs } = await compareLast(pool, store);
    const problem = differs ?? (await endDiffers(store, last)) ?? (seen && (await eventDiffers(store, seen)));
    if (problem === null && last) seen = last;
    return problem;
  };
}

/** As {@link logDiffers}, for the last event alone. */
export async function eventDiffers(store: EventStore, last: LastEvent): Promise<string | null> {
  const problem = await differenceAt(store, last);
  return problem === DELETED ? null : problem;
}

const DELETED = Symbol('the stream was deleted');

async function differenceAt(store: EventStore, last: LastEvent): Promise<string | typeof DELETED | null> {
  let stored: StoredEvent | null;
  try {
    stored = await eventAt(store, last.stream, last.revision);
  } catch (error) {
    if (error instanceof EventStoreError && error.failure.kind === 'STREAM_DELETED') return DELETED;
    throw error;
  }
  const found = stored?.revision === last.revision ? stored : null;
  if (found && found.id === last.id && found.hash === last.hash && found.position.commit === last.position)
    return null;
  const place = `${last.stream} at revision ${last.revision}`;
  return (
    `the log ${found ? 'has another event' : 'has no event'} at ${place}, which the read model has read (event ${last.id}): ` +
    `the log is an older copy, or not that of this ledger. ${ADVICE}`
  );
}

async function endDiffers(
  store: EventStore & Partial<HasDensePositions>,
  last: LastEvent | null,
): Promise<string | null> {
  const end = await logEnd(store);
  if (last && end < last.position)
    return `the log ends at position ${end}, and the read model has read it up to ${last.position}. ${ADVICE}`;
  if (!store.densePositions || end === 0n) return null;
  const before = { commit: end - 1n, prepare: end - 1n };
  const [event] = await store.readAll(before, {}, 1);
  if (event?.position.commit === end) return null;
  return (
    `the log says that it ends at position ${end}, and has no event there: its last events are lost. Put a whole copy of the ` +
    'log back. If they are lost for good, let it end at its last event: update log.head set position = ' +
    '(select coalesce(max(position), 0) from log.event)'
  );
}
