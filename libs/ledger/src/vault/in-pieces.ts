import { setImmediate } from 'node:timers/promises';

/** Bytes of a piece: what is done with one takes about a millisecond. */
const PIECE = 1_048_576;

/** Gives bytes to something a piece at a time, and returns what came of each; between two of them others have their turn. */
export async function inPieces<T>(bytes: Uint8Array, take: (piece: Uint8Array) => T): Promise<readonly T[]> {
  const taken: T[] = [];
  for (let from = 0; from < bytes.length; from += PIECE) {
    if (from > 0) await setImmediate();
    taken.push(take(bytes.subarray(from, from + PIECE)));
  }
  return taken;
}
