import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSignerKey, writeSignerKey, type SignerKey } from '@entente/proof';
import { StartupProblem, syncFolder, systemCode } from '@entente/platform';

/**
 * What the signer of checkpoints keeps apart from the log: its private key, the key that follows it while one takes over from
 * the other, the key of receipts, and what it signed last. Whoever puts an older copy of the log back does not put this back with it.
 */
export interface SignerFolder {
  readonly path: string;
  /** The key that signs; null where none was made. */
  key(): Promise<SignerKey | null>;
  /** The key that takes over; null where none does. */
  nextKey(): Promise<SignerKey | null>;
  /** The key that signs receipts; null where none was made. */
  receiptsKey(): Promise<SignerKey | null>;
  /** Keeps the key that signs receipts. @throws {StartupProblem} where there is one */
  keepReceiptsKey(key: SignerKey): Promise<void>;
  /** Keeps a first key. @throws {StartupProblem} where there is one */
  keepKey(key: SignerKey): Promise<void>;
  /** Keeps the key that is to take over. @throws {StartupProblem} where another one is about to */
  keepNextKey(key: SignerKey): Promise<void>;
  /** The next key becomes the key; the private half of the one before is gone. */
  promoteNextKey(): Promise<void>;
  /** The note of the last checkpoint that was signed; null where none was. */
  lastSigned(): Promise<string | null>;
  /** Keeps the note of a checkpoint: when it resolves it is on disk, whatever happens. */
  keepSigned(note: string): Promise<void>;
}

const KEY = 'log.key';
const NEXT_KEY = 'log-next.key';
const RECEIPTS_KEY = 'receipts.key';
const LAST_SIGNED = 'last-signed';
const DRAFT = '.draft';

/** The signer's folder; it is made when something is kept in it. */
export function signerFolder(path: string): SignerFolder {
  const readKey = async (name: string): Promise<SignerKey | null> => {
    const text = await readIfThere(join(path, name));
    const key = text === null ? null : parseSignerKey(text.trim());
    if (text !== null && key === null)
      throw new StartupProblem(
        `${join(path, name)} does not hold a signing key; restore it from your backup`,
      );
    return key;
  };
  return {
    path,
    key: () => readKey(KEY),
    nextKey: () => readKey(NEXT_KEY),
    receiptsKey: () => readKey(RECEIPTS_KEY),
    keepReceiptsKey: (key) => writeNew(path, RECEIPTS_KEY, `${writeSignerKey(key)}\n`),
    keepKey: (key) => writeNew(path, KEY, `${writeSignerKey(key)}\n`),
    keepNextKey: (key) => writeNew(path, NEXT_KEY, `${writeSignerKey(key)}\n`),
    async promoteNextKey() {
      await rename(join(path, NEXT_KEY), join(path, KEY));
      await syncFolder(path);
    },
    lastSigned: () => readIfThere(join(path, LAST_SIGNED)),
    keepSigned: (note) => replaceWhole(path, LAST_SIGNED, note),
  };
}

/** Writes a file that is not there yet, whole; of several that do so at once, one does. On disk when it resolves. */
async function writeNew(folder: string, name: string, text: string): Promise<void> {
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
 * signer's lock does so.
 */
async function replaceWhole(folder: string, name: string, text: string): Promise<void> {
  await rename(await writeDraft(folder, name, text), join(folder, name));
  await syncFolder(folder);
  await clearDrafts(folder, name);
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

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
