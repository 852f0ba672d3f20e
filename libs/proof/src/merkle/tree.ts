import { createHashList, type HashList } from './hash-list.js';
import { lastWholeNode, siblings, type Hash, type NodeHash } from './places.js';

/** A Merkle tree (RFC 6962 section 2.1) that only grows. It answers for every size that it has had. */
export interface MerkleTree {
  /** How many leaves it has. */
  readonly size: number;
  /** Adds a leaf by its hash. */
  append(leaf: Hash): void;
  leaf(index: number): Hash;
  /** The root of the first `size` leaves, all by default. */
  root(size?: number): Hash;
  /** The inclusion proof of a leaf in the tree of `size` leaves. @throws {RangeError} when it is not among them. */
  inclusionProof(index: number, size?: number): readonly Hash[];
  /** The proof that the tree of `from` leaves is the beginning of that of `to`. @throws {RangeError} when it is larger. */
  consistencyProof(from: number, to?: number): readonly Hash[];
  /** A node all of whose leaves are there: `level` 0 are the leaves. @throws {RangeError} when it is not whole. */
  wholeNode(level: number, index: number): Hash;
}

/** An empty tree. `emptyRoot` is its root: the hash of nothing. */
export function createTree(nodeHash: NodeHash, emptyRoot: Hash): MerkleTree {
  /** Of each level the nodes all of whose leaves are there. */
  const levels: HashList[] = [createHashList()];
  const level = (at: number): HashList => (levels[at] ??= createHashList());
  const leaves = level(0);

  const checkSize = (size: number): void => {
    if (!Number.isSafeInteger(size) || size < 0 || size > leaves.length)
      throw new RangeError(`the tree never had ${size} leaves; it has ${leaves.length}`);
  };

  /** The last node of each level of the tree of `size` leaves, whole or not, lowest first. */
  const rightEdge = (size: number): readonly Hash[] => {
    let last = size - 1;
    const edge = [leaves.at(last)];
    for (let at = 0; last > 0; at += 1) {
      const below = edge[at] as Hash;
      edge.push(last % 2 === 0 ? below : nodeHash(level(at).at(last - 1), below));
      last = Math.floor(last / 2);
    }
    return edge;
  };

  const hashesOf = (path: ReturnType<typeof siblings>, size: number): readonly Hash[] => {
    const edge = rightEdge(size);
    return path.map(({ level: at, index }) =>
      index === Math.floor((size - 1) / 2 ** at) ? (edge[at] as Hash) : level(at).at(index),
    );
  };

  return {
    get size() {
      return leaves.length;
    },
    append(leaf) {
      let node = leaf;
      for (let at = 0; ; at += 1) {
        const nodes = level(at);
        nodes.push(node);
        const { length } = nodes;
        if (length % 2 === 1) return;
        node = nodeHash(nodes.at(length - 2), node);
      }
    },
    leaf: (index) => leaves.at(index),
    root(size = leaves.length) {
      checkSize(size);
      return size === 0 ? emptyRoot : (rightEdge(size).at(-1) as Hash);
    },
    inclusionProof(index, size = leaves.length) {
      checkSize(size);
      if (!Number.isSafeInteger(index) || index < 0 || index >= size)
        throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
      return hashesOf(siblings(0, index, size), size);
    },
    consistencyProof(from, to = leaves.length) {
      checkSize(to);
      if (!Number.isSafeInteger(from) || from < 0 || from > to)
        throw new RangeError(`a tree of ${from} leaves is not the beginning of one of ${to}`);
      if (from === 0 || from === to) return [];
      const start = lastWholeNode(from);
      const path = hashesOf(siblings(start.level, start.index, to), to);
      return start.index === 0 ? path : [level(start.level).at(start.index), ...path];
    },
    wholeNode: (at, index) => level(at).at(index),
  };
}
