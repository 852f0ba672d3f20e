import {
  TILE_WIDTH,
  createLogTree,
  entriesIn,
  hashesIn,
  sameHash,
  tilePath,
  tileWidth,
  tilesOf,
  type Hash,
  type MerkleTree,
} from '@entente/proof';
import type { Folder } from './folder.js';

/** How much of the tile with this index a log of `size` leaves fills. */
function widthAt(index: number, size: number): number {
  return tileWidth(0, index, size);
}

/**
 * The bundle of entries with this index; null where it is not there, or does not have the form of one. Of a log that has less
 * than it should, what there is.
 */
export function readEntries(folder: Folder, index: number, size: number): readonly Uint8Array[] | null {
  const width = widthAt(index, size);
  const whole = tilePath({ level: 'entries', index, width: TILE_WIDTH });
  const widths = folder.list(`${whole}.p`).map(Number);
  const found = [width, ...widths.toSorted((a, b) => b - a)]
    .map((one) => folder.read(tilePath({ level: 'entries', index, width: one })))
    .find((content) => content !== null);
  return found ? entriesIn(found) : null;
}

/** The tree that the hash tiles of a log make, as far as they are there. */
export function treeOfTiles(folder: Folder, size: number): MerkleTree {
  const tree = createLogTree();
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = widthAt(index, size);
    const tile = folder.read(tilePath({ level: 0, index, width }));
    const hashes = tile && hashesIn(tile);
    if (hashes?.length !== width) return tree;
    for (const hash of hashes) tree.append(hash);
  }
  return tree;
}

/** Levels of nodes in one level of tiles: 256 leaves make one node of the next. */
const TILE_HEIGHT = 8;

/** The path of the first tile of hashes, of every level, that is there and is not the tree's; null where none is. */
export function differingTile(folder: Folder, tree: MerkleTree, size: number): string | null {
  for (const name of tilesOf(size)) {
    const { level, index, width } = name;
    if (level === 'entries') continue;
    const tile = folder.read(tilePath(name));
    if (tile === null) continue;
    const hashes = hashesIn(tile);
    const nodeAt = (place: number): Hash =>
      tree.wholeNode(level * TILE_HEIGHT, Number(index) * TILE_WIDTH + place);
    const same = hashes?.length === width && hashes.every((hash, place) => sameHash(hash, nodeAt(place)));
    if (!same) return tilePath(name);
  }
  return null;
}
