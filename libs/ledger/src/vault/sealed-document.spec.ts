import { randomBytes } from 'node:crypto';
import { sha256 } from '@entente/proof';
import { openDocument, sealDocument } from './sealed-document.js';

const bytes = Buffer.from('Trois nouveaux partenaires', 'utf8');
const place = { ledger: 'one', sha256: sha256(bytes) };
const key = randomBytes(32);

describe('a sealed document', () => {
  it('opens with its key at its place, and does not show what it says', () => {
    const sealed = sealDocument(bytes, place, key);
    expect(openDocument(sealed, place, key)).toEqual(bytes);
    expect(sealed.includes('partenaires')).toBe(false);
    expect(sealDocument(bytes, place, key)).not.toEqual(sealed);
  });

  it.each([
    ['another key', place, randomBytes(32)],
    ['another ledger', { ...place, ledger: 'two' }, key],
    ['another hash', { ...place, sha256: sha256('other') }, key],
  ])('does not open with %s', (_what, at, other) => {
    expect(openDocument(sealDocument(bytes, place, key), at, other)).toBeNull();
  });

  it('does not open damaged or cut short', () => {
    const sealed = sealDocument(bytes, place, key);
    for (const index of [0, 20, sealed.length - 1]) {
      const damaged = Buffer.from(sealed);
      damaged[index] = (damaged[index] ?? 0) ^ 1;
      expect(openDocument(damaged, place, key)).toBeNull();
    }
    for (const length of [0, 31, sealed.length - 1])
      expect(openDocument(sealed.subarray(0, length), place, key)).toBeNull();
  });

  it('does not open under a hash that is not its own, though it was sealed for it', () => {
    const wrong = { ...place, sha256: sha256('other') };
    expect(openDocument(sealDocument(bytes, wrong, key), wrong, key)).toBeNull();
  });
});
