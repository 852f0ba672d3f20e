import type { Hash } from './places.js';

const HASH_BYTES = 32;
/** Hashes in one block: 128 KB. A list grows by blocks, so that nothing is ever copied. */
const BLOCK = 4_096;

/** Hashes in order, 32 bytes each and nothing beside them: a million of them take 32 MB. */
export interface HashList {
  readonly length: number;
  push(hash: Hash): void;
  /** @throws {RangeError} where there is none. */
  at(index: number): Hash;
}

/** An empty list. */
export function createHashList(): HashList {
  const blocks: Uint8Array[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(hash) {
      if (hash.length !== HASH_BYTES) throw new RangeError(`a hash has 32 bytes, not ${hash.length}`);
      if (length % BLOCK === 0) blocks.push(new Uint8Array(BLOCK * HASH_BYTES));
      blocks.at(-1)?.set(hash, (length % BLOCK) * HASH_BYTES);
      length += 1;
    },
    at(index) {
      const block = index < length ? blocks[Math.floor(index / BLOCK)] : undefined;
      if (!block) throw new RangeError(`there is no hash ${index} of ${length}`);
      const start = (index % BLOCK) * HASH_BYTES;
      return block.subarray(start, start + HASH_BYTES);
    },
  };
}
