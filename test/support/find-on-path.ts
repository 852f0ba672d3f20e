import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of some programs that the PATH has, or null where it has none. */
export function findOnPath(...names: readonly string[]): string | null {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}
