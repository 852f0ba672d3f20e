import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHash } from '../hashes.js';
import { verifyConsistency, verifyInclusion } from './verify.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors/rfc6962-proofs');

function casesIn<T>(kind: string): readonly (readonly [string, T])[] {
  return readdirSync(join(VECTORS, kind), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(join(VECTORS, kind, file), 'utf8')) as T]);
}

interface Inclusion {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string | null;
  readonly leafHash: string | null;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface Consistency {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string | null;
  readonly root2: string | null;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');

describe('the published inclusion proofs', () => {
  const cases = casesIn<Inclusion>('inclusion');

  it('are all there', () => expect(cases).toHaveLength(59));

  it.each(cases)('%s', (_file, { leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const claim = { index: leafIdx, size: treeSize, leaf: bytes(leafHash), root: bytes(root) };
    expect(verifyInclusion(claim, (proof ?? []).map(bytes), nodeHash)).toBe(!wantErr);
  });
});

describe('the published consistency proofs', () => {
  const cases = casesIn<Consistency>('consistency');

  it('are all there', () => expect(cases).toHaveLength(43));

  it.each(cases)('%s', (_file, { size1, size2, root1, root2, proof, wantErr }) => {
    const claim = { from: { size: size1, root: bytes(root1) }, to: { size: size2, root: bytes(root2) } };
    expect(verifyConsistency(claim, (proof ?? []).map(bytes), nodeHash)).toBe(!wantErr);
  });
});
