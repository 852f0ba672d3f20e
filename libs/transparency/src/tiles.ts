import { TILE_WIDTH, parseTilePath, tileWidth, writeEntries } from '@entente/proof';
import type { LogTree } from './log-tree.js';

/** Levels of nodes in one level of tiles: 256 leaves make one node of the next. */
const TILE_HEIGHT = 8;

/** Whether a path names entries, which not everybody may read; null when it names no tile. */
export function kindOfTile(path: string): 'HASHES' | 'ENTRIES' | null {
  const name = parseTilePath(path);
  return name && (name.level === 'entries' ? 'ENTRIES' : 'HASHES');
}

/**
 * The content of a tile of a log of which `size` leaves are signed (C2SP tlog-tiles); null where that log has no such tile. It
 * never changes.
 */
export async function readTile(log: LogTree, path: string, size: number): Promise<Buffer | null> {
  const name = parseTilePath(path);
  if (name === null || name.index > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const index = Number(name.index);
  const level = name.level === 'entries' ? 0 : name.level;
  if (level * TILE_HEIGHT > 52 || tileWidth(level, index, size) < name.width) return null;
  const first = index * TILE_WIDTH;
  if (name.level === 'entries') return writeEntries(await log.entries(first, name.width));
  return Buffer.concat(
    Array.from({ length: name.width }, (_, place) => log.tree.wholeNode(level * TILE_HEIGHT, first + place)),
  );
}
