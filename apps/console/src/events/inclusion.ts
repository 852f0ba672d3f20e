import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** What came of following an event’s proof in the browser. */
export type Followed = 'INCLUDED' | 'OTHER';

/** A proof that a leaf is in a tree, its hashes in hexadecimal digits. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly hashes: readonly string[];
  readonly root: string;
}

/** Follows the path of a proof (RFC 9162, section 2.1.3.2) from the leaf up, and compares what it leads to with the root. */
export function follow({ index, size, leaf, hashes, root }: Inclusion): Followed {
  if (![leaf, ...hashes].every((one) => /^[0-9a-f]{64}$/u.test(one))) return 'OTHER';
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of hashes) {
    if (last === 0) return 'OTHER';
    if (node % 2 === 1 || node === last) {
      hash = innerHash(sibling, hash);
      // Where the tree ends, the levels that have no sibling are passed over.
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = innerHash(hash, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return index < size && last === 0 && hash === root ? 'INCLUDED' : 'OTHER';
}

/** The hash of an inner node: SHA-256 of a one and the hashes of its two children. */
function innerHash(left: string, right: string): string {
  const hash = sha256.create().update(Uint8Array.of(1));
  return bytesToHex(hash.update(hexToBytes(left)).update(hexToBytes(right)).digest());
}

/** What a signed note says of the tree: its size and its root; null where it does not have the form of a checkpoint. */
export function readCheckpoint(note: string): { readonly size: number; readonly root: string } | null {
  const [, size = '', root = ''] = note.split('\n');
  if (!/^\d+$/u.test(size) || !/^[A-Za-z0-9+/]{43}=$/u.test(root)) return null;
  const bytes = Uint8Array.from(atob(root), (letter) => letter.charCodeAt(0));
  return { size: Number(size), root: bytesToHex(bytes) };
}
