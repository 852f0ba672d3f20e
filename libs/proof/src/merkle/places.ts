/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

/** The hash of an inner node from those of its two children (RFC 6962 section 2.1). Given by whoever can compute SHA-256. */
export type NodeHash = (left: Hash, right: Hash) => Hash;

/** On which side of the path a sibling stands. */
export type Side = 'LEFT' | 'RIGHT';

/** The sibling of a node of a path: its level above the leaves, and its place in that level. */
export interface Sibling {
  readonly level: number;
  readonly index: number;
  readonly side: Side;
}

/** Whether a number can be the size of a tree here: whole, not negative, exact as a number. */
export function isTreeSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/**
 * The siblings on the way from the node at `index` of `level` to the root of a tree of `size` leaves, lowest first. Where the
 * tree ends before a sibling would begin, that level has none. Without 32-bit operators: a size may be larger.
 */
export function siblings(level: number, index: number, size: number): readonly Sibling[] {
  const found: Sibling[] = [];
  let node = index;
  let last = Math.floor((size - 1) / 2 ** level);
  for (let at = level; last > 0; at += 1) {
    if (node % 2 === 1) found.push({ level: at, index: node - 1, side: 'LEFT' });
    else if (node < last) found.push({ level: at, index: node + 1, side: 'RIGHT' });
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return found;
}

/** The highest node that ends where a tree of `size` leaves (one at least) ends: from there a consistency proof goes up. */
export function lastWholeNode(size: number): { readonly level: number; readonly index: number } {
  let level = 0;
  let index = size - 1;
  for (; index % 2 === 1; level += 1) index = (index - 1) / 2;
  return { level, index };
}

/** Whether two hashes are the same. */
export function sameHash(a: Hash, b: Hash): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
