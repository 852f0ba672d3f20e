import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { entriesIn, hashesIn, parseTilePath, tilePath, tileWidth, writeEntries } from './tiles.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors/tlog-tiles/paths.json');

interface Paths {
  readonly tilePath: readonly { level: number; index: number; p: number; path: string }[];
  readonly entriesPath: readonly { index: number; p: number; path: string }[];
  readonly parse: readonly {
    level: string;
    index: string;
    ok: boolean;
    wantIndex?: string;
    wantP?: number;
  }[];
}

describe('the published paths of tiles', () => {
  const paths = JSON.parse(readFileSync(VECTORS, 'utf8')) as Paths;

  it.each(paths.tilePath)('$path', ({ level, index, p, path }) => {
    expect(tilePath({ level, index, width: p || 256 })).toBe(path);
  });

  it.each(paths.entriesPath)('$path', ({ index, p, path }) => {
    expect(tilePath({ level: 'entries', index, width: p || 256 })).toBe(path);
  });

  it.each(paths.parse)('tile/$level/$index: $ok', ({ level, index, ok, wantIndex, wantP }) => {
    const name = parseTilePath(`tile/${level}/${index}`);
    expect(name === null ? null : { index: String(name.index), p: name.width % 256 }).toEqual(
      ok ? { index: wantIndex, p: wantP } : null,
    );
  });
});

describe('a tile', () => {
  it('is as wide as the log fills it', () => {
    expect(tileWidth(0, 0, 0)).toBe(0);
    expect(tileWidth(0, 0, 255)).toBe(255);
    expect(tileWidth(0, 1, 256)).toBe(0);
    expect(tileWidth(0, 1, 600)).toBe(256);
    expect(tileWidth(1, 0, 600)).toBe(2);
    expect(tileWidth(2, 0, 65_536)).toBe(1);
  });

  it('holds whole hashes', () => {
    expect(hashesIn(Buffer.alloc(64))).toHaveLength(2);
    expect(hashesIn(Buffer.alloc(63))).toBeNull();
    expect(hashesIn(Buffer.alloc(257 * 32))).toBeNull();
  });
});

describe('a bundle of entries', () => {
  it('gives back what was put into it', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
        expect(entriesIn(writeEntries(entries))?.map((entry) => Buffer.from(entry))).toEqual(
          entries.map((entry) => Buffer.from(entry)),
        );
      }),
    );
  });

  it('is refused when it ends within an entry, and takes none that is longer than its length can say', () => {
    const bundle = writeEntries([Buffer.from('abc')]);
    expect(entriesIn(bundle.subarray(0, 4))).toBeNull();
    expect(entriesIn(bundle.subarray(0, 1))).toBeNull();
    expect(() => writeEntries([Buffer.alloc(65_536)])).toThrow(RangeError);
  });
});
