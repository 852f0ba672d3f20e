import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/** A folder that is read and never trusted: no path and no link leads out of it, and nothing but a file is read. */
export interface Folder {
  /** The content of a file; null where there is none, or one that is larger than `most` bytes: by default the largest tile. */
  read(path: string, most?: number): Buffer | null;
  /** The names in a folder below it, in order; none where it is not there. */
  list(path: string): readonly string[];
}

/** The most bytes of a note, of a file of rows, and of a manifest: that of a log of a hundred million events is a third of it. */
export const LARGEST = { note: 1_000_000, rows: 16_000_000, manifest: 268_435_456 } as const;

/** A whole bundle of the longest entries, each with its length before it. */
const LARGEST_TILE = 256 * 65_537;

/** A folder on disk. */
export function openFolder(root: string): Folder {
  const top = ifThere(() => realpathSync(root));
  const below = (whole: string): boolean =>
    top !== null && whole.startsWith(top.endsWith(sep) ? top : `${top}${sep}`);
  const inside = (path: string): string | null => {
    if (top === null) return null;
    const whole = realpathSync(resolve(top, path));
    return below(whole) ? whole : null;
  };
  return {
    read: (path, most = LARGEST_TILE) =>
      ifThere(() => {
        const whole = inside(path);
        const found = whole === null ? null : statSync(whole);
        return whole !== null && found?.isFile() && found.size <= most ? readFileSync(whole) : null;
      }),
    list: (path) =>
      ifThere(() => {
        const whole = inside(path);
        return whole === null ? null : readdirSync(whole).toSorted();
      }) ?? [],
  };
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
