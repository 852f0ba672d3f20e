/// <reference types="node" />
import { createHash } from 'node:crypto';
import { leafHashOf } from './hash.js';

const bytes = '{"id":"Québec"}';
const hash = createHash('sha256').update('\0').update(bytes).digest('hex');

describe('the hash reckoned in the browser', () => {
  it('is that of a zero byte and the bytes', () => {
    expect(leafHashOf(bytes)).toBe(hash);
  });

  it('is another one where a byte was changed', () => {
    expect(leafHashOf(bytes.replace('é', 'e'))).not.toBe(hash);
  });
});
