import { chmod, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { identify, stillRuns, type ProcessIdentity } from '@entente/platform';

/** The file by which a published register is known: its folder may be replaced. */
export const MARKER = 'register.json';
/** What that file says it is. */
export const REGISTER_FORM = 'entente-register-1';
/** The file by which a folder beside it is known while it is being published: who writes it. */
const WORKING = 'publishing.json';
const WORKING_FORM = 'entente-publishing-1';

/** A folder that holds something other than a published register; nothing was written. */
export class FolderOfOthersError extends Error {
  constructor(readonly folder: string) {
    super(`${folder} holds something other than a published register`);
    this.name = 'FolderOfOthersError';
  }
}

/**
 * Writes a folder beside its place and moves it there whole: whoever reads has the folder as it was, or the new one. Where
 * writing fails, what was there stays. What a run that was killed left beside the place is removed.
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
  await removeAbandoned(`${place}.new-`);
  const made = await makeBeside(`${place}.new-`);
  try {
    // Whoever serves the folder is another user, mostly.
    await chmod(made, 0o755);
    const written = await write(made);
    await rm(join(made, WORKING));
    if (there === null) await rename(made, place);
    else await swap(made, place);
    // A run that was killed while it moved the register aside: another one is in its place now.
    await removeAbandoned(`${place}.old-`);
    return written;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Moves a folder to where another one is, which goes. Where that fails, the other one is put back, and never deleted. */
async function swap(made: string, place: string): Promise<void> {
  const aside = await makeBeside(`${place}.old-`);
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

/** Makes a folder that says who works in it. */
async function makeBeside(prefix: string): Promise<string> {
  const made = await mkdtemp(prefix);
  const self = await identify(process.pid);
  const who = { form: WORKING_FORM, host: hostname(), pid: process.pid, started: self?.started ?? '' };
  await writeFile(join(made, WORKING), JSON.stringify(who));
  return made;
}

/** Removes the folders of runs of this machine whose process is gone; what does not say whose it is stays. */
async function removeAbandoned(prefix: string): Promise<void> {
  const parent = dirname(prefix);
  const names = (await readdir(parent)).filter((name) => name.startsWith(basename(prefix)));
  for (const name of names) {
    const worker = await workerIn(join(parent, name));
    if (worker && !(await stillRuns(worker))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Who works in a folder, where it says so and it is a process of this machine. */
async function workerIn(folder: string): Promise<ProcessIdentity | null> {
  const { form, host, pid, started } = await jsonIn(join(folder, WORKING));
  const isOurs = form === WORKING_FORM && host === hostname();
  return isOurs && typeof pid === 'number' && typeof started === 'string' ? { pid, started } : null;
}

async function isPublished(place: string): Promise<boolean> {
  return (await jsonIn(join(place, MARKER)))['form'] === REGISTER_FORM;
}

/** The members of a file; none where it is not there or is not JSON. */
async function jsonIn(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
