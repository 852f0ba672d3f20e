import {
  TILE_WIDTH,
  createLogTree,
  entriesIn,
  hashesIn,
  tilePath,
  tileWidth,
  tilesOf,
  type Hash,
  type MerkleTree,
  type TileName,
} from '@entente/proof';
import type { Folder } from './folder.js';

/** A tile as it was found: perhaps a wider one than was looked for, or of entries one that is less. */
interface FoundTile {
  readonly path: string;
  readonly width: number;
  readonly content: Buffer;
}

/**
 * Finds a tile, or another that begins with it: whoever serves a log may take the parts of a tile away once the whole is there,
 * and a log that has grown has a larger part. Of entries, where there is nothing better, the largest that is less.
 */
function findTile(folder: Folder, { level, index, width }: TileName): FoundTile | null {
  const take = (candidate: number): FoundTile | null => {
    const path = tilePath({ level, index, width: candidate });
    const content = folder.read(path);
    return content && { path, width: candidate, content };
  };
  const there = take(width) ?? take(TILE_WIDTH);
  if (there) return there;
  const parts = folder
    .list(`${tilePath({ level, index, width: TILE_WIDTH })}.p`)
    .map(Number)
    .filter((part) => Number.isInteger(part) && part > 0 && part < TILE_WIDTH);
  const larger = parts.filter((part) => part > width).toSorted((a, b) => a - b);
  const smaller = level === 'entries' ? parts.filter((part) => part < width).toSorted((a, b) => b - a) : [];
  for (const part of [...larger, ...smaller]) {
    const found = take(part);
    if (found) return found;
  }
  return null;
}

/**
 * The bundle of entries with this index; null where it is not there, or does not have the form of one. Of a log that has less
 * than it should, what there is.
 */
export function readEntries(folder: Folder, index: number, size: number): readonly Buffer[] | null {
  return findEntries(folder, index, size)?.entries ?? null;
}

/** As {@link readEntries}, with the file that they are from. */
export function findEntries(
  folder: Folder,
  index: number,
  size: number,
): { readonly path: string; readonly content: Buffer; readonly entries: readonly Buffer[] } | null {
  const width = tileWidth(0, index, size);
  const found = findTile(folder, { level: 'entries', index: BigInt(index), width });
  const entries = found && entriesIn(found.content);
  if (!found || !entries) return null;
  const { path, content } = found;
  // One of its own width that holds more is not what its name says: that shows by the root.
  return { path, content, entries: found.width > width ? entries.slice(0, width) : entries };
}

/** The hashes of a tile; null where it is not there, or does not have its form. */
function readHashes(folder: Folder, name: TileName): readonly Hash[] | null {
  const found = findTile(folder, name);
  const hashes = found && hashesIn(found.content);
  return hashes?.length === found?.width ? (hashes?.slice(0, name.width) ?? null) : null;
}

/** The tree that the hash tiles of a log make, as far as they are there. */
export function treeOfTiles(folder: Folder, size: number): MerkleTree {
  const tree = createLogTree();
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const name = { level: 0, index: BigInt(index), width: tileWidth(0, index, size) };
    const hashes = readHashes(folder, name);
    if (!hashes) return tree;
    for (const hash of hashes) tree.append(hash);
  }
  return tree;
}

/** Levels of nodes in one level of tiles: 256 leaves make one node of the next. */
const TILE_HEIGHT = 8;
const HASH_BYTES = 32;

/** What a tile of hashes holds, of a tree that has all of it. */
export function hashTile(tree: MerkleTree, level: number, index: number, width: number): Buffer {
  const first = index * TILE_WIDTH;
  return Buffer.concat(
    Array.from({ length: width }, (_, place) => tree.wholeNode(level * TILE_HEIGHT, first + place)),
  );
}

/** The path of the first tile of hashes, of every level, that is there and is not the tree's; null where none is. */
export function differingTile(folder: Folder, tree: MerkleTree, size: number): string | null {
  for (const { level, index, width } of tilesOf(size)) {
    const found = level === 'entries' ? null : findTile(folder, { level, index, width });
    if (level === 'entries' || found === null) continue;
    const ofItsForm = found.content.length === found.width * HASH_BYTES;
    const said = found.content.subarray(0, width * HASH_BYTES);
    if (!ofItsForm || !said.equals(hashTile(tree, level, Number(index), width))) return found.path;
  }
  return null;
}
