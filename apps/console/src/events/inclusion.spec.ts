import { createLogTree, writeCheckpoint } from '../../../../libs/proof/src/index.js';
import { follow, readCheckpoint } from './inclusion.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const leafOf = (number: number) => new Uint8Array(32).fill(number + 1);

/** A tree of so many leaves, and the proof of one of them as the ledger answers it. */
function proofOf(index: number, size: number) {
  const tree = createLogTree();
  for (let leaf = 0; leaf < size; leaf += 1) tree.append(leafOf(leaf));
  return {
    index,
    size,
    leaf: hex(leafOf(index)),
    hashes: tree.inclusionProof(index, size).map(hex),
    root: hex(tree.root(size)),
  };
}

describe('a proof that is followed in the browser', () => {
  it('leads from every leaf of trees of every shape to their root', () => {
    const all = Array.from({ length: 20 }, (_, size) =>
      Array.from({ length: size }, (_leaf, index) => proofOf(index, size)),
    ).flat();
    const found = all.map((proof) => follow(proof));
    expect(new Set(found)).toEqual(new Set(['INCLUDED']));
    expect(found).toHaveLength(190);
  });

  it('leads elsewhere from another leaf, place, size or path', () => {
    const proof = proofOf(5, 11);
    const wrong = [
      { ...proof, leaf: hex(leafOf(6)) },
      { ...proof, index: 4 },
      { ...proof, index: 11 },
      { ...proof, size: 32 },
      { ...proof, hashes: proof.hashes.slice(1) },
      { ...proof, hashes: [...proof.hashes, proof.root] },
      { ...proof, root: proof.leaf },
      { ...proof, leaf: 'no hash' },
    ];
    expect(wrong.map((one) => follow(one))).toEqual(wrong.map(() => 'OTHER'));
  });
});

describe('the note of a checkpoint', () => {
  it('says how large the tree is and what its root is', () => {
    const text = writeCheckpoint({ origin: 'entente/x', size: 7, root: leafOf(6) });
    expect(readCheckpoint(`${text}\n— entente/x AAAA\n`)).toEqual({ size: 7, root: hex(leafOf(6)) });
    expect(readCheckpoint('entente/x\nseven\nAAAA\n')).toBeNull();
  });
});
