import type { Position } from '@entente/event-store';

/** Positions in one block. */
const BLOCK = 65_536;

/** The places of leaves in the store's log, in order: sixteen bytes each. */
export interface PositionList {
  readonly length: number;
  push(position: Position): void;
  /** Null where there is none. */
  at(index: number): Position | null;
  /** The index of the leaf at a commit position; null where no leaf stands. */
  indexOf(commit: bigint): number | null;
}

/** An empty list. Positions are given in ascending order. */
export function createPositionList(): PositionList {
  const blocks: BigUint64Array[] = [];
  let length = 0;

  const commitAt = (index: number): bigint => blocks[Math.floor(index / BLOCK)]?.[(index % BLOCK) * 2] ?? 0n;

  return {
    get length() {
      return length;
    },
    push({ commit, prepare }) {
      if (length % BLOCK === 0) blocks.push(new BigUint64Array(BLOCK * 2));
      blocks.at(-1)?.set([commit, prepare], (length % BLOCK) * 2);
      length += 1;
    },
    at(index) {
      if (index < 0 || index >= length) return null;
      const block = blocks[Math.floor(index / BLOCK)];
      return { commit: commitAt(index), prepare: block?.[(index % BLOCK) * 2 + 1] ?? 0n };
    },
    indexOf(commit) {
      let [low, high] = [0, length];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (commitAt(middle) < commit) low = middle + 1;
        else high = middle;
      }
      return low < length && commitAt(low) === commit ? low : null;
    },
  };
}
