import { constants } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FilesUnavailableError, hashInName, nameOfFile, type FileStorage } from './file-storage.js';

/**
 * Files below a folder. A file has its name only when it is whole and on the disk: what a crash leaves half written has another
 * name, and counts for nothing.
 */
export function createFolderStorage(folder: string): FileStorage {
  const pathOf = (hash: string) => join(folder, nameOfFile(hash));

  /** What the file system answers. */
  const asked = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      throw new FilesUnavailableError(folder, code, true, { cause: error });
    }
  };

  /** The same of what need not be there. */
  const ifThere = async <T>(answer: Promise<T>, absent: T): Promise<T> =>
    asked(
      answer.catch((error: unknown) => {
        if (systemCode(error) === 'ENOENT') return absent;
        throw error;
      }),
    );

  const put = async (hash: string, sealed: Buffer): Promise<true> => {
    await writeWhole(pathOf(hash), sealed);
    return true;
  };

  const remove = async (hash: string): Promise<void> => {
    await rm(pathOf(hash));
    await syncFolder(dirname(pathOf(hash)));
  };

  return {
    place: folder,
    put: (hash, sealed) => asked(put(hash, sealed)),
    get: (hash, bytes) =>
      ifThere<Buffer | null>(
        bytes === undefined ? readFile(pathOf(hash)) : beginningOf(pathOf(hash), bytes),
        null,
      ),
    remove: (hash) => ifThere(remove(hash), undefined),
    async *list() {
      const below = await ifThere(readdir(folder, { withFileTypes: true }), []);
      for (const { name: first } of below.filter((one) => one.isDirectory()).toSorted(byName))
        for (const name of (await ifThere(readdir(join(folder, first)), [])).toSorted()) {
          const hash = hashInName(`${first}/${name}`);
          if (hash !== null) yield hash;
        }
    },
    // It is made with the first file.
    probe: () => ifThere(access(folder, constants.R_OK | constants.W_OK), undefined),
  };
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}

async function beginningOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Writes a file under another name and, once it is on the disk, gives it its own. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${randomUUID()}.part`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  for (const one of [folder, dirname(folder)]) await syncFolder(one);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder to sync it.
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
