import type { FileStorage } from './file-storage.js';
import type { KeptFiles } from './kept-files.js';

/** What was found of the files of a storage. */
export interface CheckedFiles {
  /** Files that open, and are what their hash says. */
  readonly whole: number;
  /** Files whose keys were destroyed: nobody can open them again. */
  readonly erased: number;
  /** The hashes of those that cannot be opened although nobody erased them. */
  readonly damaged: readonly string[];
}

/** The same, and what was copied. */
export interface CopiedFiles extends CheckedFiles {
  /** How many of the whole ones were in the other storage already. */
  readonly there: number;
  /** How many were copied, read back and found to be the same; of a rehearsal, how many would be copied. */
  readonly copied: number;
}

/** A file that was copied is not what was written when it is read back. */
export class CopyDiffersError extends Error {
  constructor(
    readonly hash: string,
    readonly place: string,
  ) {
    super(`${place} does not give back what was put there, for ${hash}`);
    this.name = 'CopyDiffersError';
  }
}

interface Checking {
  /** Opens what a storage has. */
  readonly openSealed: KeptFiles['openSealed'];
  /** Called with how many files were looked at. */
  readonly onProgress?: (done: number) => void;
}

/** Reads every file of a storage, and opens it. */
export async function checkFiles(storage: FileStorage, checking: Checking): Promise<CheckedFiles> {
  return goThrough(storage, checking, async () => {});
}

/**
 * Copies the files of a storage that open into another one, sealed as they are, and reads each back. What is there already, and
 * opens, stays as it is. Stopped at any moment, it goes on when it is called again.
 *
 * @throws {FilesUnavailableError} {CopyDiffersError}
 */
export async function copyFiles({
  from,
  to,
  dryRun = false,
  ...checking
}: Checking & {
  readonly from: FileStorage;
  readonly to: FileStorage;
  /** Reads and compares, writes nothing, and says what would be copied. */
  readonly dryRun?: boolean;
}): Promise<CopiedFiles> {
  let there = 0;
  let copied = 0;
  const checked = await goThrough(from, checking, async (hash, sealed) => {
    /** The same bytes, or the same file as somebody else sealed it. */
    const isWhole = async (other: Buffer | null): Promise<boolean> =>
      other !== null && (other.equals(sealed) || (await checking.openSealed(hash, other)).state === 'OPENED');
    const other = await to.get(hash);
    if (await isWhole(other)) {
      there += 1;
      return;
    }
    if (!dryRun) {
      await to.put(hash, sealed, other !== null);
      if (!(await isWhole(await to.get(hash)))) throw new CopyDiffersError(hash, to.place);
    }
    copied += 1;
  });
  return { ...checked, there, copied };
}

async function goThrough(
  storage: FileStorage,
  { openSealed, onProgress }: Checking,
  onWhole: (hash: string, sealed: Buffer) => Promise<void>,
): Promise<CheckedFiles> {
  let whole = 0;
  let erased = 0;
  const damaged: string[] = [];
  for await (const hash of storage.list()) {
    const sealed = await storage.get(hash);
    // It was erased meanwhile.
    if (sealed === null) continue;
    const { state } = await openSealed(hash, sealed);
    if (state === 'OPENED') {
      await onWhole(hash, sealed);
      whole += 1;
    } else if (state === 'ERASED') erased += 1;
    else damaged.push(hash);
    onProgress?.(whole + erased + damaged.length);
  }
  return { whole, erased, damaged };
}
