import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EMPTY_ROOT, createLogTree, nodeHash } from '../hashes.js';
import { leafHash } from '../leaf-hash.js';
import type { Hash } from './places.js';
import { verifyConsistency, verifyInclusion } from './verify.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors/rfc6962-tree/leaves-and-roots.json');

const leafOf = (input: Uint8Array): Hash => Buffer.from(leafHash(input), 'hex');
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

/** The leaf of an event that is told from all others by its number. */
const numbered = (number: number): Hash => leafOf(Buffer.from(`event ${number}`));

function treeOf(size: number) {
  const tree = createLogTree();
  for (let index = 0; index < size; index += 1) tree.append(numbered(index));
  return tree;
}

/** The root as RFC 6962 section 2.1 defines it, word for word: slow, and apart from the tree under test. */
function definedRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (!only) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(definedRoot(leaves.slice(0, k)))
    .update(definedRoot(leaves.slice(k)))
    .digest();
}

describe('the published tree of RFC 6962', () => {
  const { hasher, leafInputsHex, rootBySizeHex } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
    readonly hasher: readonly { desc: string; hex: string; leftUtf8?: string; rightUtf8?: string }[];
    readonly leafInputsHex: readonly string[];
    readonly rootBySizeHex: readonly string[];
  };

  it('has the published root at every size', () => {
    const tree = createLogTree();
    const roots = [tree.root()];
    for (const input of leafInputsHex) {
      tree.append(leafOf(Buffer.from(input, 'hex')));
      roots.push(tree.root());
    }
    expect(roots.map(hex)).toEqual(rootBySizeHex);
  });

  it('has the published hash of a node, and of nothing', () => {
    const [node] = hasher.filter(({ leftUtf8 }) => leftUtf8 !== undefined);
    expect(hex(nodeHash(Buffer.from(node?.leftUtf8 ?? ''), Buffer.from(node?.rightUtf8 ?? '')))).toBe(
      node?.hex,
    );
    expect(hex(EMPTY_ROOT)).toBe(hasher.find(({ desc }) => desc === 'empty root')?.hex);
  });
});

/** Sizes around every power of two, and all small ones. */
const MOST = 260;
const whole = treeOf(MOST);

describe('the tree', () => {
  it('has at every size the root that RFC 6962 defines', () => {
    const leaves = Array.from({ length: MOST }, (_, index) => numbered(index));
    for (let size = 0; size <= MOST; size += 1)
      expect(hex(whole.root(size))).toBe(hex(definedRoot(leaves.slice(0, size))));
  });

  it('proves every leaf at every size', () => {
    const unproved: string[] = [];
    for (let size = 1; size <= MOST; size += 1) {
      const root = whole.root(size);
      for (let index = 0; index < size; index += 1) {
        const claim = { index, size, leaf: whole.leaf(index), root };
        if (!verifyInclusion(claim, whole.inclusionProof(index, size), nodeHash))
          unproved.push(`${index} of ${size}`);
      }
    }
    expect(unproved).toEqual([]);
  });

  it('proves every size to be the beginning of every larger one', () => {
    const unproved: string[] = [];
    for (let size = 0; size <= MOST; size += 1)
      for (let from = 0; from <= size; from += 1) {
        const claim = { from: { size: from, root: whole.root(from) }, to: { size, root: whole.root(size) } };
        if (!verifyConsistency(claim, whole.consistencyProof(from, size), nodeHash))
          unproved.push(`${from} of ${size}`);
      }
    expect(unproved).toEqual([]);
  });

  it('answers over several blocks of hashes as over one', () => {
    const size = 10_001;
    const tree = treeOf(size);
    expect(tree.inclusionProof(4_095)).toHaveLength(14);
    const claim = { index: 9_000, size, leaf: tree.leaf(9_000), root: tree.root() };
    expect(verifyInclusion(claim, tree.inclusionProof(9_000), nodeHash)).toBe(true);
    expect(hex(tree.root(MOST))).toBe(hex(whole.root()));
  });

  it('refuses leaves, sizes and nodes that it never had', () => {
    const tree = treeOf(3);
    expect(() => tree.root(4)).toThrow(RangeError);
    expect(() => tree.leaf(3)).toThrow(RangeError);
    expect(() => tree.inclusionProof(2, 2)).toThrow(RangeError);
    expect(() => tree.inclusionProof(-1)).toThrow(RangeError);
    expect(() => tree.consistencyProof(3, 2)).toThrow(RangeError);
    expect(() => tree.wholeNode(1, 1)).toThrow(RangeError);
    expect(() => tree.append(Buffer.alloc(31))).toThrow(RangeError);
    expect(hex(tree.wholeNode(1, 0))).toBe(hex(nodeHash(tree.leaf(0), tree.leaf(1))));
  });
});

/** A proof with one thing changed: a bit, or a hash added, dropped or moved. */
const tampering = fc.oneof(
  fc.record({ kind: fc.constant('FLIP' as const), at: fc.nat(), bit: fc.nat(255) }),
  fc.record({ kind: fc.constant('DROP' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('ADD' as const),
    at: fc.nat(),
    hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  }),
  fc.record({ kind: fc.constant('SWAP' as const), at: fc.nat(), with: fc.nat() }),
  fc.record({ kind: fc.constant('CUT' as const), at: fc.nat() }),
);

function tampered(
  proof: readonly Hash[],
  how: typeof tampering extends fc.Arbitrary<infer T> ? T : never,
): readonly Hash[] {
  const changed = proof.map((hash) => Uint8Array.from(hash));
  const at = changed.length === 0 ? 0 : how.at % changed.length;
  switch (how.kind) {
    case 'FLIP': {
      const hash = changed[at];
      if (hash) hash[how.bit >> 3] = (hash[how.bit >> 3] as number) ^ (1 << (how.bit & 7));
      return changed;
    }
    case 'DROP':
      return changed.toSpliced(at, 1);
    case 'ADD':
      return changed.toSpliced(at, 0, how.hash);
    case 'SWAP': {
      const other = changed.length === 0 ? 0 : how.with % changed.length;
      return changed.map(
        (hash, index) => changed[index === at ? other : index === other ? at : index] ?? hash,
      );
    }
    case 'CUT':
      return changed.map((hash, index) => (index === at ? hash.subarray(0, 31) : hash));
    default:
      return how satisfies never;
  }
}

const same = (a: readonly Hash[], b: readonly Hash[]): boolean => a.map(hex).join() === b.map(hex).join();

describe('a proof with anything changed', () => {
  const places = fc
    .integer({ min: 1, max: MOST })
    .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

  it('shows no inclusion', () => {
    fc.assert(
      fc.property(places, tampering, ([index, size], how) => {
        const proof = whole.inclusionProof(index, size);
        const changed = tampered(proof, how);
        fc.pre(!same(proof, changed));
        const claim = { index, size, leaf: whole.leaf(index), root: whole.root(size) };
        expect(verifyInclusion(claim, changed, nodeHash)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows no consistency', () => {
    fc.assert(
      fc.property(places, tampering, ([from, size], how) => {
        const proof = whole.consistencyProof(from, size);
        const changed = tampered(proof, how);
        fc.pre(!same(proof, changed));
        const claim = { from: { size: from, root: whole.root(from) }, to: { size, root: whole.root(size) } };
        expect(verifyConsistency(claim, changed, nodeHash)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows nothing of another leaf, index or root', () => {
    fc.assert(
      fc.property(places, fc.nat(MOST - 1), ([index, size], other) => {
        fc.pre(other !== index && other < size);
        const proof = whole.inclusionProof(index, size);
        const root = whole.root(size);
        const [leaf, otherLeaf] = [whole.leaf(index), whole.leaf(other)];
        expect(verifyInclusion({ index, size, leaf: otherLeaf, root }, proof, nodeHash)).toBe(false);
        expect(verifyInclusion({ index: other, size, leaf, root }, proof, nodeHash)).toBe(false);
        expect(verifyInclusion({ index, size, leaf, root: otherLeaf }, proof, nodeHash)).toBe(size === 1);
      }),
    );
  });
});
