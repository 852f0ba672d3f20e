/// <reference types="node" />
import { createHash } from 'node:crypto';
import { leafHashOf, reckon } from './hash.js';

const bytes = '{"id":"Québec"}';
const hash = createHash('sha256').update('\0').update(bytes).digest('hex');

describe('the hash reckoned in the browser', () => {
  it('is that of a zero byte and the bytes', async () => {
    expect(await leafHashOf(bytes)).toBe(hash);
    expect(await reckon(bytes, hash)).toBe('SAME');
  });

  it('is another one where a byte was changed', async () => {
    expect(await reckon(bytes.replace('é', 'e'), hash)).toBe('OTHER');
  });
});
