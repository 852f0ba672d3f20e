import type { Transparency } from '@entente/assembly';
import { keptAWhile } from '@entente/platform';
import type { PublishedCheckpoint } from '@entente/transparency';

/** What of the log is sealed: the last checkpoint, with the tree that it covers. */
export interface Seal {
  readonly checkpoint: PublishedCheckpoint;
  /** How many leaves it covers that are read here: all of them, unless the log lost some. */
  readonly size: number;
}

/** Asks what is sealed. */
export interface Seals {
  /** The last checkpoint, looked up once a second however many ask; null before the first. */
  latest(): Promise<Seal | null>;
  /** The index of the leaf at a commit position under a seal; null where it is not covered yet. */
  indexUnder(seal: Seal | null, commit: bigint): number | null;
}

/** Injection token of {@link Seals}. */
export const SEALS = Symbol('SEALS');

/** What is sealed of a log. */
export function createSeals({ tree, book }: Transparency): Seals {
  // Begun before anybody asks: a long log takes a while to read. What fails here fails whoever asks.
  void tree.catchUp().catch(() => undefined);
  const latest = keptAWhile(async (): Promise<Seal | null> => {
    const checkpoint = await book.latest();
    if (checkpoint === null) return null;
    // Another process may have signed more than is read here.
    if (tree.tree.size < checkpoint.size) await tree.catchUp();
    return { checkpoint, size: Math.min(checkpoint.size, tree.tree.size) };
  });
  return {
    latest,
    indexUnder(seal, commit) {
      const index = seal && tree.indexAt(commit);
      return index !== null && seal !== null && index < seal.size ? index : null;
    },
  };
}
