import { ThreadSilentError, startEntriesThread, type ThreadProgram } from './entries-thread.js';
import type { Folder } from './folder.js';
import { createPreparer, type LogPart, type PreparedEntries } from './prepared-entries.js';

/** Where entries are read. */
export interface EntriesPlace {
  readonly folder: Folder;
  /** Called with what was read past that folder, by another thread. */
  readonly onRead: (path: string, hash: string) => void;
  /** Null where everything is done in this thread. */
  readonly thread: ThreadProgram | null;
}

/** The bundles of entries of a log, in their order. */
export interface OpenEntries extends Disposable {
  /** Null where it is not there. */
  read(index: number): PreparedEntries | null;
}

/** Opens the entries of a log; reads them in another thread where that is sooner. */
export function openEntries({ folder, onRead, thread }: EntriesPlace, log: LogPart): OpenEntries {
  const here = createPreparer(folder, log);
  let beside = thread && startEntriesThread(thread, { root: folder.root, ...log });
  const close = (): void => {
    beside?.close();
    beside = null;
  };
  return {
    read(index) {
      if (beside === null) return here(index);
      try {
        const served = beside.next();
        if (served) onRead(served.path, served.fileHash);
        return served;
      } catch (error) {
        if (!(error instanceof ThreadSilentError)) throw error;
        close();
        return here(index);
      }
    },
    [Symbol.dispose]: close,
  };
}
