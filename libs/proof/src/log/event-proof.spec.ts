import { EMPTY_ROOT, nodeHash } from '../hashes.js';
import { parseEventProof, writeEventProof } from './event-proof.js';

const hashes = [EMPTY_ROOT, nodeHash(EMPTY_ROOT, EMPTY_ROOT)];
const proof = { index: 7, hashes, checkpoint: 'log.example\n9\nroot\n\n— log.example AAAA\n' };

describe('a proof of one entry', () => {
  it('is read as it was written', () => {
    const text = writeEventProof(proof);
    expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 7\n/);
    expect(parseEventProof(text)).toEqual(proof);
    expect(parseEventProof(text.replace('index', 'extra AAAA\nindex'))).toEqual(proof);
    expect(parseEventProof(writeEventProof({ ...proof, hashes: [] }))).toEqual({ ...proof, hashes: [] });
  });

  it.each([
    ['another first line', (text: string) => text.replace('@v1', '@v2')],
    ['a hash that is cut', (text: string) => text.replace('\n\n', 'AAAA\n\n')],
    ['an index with a zero before it', (text: string) => text.replace('index 7', 'index 07')],
    ['no checkpoint', (text: string) => text.replaceAll('\n\n', '\n')],
  ])('is refused with %s', (_what, change) =>
    expect(parseEventProof(change(writeEventProof(proof)))).toBeNull(),
  );
});
