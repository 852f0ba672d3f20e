import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isUuid } from '@entente/domain';
import { atMost } from '@entente/event-store';
import { asUnavailable } from '../execute/outage.js';
import { hashOfFile, openFile, sealFile } from './sealed-document.js';
import type { KeptDocument, Vault } from './vault.js';

/** Files that are kept in a folder, each sealed under a key of the vault and found by its SHA-256. */
export interface KeptFiles {
  /** Keeps a file and returns its SHA-256; on the disk when it resolves. One that is kept already, and can be read, stays as it is. */
  keep(bytes: Buffer): Promise<string>;
  /** The file of a SHA-256; null where none is kept. */
  open(hash: string): Promise<KeptDocument | null>;
  /** The ids of the keys that seal files of these SHA-256, as far as such files are kept. */
  keysOf(hashes: readonly string[]): Promise<readonly string[]>;
  /** Removes files, whose keys were destroyed before; on the disk when it resolves. */
  remove(hashes: readonly string[]): Promise<void>;
  /** Whether a file of a SHA-256 is kept, readable or not. */
  has(hash: string): Promise<boolean>;
}

/** The id of the key, which stands before what it sealed. */
const KID_CHARACTERS = 36;

/** Files that are hashed, sealed and opened at once: each has several copies in memory meanwhile. */
const FILES_AT_ONCE = 2;

/**
 * Files below a folder of one ledger. A file has its name only when it is whole and on the disk: what a crash leaves half
 * written has another name, and counts for nothing.
 */
export function createKeptFiles(options: {
  readonly folder: string;
  readonly vault: Pick<Vault, 'keysFor' | 'open'>;
  readonly ledgerId: string;
}): KeptFiles {
  const { folder, vault, ledgerId } = options;
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  const placeOf = (hash: string) => ({ ledger: ledgerId, sha256: hash });

  const has = async (hash: string): Promise<boolean> => {
    try {
      return (await stat(pathOf(hash))).isFile();
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  };

  const read = async (hash: string): Promise<KeptDocument | null> => {
    const kept = await readFile(pathOf(hash)).catch((error: unknown) => {
      if (isAbsent(error)) return null;
      throw error;
    });
    if (kept === null) return null;
    const kid = kept.subarray(0, KID_CHARACTERS).toString('latin1');
    const { keys, erased } = await asUnavailable(vault.open([kid]));
    const key = keys.get(kid);
    const bytes = key ? await openFile(kept.subarray(KID_CHARACTERS), placeOf(hash), key) : null;
    if (bytes) return { state: 'OPENED', bytes };
    return { state: erased.has(kid) ? 'ERASED' : 'UNREADABLE' };
  };

  const keep = async (bytes: Buffer): Promise<string> => {
    const hash = await hashOfFile(bytes);
    // What was erased may be given again, and what is damaged is whole again.
    if ((await read(hash))?.state === 'OPENED') return hash;
    const [key] = await asUnavailable(vault.keysFor([{ kind: 'TEXT', names: [] }]));
    if (!key) throw new Error('the vault gave no key');
    const sealed = await sealFile(bytes, placeOf(hash), key.key);
    await writeWhole(pathOf(hash), [Buffer.from(key.kid, 'latin1'), sealed]);
    return hash;
  };

  const keysOf = async (hashes: readonly string[]): Promise<readonly string[]> => {
    const kids: string[] = [];
    for (const hash of new Set(hashes)) if (await has(hash)) kids.push(await keyIdIn(pathOf(hash)));
    // What a damaged file begins with names no key.
    return kids.filter(isUuid);
  };

  const remove = async (hashes: readonly string[]): Promise<void> => {
    for (const hash of new Set(hashes)) {
      if (!(await has(hash))) continue;
      await rm(pathOf(hash));
      await syncFolder(dirname(pathOf(hash)));
    }
  };

  const limited = atMost(FILES_AT_ONCE);
  return {
    has,
    keysOf,
    remove,
    open: (hash) => limited(() => read(hash)),
    keep: (bytes) => limited(() => keep(bytes)),
  };
}

/** The id of the key of a file, which may be large: only its beginning is read. */
async function keyIdIn(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(KID_CHARACTERS), 0, KID_CHARACTERS, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}

/** Writes a file under another name and, once it is on the disk, gives it its own. */
async function writeWhole(path: string, parts: readonly Buffer[]): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${randomUUID()}.part`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      for (const part of parts) await file.writeFile(part);
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

function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
