import { LEDGER_STREAMS } from '@entente/domain';
import type { EventStore, Position, StoredEvent } from '@entente/event-store';
import { createLogTree, leafHash, type Hash, type MerkleTree } from '@entente/proof';
import { createPositionList } from './position-list.js';

/** The Merkle tree over a ledger's log: a leaf for each event, in the order of the log, of its bytes as they are stored. */
export interface LogTree {
  readonly tree: Pick<
    MerkleTree,
    'size' | 'root' | 'leaf' | 'inclusionProof' | 'consistencyProof' | 'wholeNode'
  >;
  /**
   * Reads what the log has gained; resolves when every event that was there at the call has a leaf. Several callers share one
   * reading, which ends when none of them waits any more.
   * @throws the reason of `signal` once it is aborted
   */
  catchUp(signal?: AbortSignal): Promise<void>;
  /** The index of the event at a commit position; null where none of this ledger's stands, or is read yet. */
  indexAt(commit: bigint): number | null;
  /** The commit position of a leaf; null where there is none of that index. */
  positionAt(index: number): bigint | null;
  /** The bytes of some leaves, as they are stored now: `from` inclusive. Fewer than `count` where there are no more. */
  entries(from: number, count: number): Promise<readonly Uint8Array[]>;
}

const PAGE = 1_000;

/**
 * The tree of a store's log, empty until {@link LogTree.catchUp}. Positions with gaps, and events of others between, change
 * nothing: the index of a leaf is how many events of the ledger stand before it, so a log that is copied from one store to
 * another keeps its root.
 */
export function openLogTree(store: Pick<EventStore, 'readAll'>): LogTree {
  const tree = createLogTree();
  const positions = createPositionList();
  let reading: Promise<void> | null = null;
  let waiting = 0;

  const add = ({ bytes, position }: StoredEvent): void => {
    tree.append(hashOf(bytes));
    positions.push(position);
  };

  const readOn = async (): Promise<void> => {
    while (waiting > 0) {
      const from: Position | null = positions.at(positions.length - 1);
      const page = await store.readAll(from, LEDGER_STREAMS, PAGE);
      page.forEach(add);
      if (page.length < PAGE) return;
    }
  };

  return {
    tree,
    async catchUp(signal) {
      waiting += 1;
      try {
        // A reading under way may have passed the log's end before the last event was written: it is read once more.
        if (reading)
          await unlessAborted(
            reading.catch(() => undefined),
            signal,
          );
        signal?.throwIfAborted();
        reading ??= readOn().finally(() => {
          reading = null;
        });
        await unlessAborted(reading, signal);
      } finally {
        waiting -= 1;
      }
    },
    indexAt: (commit) => positions.indexOf(commit),
    positionAt: (index) => positions.at(index)?.commit ?? null,
    async entries(from, count) {
      const page = await store.readAll(positions.at(from - 1), LEDGER_STREAMS, count);
      return page.map(({ bytes }) => bytes);
    },
  };
}

/** Waits for something for as long as a signal is not aborted. @throws the signal's reason */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function hashOf(bytes: Uint8Array): Hash {
  return Buffer.from(leafHash(bytes), 'hex');
}
