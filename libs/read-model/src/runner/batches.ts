import { LEDGER_STREAMS } from '@entente/domain';
import { formatPosition, parsePosition, type StoredEvent } from '@entente/event-store';
import type { EventReader } from '@entente/ledger';
import { readIncoming, type Incoming, type Progress } from './apply.js';
import type { BuildParts } from './parts.js';

/** The events that a rebuild applies in one transaction by default. */
const REBUILD_BATCH = 2_000;

/** The log after a checkpoint in batches, the next one being read and checked while one is written. */
export async function* readAhead(parts: BuildParts, after: Progress): AsyncGenerator<readonly Incoming[]> {
  const read = async (checkpoint: string | null): Promise<readonly Incoming[]> => {
    const from = checkpoint === null ? null : parsePosition(checkpoint);
    const events = await parts.store.readAll(from, LEDGER_STREAMS, parts.batchSize ?? REBUILD_BATCH);
    return events.map((event) => readIncoming(event, parts.events));
  };
  let next = read(after.checkpoint);
  for (;;) {
    const batch = await next;
    const last = batch.at(-1);
    if (!last) return;
    next = read(formatPosition(last.stored.position));
    next.catch(() => {});
    yield batch;
  }
}

/** Whatever has arrived, up to a number, without waiting for more; at least one. */
export async function* inBatches(
  events: AsyncIterable<StoredEvent>,
  most: number,
  reader: EventReader,
): AsyncGenerator<readonly Incoming[]> {
  const iterator = events[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const first = await next;
      if (first.done) return;
      const batch = [readIncoming(first.value, reader)];
      next = iterator.next();
      while (batch.length < most) {
        const arrived = await Promise.race([next, nextTurn()]);
        if (arrived === NOT_YET || arrived.done) break;
        batch.push(readIncoming(arrived.value, reader));
        next = iterator.next();
      }
      yield batch;
    }
  } finally {
    next.catch(() => {});
    await iterator.return?.();
  }
}

const NOT_YET = Symbol('not yet');

function nextTurn(): Promise<typeof NOT_YET> {
  return new Promise((resolve) => setImmediate(() => resolve(NOT_YET)));
}
