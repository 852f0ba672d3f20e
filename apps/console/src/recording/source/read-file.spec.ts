import { problemOfFile, textOfFile } from './read-file.js';

const bytes = (text: string) => new Uint8Array(Buffer.from(text)).buffer;

describe('a file', () => {
  it('is not sent where the ledger would not take it', () => {
    expect([0, 1, 20 * 1_048_576, 20 * 1_048_576 + 1].map((size) => problemOfFile({ size }))).toEqual([
      'EMPTY',
      null,
      null,
      'TOO_LARGE',
    ]);
  });

  it('that is a text has its lines; what is not UTF-8 has none', () => {
    expect(textOfFile(bytes('\nun\n'))).toEqual({ text: '\nun\n', isCanonical: true });
    expect(textOfFile(new Uint8Array([0xe9, 0x74]).buffer)).toBeNull();
  });

  it('whose hash is not that of its lines keeps its hash, and its text is not deposited', () => {
    expect(textOfFile(bytes('\uFEFFun\r\ndeux'))).toEqual({ text: 'un\ndeux', isCanonical: false });
  });
});
