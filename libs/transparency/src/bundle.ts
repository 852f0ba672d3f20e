import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
 * once, beside the tree. The folder has its name once it is whole.
 *
 * @throws {FolderNotEmptyError}
 */
export async function writeBundle(parts: {
  readonly folder: string;
  readonly log: LogTree;
  readonly book: CheckpointBook;
  readonly checkpoint: PublishedCheckpoint;
  readonly onProgress: (done: number, of: number) => void;
}): Promise<WrittenBundle> {
  const { folder, log, book, checkpoint, onProgress } = parts;
  if ((await namesIn(folder)).length > 0) throw new FolderNotEmptyError(folder);
  const draft = `${folder}.part`;
  await rm(draft, { recursive: true, force: true });
  const files: Record<string, string> = {};
  const put = async (path: string, content: Uint8Array | string): Promise<void> => {
    const whole = join(draft, path);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, content);
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
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  await sync(dirname(folder));
  return { size, files: Object.keys(files).length };
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

async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
