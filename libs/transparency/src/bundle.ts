import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, systemCode } from '@entente/platform';
import { TILE_WIDTH, tilePath, tilesOf } from '@entente/proof';
import type { CheckpointBook, PublishedCheckpoint } from './checkpoint-book.js';
import type { LogTree } from './log-tree.js';
import { readTile } from './tiles.js';

/** The folder to write to is there, and holds something. */
export class FolderNotEmptyError extends Error {
  constructor(readonly folder: string) {
    super(`${folder} is not empty`);
    this.name = 'FolderNotEmptyError';
  }
}

/** What is written, and where. */
export interface BundleParts {
  readonly folder: string;
  readonly log: LogTree;
  readonly book: CheckpointBook;
  readonly checkpoint: PublishedCheckpoint;
  readonly onProgress: (done: number, of: number) => void;
}

/** What was written. */
export interface WrittenBundle {
  readonly size: number;
  readonly files: number;
}

/** Checkpoints read at once. */
const PAGE = 200;

/**
 * Writes everything that is needed to verify a log without the ledger: the checkpoint, those before it, and the tiles and
 * entries that it covers, as C2SP tlog-tiles has them, with a manifest of their hashes. No more than a tile is in memory at
 * once, beside the tree. The folder has its name once it is whole and on the disk.
 *
 * @throws {FolderNotEmptyError}
 */
export async function writeBundle({ folder, ...parts }: BundleParts): Promise<WrittenBundle> {
  if ((await namesIn(folder)).length > 0) throw new FolderNotEmptyError(folder);
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.part-`);
  try {
    const written = await fill(draft, parts);
    await removeEmpty(folder);
    await rename(draft, folder);
    await syncFolder(dirname(folder));
    return written;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function fill(
  draft: string,
  { log, book, checkpoint, onProgress }: Omit<BundleParts, 'folder'>,
): Promise<WrittenBundle> {
  const files: Record<string, string> = {};
  const folders = new Set([draft]);
  const put = async (path: string, content: Uint8Array | string): Promise<void> => {
    const whole = join(draft, path);
    for (let one = dirname(whole); !folders.has(one); one = dirname(one)) folders.add(one);
    await mkdir(dirname(whole), { recursive: true });
    await writeSynced(whole, content);
    files[path] = createHash('sha256').update(content).digest('hex');
  };

  const { size, note } = checkpoint;
  await put('checkpoint', note);
  for await (const { number, note: earlier } of checkpointsUpTo(book, checkpoint))
    await put(`checkpoints/${String(number).padStart(12, '0')}`, earlier);
  // A log that lost its end has not all that was signed: what there is goes to the auditor, who finds the rest missing.
  const there = Math.min(size, log.tree.size);
  for (const name of tilesOf(there)) {
    const path = tilePath(name);
    const tile = await readTile(log, path, there);
    if (tile === null) throw new Error(`the log has no ${path}`);
    await put(path, tile);
    if (name.level === 'entries') onProgress(Math.min(there, (Number(name.index) + 1) * TILE_WIDTH), size);
  }
  const listed = { format: 1, origin: note.split('\n', 1)[0], size, files };
  await put('manifest.json', `${JSON.stringify(listed, null, 1)}\n`);
  for (const one of folders) await syncFolder(one);
  return { size, files: Object.keys(files).length };
}

async function writeSynced(file: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Takes an empty folder away; what came into it meanwhile stays. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOTEMPTY') throw new FolderNotEmptyError(folder);
    if (systemCode(error) !== 'ENOENT') throw error;
  });
}

async function* checkpointsUpTo(
  book: CheckpointBook,
  { size }: PublishedCheckpoint,
): AsyncGenerator<PublishedCheckpoint> {
  let last = 0;
  for (;;) {
    const page = await book.page(last, PAGE);
    for (const one of page) if (one.size <= size) yield one;
    if (page.length < PAGE) return;
    last = page.at(-1)?.number ?? last;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
