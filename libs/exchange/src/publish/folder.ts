import { chmod, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The file by which a published register is known: its folder may be replaced. */
export const MARKER = 'register.json';
/** What that file says it is. */
export const REGISTER_FORM = 'entente-register-1';

/** A folder that holds something other than a published register; nothing was written. */
export class FolderOfOthersError extends Error {
  constructor(readonly folder: string) {
    super(`${folder} holds something other than a published register`);
    this.name = 'FolderOfOthersError';
  }
}

/**
 * Writes a folder beside its place and moves it there whole: whoever reads has the folder as it was, or the new one. Where
 * writing fails, what was there stays.
 * @throws {FolderOfOthersError}
 */
export async function replaceFolder<T>(folder: string, write: (into: string) => Promise<T>): Promise<T> {
  const place = await realpath(folder).catch(() => folder);
  const there = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    if (error.code === 'ENOTDIR') throw new FolderOfOthersError(folder);
    throw error;
  });
  if (there !== null && there.length > 0 && !(await isPublished(place)))
    throw new FolderOfOthersError(folder);
  await mkdir(dirname(place), { recursive: true });
  const made = await mkdtemp(`${place}.new-`);
  try {
    // Whoever serves the folder is another user, mostly.
    await chmod(made, 0o755);
    const written = await write(made);
    if (there === null) await rename(made, place);
    else await swap(made, place);
    return written;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Moves a folder to where another one is, which goes. Where that fails, the other one is put back, and never deleted. */
async function swap(made: string, place: string): Promise<void> {
  const aside = await mkdtemp(`${place}.old-`);
  const old = join(aside, 'register');
  await rename(place, old);
  try {
    await rename(made, place);
  } catch (error) {
    await rename(old, place);
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

async function isPublished(place: string): Promise<boolean> {
  try {
    const { form } = JSON.parse(await readFile(join(place, MARKER), 'utf8')) as { readonly form?: unknown };
    return form === REGISTER_FORM;
  } catch {
    return false;
  }
}
