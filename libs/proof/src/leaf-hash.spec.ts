import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafHash, sha256 } from './leaf-hash.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../test/vectors/rfc6962-tree/leaves-and-roots.json');

const EMPTY_LEAF = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';

describe('the leaf hash of an event', () => {
  it('has a prefix that no inner node has', () => {
    const event = Buffer.from('{"a":1}', 'utf8');
    expect(leafHash(event)).toBe(sha256(Buffer.concat([Uint8Array.of(0), event])));
    expect(leafHash(Buffer.alloc(0))).toBe(EMPTY_LEAF);
    expect(leafHash(event)).not.toBe(sha256(event));
  });
});

const { hasher, leafInputsHex, rootBySizeHex } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
  readonly hasher: readonly { readonly desc: string; readonly leafUtf8?: string; readonly hex: string }[];
  readonly leafInputsHex: readonly string[];
  readonly rootBySizeHex: readonly string[];
};

describe('the published vectors of RFC 6962', () => {
  it.each(hasher.filter(({ leafUtf8 }) => leafUtf8 !== undefined))('$desc', ({ leafUtf8, hex }) => {
    expect(leafHash(Buffer.from(leafUtf8 ?? '', 'utf8'))).toBe(hex);
  });

  it('the tree of one leaf has the leaf’s hash as its root', () => {
    expect(leafHash(Buffer.from(leafInputsHex[0] ?? '', 'hex'))).toBe(rootBySizeHex[1]);
  });
});
