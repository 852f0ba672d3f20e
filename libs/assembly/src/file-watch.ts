import {
  createBucketStorage,
  createFolderStorage,
  FilesUnavailableError,
  type FileStorage,
} from '@entente/ledger';
import type { Check, FilesConfiguration, HealthCheck, Logger } from '@entente/platform';

/** How long an answer of the storage stands: nobody pays for a question a second. */
const STANDS_MS = 30_000;
/** How soon one that failed is asked again. */
const AGAIN_MS = 5_000;

/** Opens the storage of a configuration; asks it nothing. */
export function openFileStorage(files: FilesConfiguration): FileStorage {
  return files.kind === 'folder' ? createFolderStorage(files.folder) : createBucketStorage(files);
}

/**
 * A storage, and whether it answers. Without it the ledger records and answers as ever, but for files: health is degraded. A
 * file that was refused keeps it so until one is taken, since a storage that can be read need not be one that can be written.
 *
 * @param now milliseconds that only go forward
 */
export function watchFiles(
  storage: FileStorage,
  log: Logger,
  now: () => number = () => performance.now(),
): { readonly storage: FileStorage; readonly check: HealthCheck } {
  let failure: string | null = null;
  let refusedFile: string | null = null;
  let askedAt = -Infinity;
  let probing: Promise<void> | null = null;

  const note = (reason: string | null): void => {
    askedAt = now();
    if (reason !== null && failure === null)
      log.error('Files of sources can be neither kept nor read.', { place: storage.place, reason });
    if (reason === null && failure !== null)
      log.info('The storage of files answers again.', { place: storage.place });
    failure = reason;
  };

  const watching = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      const answered = await answer;
      note(null);
      return answered;
    } catch (error) {
      if (error instanceof FilesUnavailableError) note(error.reason);
      throw error;
    }
  };

  /** Of writing: what is refused is refused until something is taken. */
  const writing = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      const answered = await watching(answer);
      refusedFile = null;
      return answered;
    } catch (error) {
      if (error instanceof FilesUnavailableError && error.refused) refusedFile = error.reason;
      throw error;
    }
  };

  const probe = (): Promise<void> => {
    probing ??= watching(storage.probe())
      .catch(() => undefined)
      .finally(() => {
        probing = null;
      });
    return probing;
  };

  return {
    storage: {
      place: storage.place,
      put: (...file) => writing(storage.put(...file)),
      get: (...file) => watching(storage.get(...file)),
      remove: (hash) => writing(storage.remove(hash)),
      list: () => storage.list(),
      probe,
    },
    async check(): Promise<Check> {
      if (now() - askedAt >= (failure === null ? STANDS_MS : AGAIN_MS)) await probe();
      if (failure !== null)
        return { ok: true, degraded: true, reason: `the storage does not answer: ${failure}` };
      if (refusedFile !== null)
        return { ok: true, degraded: true, reason: `the storage refused a file: ${refusedFile}` };
      return { ok: true };
    },
  };
}
