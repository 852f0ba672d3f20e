import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, systemCode } from '@entente/platform';
import { TILE_WIDTH, entriesIn, tilePath, tilesOf } from '@entente/proof';
import type { CheckpointBook, PublishedCheckpoint } from './checkpoint-book.js';
import type { LogTree } from './log-tree.js';
import { readTile } from './tiles.js';
import type { TimeStampBook } from './time-stamp-book.js';

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
  /** The time stamps of checkpoints; without it none are written. */
  readonly timeStamps?: Pick<TimeStampBook, 'page'>;
  /** Which of some keys are gone from the vault; asked of the keys of a tile at a time. Without it nothing is said of keys. */
  readonly keys?: KeysOfVault;
  /** The rows from which the ledger answers, to be compared with the log. Without them nothing is said of answers. */
  readonly rows?: RowsOfReadModel;
  readonly onProgress: (done: number, of: number) => void;
}

/** A key of sealed members that the vault has no more, as `erasures.ndjson` says it. */
interface GoneKey {
  readonly kid: string;
  /** ERASED: it was destroyed. LOST: nobody did that. */
  readonly state: 'ERASED' | 'LOST';
  /** For whom it was destroyed; null where that was not written down. */
  readonly person: string | null;
}

/** What a vault says of keys. */
export interface KeysOfVault {
  /** Every key that was destroyed. */
  readonly erased: () => Promise<readonly GoneKey[]>;
  /** Those of some keys that are there no more although nobody destroyed them. */
  readonly lost: (kids: readonly string[]) => Promise<readonly string[]>;
}

/** The rows of the read model, stream by stream, as they stand when the first `size` events of the log are known. */
export interface RowsOfReadModel {
  readonly size: number;
  readonly streams: AsyncIterable<{ readonly stream: string; readonly rows: readonly object[] }>;
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
  { log, book, checkpoint, timeStamps, keys, rows, onProgress }: Omit<BundleParts, 'folder'>,
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
    await put(`checkpoints/${fileOf(number)}`, earlier);
  for await (const { checkpoint: number, response } of stampsOf(timeStamps))
    if (files[`checkpoints/${fileOf(number)}`] !== undefined)
      await put(`tsa/${fileOf(number)}.tsr`, response);
  // A log that lost its end has not all that was signed: what there is goes to the auditor, who finds the rest missing.
  const there = Math.min(size, log.tree.size);
  const gone = new Map<string, GoneKey>(((await keys?.erased()) ?? []).map((one) => [one.kid, one]));
  for (const name of tilesOf(there)) {
    const path = tilePath(name);
    const tile = await readTile(log, path, there);
    if (tile === null) throw new Error(`the log has no ${path}`);
    await put(path, tile);
    const sealing = keys && name.level === 'entries' ? keysIn(tile).filter((kid) => !gone.has(kid)) : [];
    for (const kid of (await keys?.lost(sealing)) ?? []) gone.set(kid, { kid, state: 'LOST', person: null });
    if (name.level === 'entries') onProgress(Math.min(there, (Number(name.index) + 1) * TILE_WIDTH), size);
  }
  if (keys)
    await put('erasures.ndjson', [...gone.values()].map((one) => `${JSON.stringify(one)}\n`).join(''));
  for await (const { path, content } of rows ? rowFiles(rows) : []) await put(path, content);
  const listed = { format: 1, origin: note.split('\n', 1)[0], size, files };
  await put('manifest.json', `${JSON.stringify(listed, null, 1)}\n`);
  for (const one of folders) await syncFolder(one);
  return { size, files: Object.keys(files).length };
}

/** Bytes of rows in one file. */
const ROWS_AT_ONCE = 4_000_000;

/** The rows in files of a few megabytes, a stream a line; each begins with how much of the log they know. */
async function* rowFiles({
  size,
  streams,
}: RowsOfReadModel): AsyncGenerator<{ readonly path: string; readonly content: string }> {
  let number = 0;
  const begin = `${JSON.stringify({ size })}\n`;
  const file = (lines: readonly string[]) => ({
    path: `readmodel/${String((number += 1)).padStart(6, '0')}.ndjson`,
    content: [begin, ...lines].join(''),
  });
  let lines: string[] = [];
  let length = 0;
  for await (const one of streams) {
    const line = `${JSON.stringify(one)}\n`;
    lines.push(line);
    length += line.length;
    if (length < ROWS_AT_ONCE) continue;
    yield file(lines);
    [lines, length] = [[], 0];
  }
  if (lines.length > 0 || number === 0) yield file(lines);
}

/** The name of the file of a checkpoint, and of its time stamp. */
function fileOf(number: number): string {
  return String(number).padStart(12, '0');
}

async function* stampsOf(timeStamps: BundleParts['timeStamps']) {
  let last = 0;
  for (;;) {
    const page = (await timeStamps?.page(last, PAGE)) ?? [];
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.checkpoint ?? last;
  }
}

/** The keys that seal members of the events in a tile, each once. */
function keysIn(tile: Uint8Array): readonly string[] {
  return [...new Set((entriesIn(tile) ?? []).flatMap(sealingKeys))];
}

/** None of an event that was overwritten: the auditor is to get it as it is. */
function sealingKeys(bytes: Uint8Array): readonly string[] {
  try {
    const { personal } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
      readonly personal?: Readonly<Record<string, { readonly kid: string }>>;
    };
    return Object.values(personal ?? {}).map(({ kid }) => kid);
  } catch {
    return [];
  }
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
