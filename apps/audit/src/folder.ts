import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** A folder that is read and never trusted: no path leads out of it. */
export interface Folder {
  /** The content of a file; null where it is not there. */
  read(path: string): Buffer | null;
  /** The names in a folder below it, in order; none where it is not there. */
  list(path: string): readonly string[];
}

/** A folder on disk. */
export function openFolder(root: string): Folder {
  const inside = (path: string): string | null => {
    const whole = resolve(root, path);
    return whole.startsWith(`${resolve(root)}${sep}`) ? whole : null;
  };
  return {
    read(path) {
      const whole = inside(path);
      return whole === null ? null : ifThere(() => readFileSync(whole));
    },
    list: (path) => ifThere(() => readdirSync(join(root, path)).toSorted()) ?? [],
  };
}

function ifThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}
