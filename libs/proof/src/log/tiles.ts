/** Leaves of a whole tile, and entries of a whole bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

const HASH_BYTES = 32;
const LARGEST_ENTRY = 65_535;

/** Which tile of hashes, or with the level `entries` which bundle of entries; `width` says how much of it is there. */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: bigint;
  /** 256 when it is whole. */
  readonly width: number;
}

/** The path of a tile below the log's address. */
export function tilePath({
  level,
  index,
  width,
}: {
  level: TileName['level'];
  index: number | bigint;
  width: number;
}): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads the path of a tile; null when it is not the one form of one. */
export function parseTilePath(path: string): TileName | null {
  const [, levelText = '', groups = '', , widthText] =
    /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  const level = levelText === 'entries' ? 'entries' : Number(levelText);
  const index = groups.replaceAll(/[x/]/g, '');
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  if (groups === '' || (level !== 'entries' && level > 63) || index.length > 18) return null;
  if (widthText !== undefined && width >= TILE_WIDTH) return null;
  const name: TileName = { level, index: BigInt(index), width };
  return tilePath(name) === path ? name : null;
}

/** How much of the tile of one level and index a log of `size` leaves has: 0 to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, nodes - index * TILE_WIDTH));
}

/** Every tile that a log of this size has, of hashes and of entries. */
export function* tilesOf(size: number): Generator<TileName> {
  const levels: TileName['level'][] = ['entries'];
  for (let level = 0; tileWidth(level, 0, size) > 0; level += 1) levels.push(level);
  for (const level of levels)
    for (let index = 0; ; index += 1) {
      const width = tileWidth(level === 'entries' ? 0 : level, index, size);
      if (width === 0) break;
      yield { level, index: BigInt(index), width };
    }
}

/** The hashes that a tile holds; null when its length says that it is not one. */
export function hashesIn(tile: Uint8Array): readonly Uint8Array[] | null {
  if (tile.length === 0 || tile.length % HASH_BYTES !== 0 || tile.length > TILE_WIDTH * HASH_BYTES)
    return null;
  return Array.from({ length: tile.length / HASH_BYTES }, (_, place) =>
    tile.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}

/** A bundle of entries: each with its length before it, in two bytes. @throws {RangeError} for an entry that is too long. */
export function writeEntries(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > LARGEST_ENTRY) throw new RangeError(`an entry has ${entry.length} bytes`);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** The entries of a bundle; null when it ends within one. */
export function entriesIn(bundle: Uint8Array): readonly Buffer[] | null {
  const entries: Buffer[] = [];
  const view = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  for (let at = 0; at < view.length;) {
    if (at + 2 > view.length) return null;
    const end = at + 2 + view.readUInt16BE(at);
    if (end > view.length) return null;
    entries.push(view.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
