import { createHash } from 'node:crypto';
import type { Hash } from './merkle/places.js';
import { createTree, type MerkleTree } from './merkle/tree.js';

const NODE_PREFIX = Uint8Array.of(1);

/** The RFC 6962 hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(NODE_PREFIX).update(left).update(right).digest();
}

/** The root of a tree without leaves: the SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest();

/** An empty RFC 6962 tree over SHA-256. */
export function createLogTree(): MerkleTree {
  return createTree(nodeHash, EMPTY_ROOT);
}
