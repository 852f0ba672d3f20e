import { isTreeSize, lastWholeNode, sameHash, siblings, type Hash, type NodeHash } from './places.js';

/** That the leaf at `index` with this hash is in the tree of `size` leaves with this root. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
}

/** That a tree of `size` leaves with this root is the beginning of a larger one. */
export interface ConsistencyClaim {
  readonly from: { readonly size: number; readonly root: Hash };
  readonly to: { readonly size: number; readonly root: Hash };
}

const HASH_BYTES = 32;

/** Whether an inclusion proof shows what is claimed (RFC 9162 section 2.1.3.2). It knows no Node: a browser may run it. */
export function verifyInclusion(claim: InclusionClaim, proof: readonly Hash[], nodeHash: NodeHash): boolean {
  const { index, size, leaf, root } = claim;
  if (!isTreeSize(index) || !isTreeSize(size) || index >= size || !allHashes(leaf, root, ...proof))
    return false;
  const path = siblings(0, index, size);
  if (path.length !== proof.length) return false;
  const top = path.reduce((node, { side }, step) => {
    const sibling = proof[step] as Hash;
    return side === 'LEFT' ? nodeHash(sibling, node) : nodeHash(node, sibling);
  }, leaf);
  return sameHash(top, root);
}

/**
 * Whether a consistency proof shows what is claimed (RFC 9162 section 2.1.4.2). Every tree begins as the empty one, whose root
 * is not judged here: that claim needs an empty proof.
 */
export function verifyConsistency(
  { from, to }: ConsistencyClaim,
  proof: readonly Hash[],
  nodeHash: NodeHash,
): boolean {
  if (!isTreeSize(from.size) || !isTreeSize(to.size) || from.size > to.size) return false;
  if (!allHashes(from.root, to.root, ...proof)) return false;
  if (from.size === to.size) return proof.length === 0 && sameHash(from.root, to.root);
  if (from.size === 0) return proof.length === 0;
  const { level, index } = lastWholeNode(from.size);
  // Where the older tree is one whole node, its root is where both paths begin.
  const rest = index === 0 ? [from.root, ...proof] : proof;
  const [start, ...hashes] = rest;
  const path = siblings(level, index, to.size);
  if (!start || hashes.length !== path.length) return false;
  let [older, newer] = [start, start];
  for (const [step, { side }] of path.entries()) {
    const sibling = hashes[step] as Hash;
    if (side === 'LEFT') older = nodeHash(sibling, older);
    newer = side === 'LEFT' ? nodeHash(sibling, newer) : nodeHash(newer, sibling);
  }
  return sameHash(older, from.root) && sameHash(newer, to.root);
}

function allHashes(...hashes: readonly Hash[]): boolean {
  return hashes.every((hash) => hash.length === HASH_BYTES);
}
