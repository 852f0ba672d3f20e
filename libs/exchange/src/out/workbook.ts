import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Cell } from './cell.js';
import type { ToWorker } from './workbook-worker.js';

/** A workbook is made whole in memory: this many rows of the widest table take some 300 MB for a few seconds. */
const MOST_ROWS = 20_000;
/** What a cell of a workbook holds (ECMA-376, and every spreadsheet). */
const MOST_CHARACTERS = 32_767;
const MOST_MEGABYTES = 768;

/** A table that does not fit into a workbook; nothing of it was written. */
export class WorkbookTooLargeError extends Error {
  constructor(readonly limit: { readonly limit: 'TABLE_ROWS' | 'CELL_CHARACTERS'; readonly most: number }) {
    super(`a workbook holds less: ${JSON.stringify(limit)}`);
    this.name = 'WorkbookTooLargeError';
  }
}

interface Workbook extends AsyncDisposable {
  /** @throws {WorkbookTooLargeError} */
  add(rows: readonly (readonly Cell[])[]): void;
  /** @throws {WorkbookTooLargeError} where it needs more memory than it gets */
  finish(): Promise<Uint8Array>;
}

/** One is made at a time, so that many who ask at once do not take the memory of many. */
let before: Promise<void> = Promise.resolve();

/** Begins a workbook of one sheet in a thread of its own, once those before it are made or given up. */
export async function startWorkbook(sheet: string, head: readonly string[]): Promise<Workbook> {
  const turn = before;
  const { promise, resolve: over } = Promise.withResolvers<void>();
  before = promise;
  await turn;
  const worker = new Worker(new URL(`workbook-worker${extname(import.meta.url)}`, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  let failed: Error | null = null;
  worker.on('error', (error) => (failed = error));
  const send = (message: ToWorker): void => worker.postMessage(message);
  send({ rows: [head] });
  let count = 0;
  return {
    add(rows) {
      count += rows.length;
      if (count > MOST_ROWS) throw new WorkbookTooLargeError({ limit: 'TABLE_ROWS', most: MOST_ROWS });
      if (rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.length > MOST_CHARACTERS)))
        throw new WorkbookTooLargeError({ limit: 'CELL_CHARACTERS', most: MOST_CHARACTERS });
      send({ rows });
    },
    async finish() {
      try {
        if (failed !== null) throw failed as Error;
        send({ sheet });
        const [bytes] = (await once(worker, 'message')) as [Uint8Array];
        return bytes;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
          throw new WorkbookTooLargeError({ limit: 'TABLE_ROWS', most: count - 1 });
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
      over();
    },
  };
}
