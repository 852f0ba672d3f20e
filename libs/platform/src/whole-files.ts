import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupProblem, systemCode } from './embedded-postgres/startup-problem.js';
import { syncFolder } from './sync-folder.js';

const DRAFT = '.draft';

/**
 * Writes a file that is not there yet, whole; of several that do so at once, one does. On disk when it resolves, and its
 * owner's alone.
 *
 * @throws {StartupProblem} where there is one
 */
export async function writeNewFile(folder: string, name: string, text: string): Promise<void> {
  const target = join(folder, name);
  const draft = await writeDraft(folder, name, text);
  try {
    await link(draft, target);
  } catch (error) {
    // Its draft is gone where another one was kept, and cleared up, meanwhile.
    if (!['EEXIST', 'ENOENT'].includes(systemCode(error) ?? '')) throw error;
    throw new StartupProblem(`${target} is there already; nothing was done`);
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(folder);
  await clearDrafts(folder, name);
}

/**
 * Writes a file that is the old one or the new one, whole, at every moment; on disk when it resolves. Only who holds the
 * folder's lock does so.
 */
export async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  await rename(await writeDraft(folder, name, text), join(folder, name));
  await syncFolder(folder);
  await clearDrafts(folder, name);
}

/** The text of a file; null where there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a file's content under a name of its own. */
async function writeDraft(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${name}.${randomUUID()}${DRAFT}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** What a process that was killed left half written. */
async function clearDrafts(folder: string, name: string): Promise<void> {
  const files = await readdir(folder);
  const drafts = files.filter((file) => file.startsWith(`${name}.`) && file.endsWith(DRAFT));
  await Promise.all(drafts.map((file) => rm(join(folder, file), { force: true })));
}
