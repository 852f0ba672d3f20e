import { LEDGER_STREAM, LEDGER_STREAMS, readStream } from '@entente/domain';
import {
  EventStoreError,
  type EventStore,
  type HasDensePositions,
  type Position,
  type StoredEvent,
} from '@entente/event-store';
import type { Corruption } from '../envelope/corruption.js';
import { CorruptEventError, checkLink } from '../envelope/envelope.js';
import type { EventReader, ReadEvent } from '../read/event-reader.js';

/** An event of the log, checked whole. */
export interface CheckedEvent {
  readonly stored: StoredEvent;
  /** What it says; null where that cannot be read. */
  readonly read: ReadEvent | null;
  readonly damage: readonly CorruptEventError[];
}

/** A page of a log that is being checked. */
export interface CheckedPage {
  readonly events: readonly CheckedEvent[];
  /** What is wrong with the log's end: only the last page can say it. */
  readonly end: CorruptEventError | null;
}

const PAGE = 500;
/** The most streams whose last event is remembered; the event before one of another stream is read again. */
const MEMORY = 100_000;

/** The last event of a stream that was seen. */
interface End {
  readonly revision: number;
  readonly hash: string;
}

/**
 * Checks a whole log in its order, a page at a time: each event's bytes, hash, form and data, its link to the one before it
 * in its stream, and, where the store's positions leave no gaps, that none is missing. It goes on after what is damaged. What
 * is appended meanwhile may be checked or not.
 */
export async function* checkLog(
  store: EventStore & Partial<HasDensePositions>,
  events: EventReader,
): AsyncGenerator<CheckedPage> {
  const headBefore = await logEnd(store);
  const ends = createEnds(store);
  let last: StoredEvent | null = null;
  for (;;) {
    const from: Position | null = last?.position ?? null;
    const page = await readPage(store, from);
    const checked: CheckedEvent[] = [];
    for (const stored of page) {
      const gap = store.densePositions ? gapBefore(stored, last?.position.commit ?? 0n) : [];
      checked.push(await checkEvent(stored, events, ends, gap));
      last = stored;
    }
    if (page.length === PAGE) {
      yield { events: checked, end: null };
      continue;
    }
    yield { events: checked, end: await endProblem(store, last, headBefore) };
    return;
  }
}

/** Where nothing may be missing, everything is read; another store may hold streams that are not the ledger's. */
function readPage(
  store: EventStore & Partial<HasDensePositions>,
  from: Position | null,
): Promise<readonly StoredEvent[]> {
  return store.readAll(from, store.densePositions ? {} : LEDGER_STREAMS, PAGE);
}

async function checkEvent(
  stored: StoredEvent,
  events: EventReader,
  ends: Ends,
  gap: readonly Corruption[],
): Promise<CheckedEvent> {
  const { stream, revision } = stored;
  const damage = gap.map((corruption) => new CorruptEventError(stream, revision, corruption));
  if (readStream(stream) === null)
    damage.push(new CorruptEventError(stream, revision, { corruption: 'NOT_OF_A_LEDGER' }));
  const read = caught(damage, () => events.read(stored));
  const before = await ends.before(stream, revision);
  if (before.revision !== revision - 1)
    damage.push(
      new CorruptEventError(stream, revision, { corruption: 'OUT_OF_ORDER', expected: before.revision + 1 }),
    );
  else if (read) caught(damage, () => checkLink(stored, read.envelope.prev, before.hash));
  // The hash beside damaged bytes is most likely still the one that the next event follows.
  ends.seen(stream, { revision, hash: read?.hash ?? stored.hash });
  return { stored, read, damage };
}

function caught<T>(damage: CorruptEventError[], check: () => T): T | null {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof CorruptEventError)) throw error;
    damage.push(error);
    return null;
  }
}

function gapBefore({ position }: StoredEvent, last: bigint): readonly Corruption[] {
  if (position.commit === last + 1n) return [];
  const [from, to] = [String(last + 1n), String(position.commit - 1n)];
  return [{ corruption: 'NOTHING_BEFORE', from, to }];
}

/** Where a log ends by its own count, where it has one; else at the last event of a ledger. */
export async function logEnd(store: EventStore & Partial<HasDensePositions>): Promise<bigint> {
  return store.counted ? store.counted() : ((await store.head(LEDGER_STREAMS))?.commit ?? 0n);
}

/** The head has to be where the last event is; what was appended after the check began is beyond both. */
async function endProblem(
  store: EventStore & Partial<HasDensePositions>,
  last: StoredEvent | null,
  headBefore: bigint,
): Promise<CorruptEventError | null> {
  const reached = last?.position.commit ?? 0n;
  const [stream, revision] = last ? [last.stream, last.revision] : [LEDGER_STREAM, 0];
  if (reached < headBefore)
    return new CorruptEventError(stream, revision, {
      corruption: 'NOTHING_AFTER',
      from: String(reached + 1n),
      to: String(headBefore),
    });
  const head = await logEnd(store);
  return head < reached
    ? new CorruptEventError(stream, revision, { corruption: 'BEYOND_THE_HEAD', head: String(head) })
    : null;
}

interface Ends {
  /** The event that a stream has just before a revision; revision −1 and no hash where that is the beginning. */
  before(
    stream: string,
    revision: number,
  ): Promise<{ readonly revision: number; readonly hash: string | null }>;
  seen(stream: string, end: End): void;
}

const BEGINNING = { revision: -1, hash: null };

function createEnds(store: EventStore): Ends {
  const ends = new Map<string, End>();
  return {
    async before(stream, revision) {
      const known = ends.get(stream);
      if (known) return known;
      if (revision === 0) return BEGINNING;
      const stored = await eventAt(store, stream, revision - 1);
      return stored?.revision === revision - 1 ? { revision: stored.revision, hash: stored.hash } : BEGINNING;
    },
    seen(stream, end) {
      ends.delete(stream);
      ends.set(stream, end);
      if (ends.size <= MEMORY) return;
      const [oldest] = ends.keys();
      if (oldest !== undefined) ends.delete(oldest);
    },
  };
}

/** The event of a stream at a revision, or the first one after it; null where there is none. */
export async function eventAt(
  store: EventStore,
  stream: string,
  revision: number,
): Promise<StoredEvent | null> {
  try {
    const [event] = await store.readStream(stream, revision, 'forwards', 1);
    return event ?? null;
  } catch (error) {
    if (error instanceof EventStoreError && error.failure.kind === 'STREAM_NOT_FOUND') return null;
    throw error;
  }
}
