import {
  TILE_WIDTH,
  createLogTree,
  entriesIn,
  hashesIn,
  tilePath,
  tileWidth,
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
