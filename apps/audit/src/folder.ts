import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/** A folder that is read and never trusted: no path and no link leads out of it, and nothing but a file is read. */
export interface Folder {
  /** Where it is, as it was named. */
  readonly root: string;
  /** The content of a file; null where there is none, or one that is larger than `most` bytes: by default the largest tile. */
  read(path: string, most?: number): Buffer | null;
  /** The SHA-256 of a file, which is not kept in memory, in hexadecimal digits; null as for {@link read}. */
  sha256(path: string): string | null;
  /** The names in a folder below it, in order; none where it is not there. */
  list(path: string): readonly string[];
}

/** The most bytes of a note, of a file of rows, and of a manifest: that of a log of a hundred million events is a third of it. */
export const LARGEST = { note: 1_000_000, rows: 16_000_000, manifest: 268_435_456 } as const;

/** A whole bundle of the longest entries, each with its length before it. */
const LARGEST_TILE = 256 * 65_537;

/** A folder on disk. */
export function openFolder(root: string): Folder {
  const top = ifThere(() => realpathSync.native(root));
  const below = (whole: string): boolean =>
    top !== null && whole.startsWith(top.endsWith(sep) ? top : `${top}${sep}`);
  const inside = (path: string): string | null => {
    if (top === null) return null;
    const whole = realpathSync.native(resolve(top, path));
    return below(whole) ? whole : null;
  };
  const fileOf = (path: string, most: number): string | null => {
    const whole = inside(path);
    const found = whole === null ? null : statSync(whole);
    return found?.isFile() && found.size <= most ? whole : null;
  };
  return {
    root,
    read: (path, most = LARGEST_TILE) =>
      ifThere(() => {
        const file = fileOf(path, most);
        return file === null ? null : readFileSync(file);
      }),
    sha256: (path) =>
      ifThere(() => {
        const file = fileOf(path, LARGEST.manifest);
        return file === null ? null : hashOf(file);
      }),
    list: (path) =>
      ifThere(() => {
        const whole = inside(path);
        return whole === null ? null : readdirSync(whole).toSorted();
      }) ?? [],
  };
}

/** One piece of a file after the other is read into it. */
const PIECE = Buffer.alloc(1_048_576);

function hashOf(file: string): string {
  const hash = createHash('sha256');
  const opened = openSync(file, 'r');
  try {
    for (;;) {
      const length = readSync(opened, PIECE);
      if (length === 0) return hash.digest('hex');
      hash.update(PIECE.subarray(0, length));
    }
  } finally {
    closeSync(opened);
  }
}

/** Null for what cannot be read, whatever the system says of it: a name that it cannot have, no leave, a circle of links. */
function ifThere<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code === 'string') return null;
    throw error;
  }
}
