import { availableParallelism } from 'node:os';
import {
  MessageChannel,
  Worker,
  isMainThread,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { TILE_WIDTH, entriesIn, sha256 } from '@entente/proof';
import { openFolder } from './folder.js';
import { createPreparer, type LogPart, type PreparedEntries } from './prepared-entries.js';

/** A program that serves entries in a thread when it is started in one: {@link serveEntries}. */
export interface ThreadProgram {
  readonly file: string | URL;
  readonly execArgv?: readonly string[];
  /** The fewest events for which a thread is worth its start. */
  readonly from: number;
  /** How long an answer may take, in milliseconds: a bundle has at most 16 MB. */
  readonly patienceMs?: number;
}

/** A bundle of entries from the thread, with the hash of its file. */
export type ServedEntries = PreparedEntries & { readonly fileHash: string };

/** Entries that a thread of their own reads, hashes and scans, ahead of whoever asks for them in their order. */
export interface EntriesThread {
  /** The next bundle; null where it is not there. @throws {ThreadSilentError} */
  next(): ServedEntries | null;
  close(): void;
}

/** The thread does not answer: whatever it would say has to be found out without it. */
export class ThreadSilentError extends Error {}

/** What crosses from one thread to the other, without being copied. */
interface Parcel {
  readonly path: string;
  readonly fileHash: string;
  readonly width: number;
  readonly content: ArrayBuffer;
  readonly hashes: ArrayBuffer;
  readonly canonical: ArrayBuffer;
  readonly marks: ArrayBuffer;
}

interface Task extends LogPart {
  readonly servesEntries: true;
  readonly root: string;
  readonly port: MessagePort;
  /** Counts the answers, so that the other thread can wait for one. */
  readonly answered: Int32Array;
}

/** Bundles that are prepared before they are asked for. */
const AHEAD = 8;
const PATIENCE_MS = 30_000;

/** Starts the thread; null where there is no other core to run it on, or too little to do. */
export function startEntriesThread(
  { file, execArgv = [], from, patienceMs = PATIENCE_MS }: ThreadProgram,
  { root, size, raw }: LogPart & { readonly root: string },
): EntriesThread | null {
  if (size < from || availableParallelism() < 2) return null;
  const { port1: port, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task: Task = { servesEntries: true, root, size, raw, port: port2, answered };
  const worker = new Worker(file, {
    workerData: task,
    transferList: [port2],
    execArgv: [...execArgv],
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
  });
  worker.unref();
  // It shows by its silence.
  worker.on('error', () => undefined);
  const bundles = Math.ceil(size / TILE_WIDTH);
  let asked = 0;
  let taken = 0;
  return {
    next() {
      for (; asked < bundles && asked <= taken + AHEAD; asked += 1) port.postMessage(asked);
      taken += 1;
      const parcel = waitFor(port, answered, patienceMs);
      return parcel && unpacked(parcel);
    },
    close() {
      port.close();
      void worker.terminate();
    },
  };
}

type Received = { readonly message: { readonly parcel: Parcel | null } } | undefined;

function waitFor(port: MessagePort, answered: Int32Array, patienceMs: number): Parcel | null {
  for (;;) {
    const count = Atomics.load(answered, 0);
    const got = receiveMessageOnPort(port) as Received;
    if (got) return got.message.parcel;
    if (Atomics.wait(answered, 0, count, patienceMs) === 'timed-out') throw new ThreadSilentError();
  }
}

function unpacked({ path, fileHash, width, content, hashes, canonical, marks }: Parcel): ServedEntries {
  const bytes = Buffer.from(content);
  return {
    path,
    fileHash,
    content: bytes,
    entries: (entriesIn(bytes) ?? []).slice(0, width),
    hashes: Buffer.from(hashes),
    canonical: new Uint8Array(canonical),
    marks: new Int32Array(marks),
  };
}

/** Serves entries where this is a thread that {@link startEntriesThread} started; false anywhere else. */
export function serveEntries(): boolean {
  const task = workerData as Task | null;
  if (isMainThread || task?.servesEntries !== true) return false;
  const { port, answered } = task;
  const prepare = createPreparer(openFolder(task.root), task);
  port.on('message', (index: number) => {
    const prepared = prepare(index);
    const parcel = prepared && packed(prepared);
    port.postMessage(
      { parcel },
      parcel ? [parcel.content, parcel.hashes, parcel.canonical, parcel.marks] : [],
    );
    Atomics.add(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
  return true;
}

function packed({ path, content, entries, hashes, canonical, marks }: PreparedEntries): Parcel {
  return {
    path,
    fileHash: sha256(content),
    width: entries.length,
    content: ownBuffer(content),
    hashes: ownBuffer(hashes),
    canonical: ownBuffer(canonical),
    marks: ownBuffer(marks),
  };
}

/** The bytes of a view and no others: small ones share theirs. */
function ownBuffer({ buffer, byteOffset, byteLength }: Uint8Array | Int32Array): ArrayBuffer {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer;
  return whole ? buffer : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}
