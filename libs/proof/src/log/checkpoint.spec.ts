import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY_ROOT } from '../hashes.js';
import { parseCheckpoint, parseCheckpointName, writeCheckpoint, writeCheckpointName } from './checkpoint.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors/tlog-checkpoint');
const read = (file: string): unknown => JSON.parse(readFileSync(join(VECTORS, file), 'utf8'));

describe('the published checkpoints', () => {
  const cases = read('parse.json') as readonly { desc: string; text: string; ok: boolean }[];

  /** Their roots are words, not hashes: refused here for their length, and taken with a root of 32 bytes. */
  const withRealRoot = (text: string): string => {
    const [origin = '', size = '', root = '', ...rest] = text.split('\n');
    const isBase64 = Buffer.from(root, 'base64').toString('base64') === root && root !== '';
    return [origin, size, isBase64 ? Buffer.from(EMPTY_ROOT).toString('base64') : root, ...rest].join('\n');
  };

  it.each(cases)('$desc', ({ text, ok }) => {
    expect(parseCheckpoint(withRealRoot(text)) !== null).toBe(ok);
  });

  it.each(cases.filter(({ ok }) => ok))(
    '$desc, with a root that is not a SHA-256 hash, is refused',
    ({ text }) => {
      const [, , root = ''] = text.split('\n');
      expect(parseCheckpoint(text) === null).toBe(Buffer.from(root, 'base64').length !== 32);
    },
  );

  const { good, bad } = read('sumdb-tree.json') as { readonly good: string; readonly bad: readonly string[] };

  it('of the Go checksum database is read, and written the same', () => {
    const checkpoint = parseCheckpoint(good);
    expect(checkpoint).toMatchObject({
      origin: 'go.sum database tree',
      size: 123_456_789_012,
      extensions: [],
    });
    expect(checkpoint && writeCheckpoint(checkpoint)).toBe(good);
  });

  it.each(bad)('%j is refused', (text) => expect(parseCheckpoint(text)).toBeNull());
});

describe('a checkpoint', () => {
  it.each(['log\n01\n', 'log\n+1\n', 'log\n9007199254740993\n', 'log\n1 \n'])(
    '%j has not one size',
    (start) => {
      expect(parseCheckpoint(`${start}${Buffer.from(EMPTY_ROOT).toString('base64')}\n`)).toBeNull();
    },
  );
});

describe('the name of a checkpoint', () => {
  it('says its size and root, and is read in its one form', () => {
    const name = writeCheckpointName({ size: 7, root: EMPTY_ROOT });
    expect(parseCheckpointName(name)).toMatchObject({ size: 7, root: Buffer.from(EMPTY_ROOT) });
    for (const other of [
      '',
      '7',
      `07${name.slice(1)}`,
      `${name} `,
      `${name}\nmore`,
      name.replace('7 ', '7  '),
    ])
      expect(parseCheckpointName(other)).toBeNull();
  });
});
