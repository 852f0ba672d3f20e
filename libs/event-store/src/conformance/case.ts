/** What a conformance case is, what it is given, and how it is run in bounded time. */
import { randomUUID } from 'node:crypto';
import type { EventStore, FindsEventById } from '../port.js';

/** A handle on the store: a connection of its own to the log that the others share. */
export type Handle = EventStore & Partial<FindsEventById>;

/** An append that was acknowledged to its writer. */
export interface Acknowledgement {
  readonly stream: string;
  /** The ids of its events, in order. */
  readonly ids: readonly string[];
}

/** A writer that appends without pause until killed, and notes each acknowledgement. Each append has three events. */
export interface Writer {
  /** Resolves when this many appends were acknowledged. */
  acknowledged(atLeast: number): Promise<void>;
  /** Kills the writer between two instructions, appends under way included, and returns what was acknowledged until then. */
  kill(): Promise<readonly Acknowledgement[]>;
}

/** A store as the suite gets it, and what it promises beyond the port. */
export interface StoreUnderTest {
  readonly store: Handle;
  /** True when the positions of the log are 1, 2, 3, … without a gap, whoever writes. */
  readonly densePositions: boolean;
  /** True when the log can be asked for an event by its id, and so refuses an id that is used anywhere else. */
  readonly findsById: boolean;
  /** Another handle on the same log, as another process would have. */
  connect(): Promise<Handle>;
  /** Starts a writer on streams with this prefix: another process, where the store outlives one. */
  startWriter(streamPrefix: string): Promise<Writer>;
  dispose(): Promise<void>;
}

/** What a case is given. */
export interface CaseContext {
  readonly under: StoreUnderTest;
  readonly store: Handle;
  /** A prefix that no other case's streams have. */
  readonly prefix: string;
  /** Aborts when the case is over, in whatever way. */
  readonly signal: AbortSignal;
}

/** One promise of the port, checked on a real store. */
export interface ConformanceCase {
  readonly name: string;
  run(context: CaseContext): Promise<void>;
}

/**
 * Runs one case and rejects when it fails or takes longer than `timeoutMs`.
 *
 * @throws AssertionError from the case, or an Error that names it when its time is over.
 */
export async function runCase(
  conformanceCase: ConformanceCase,
  under: StoreUnderTest,
  timeoutMs: number,
): Promise<void> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`"${conformanceCase.name}" took longer than ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  const context = { under, store: under.store, prefix: `c${randomUUID().slice(0, 8)}-`, signal: over.signal };
  const run = conformanceCase.run(context);
  // After a timeout the case is no longer awaited; its own failure then only follows from the timeout.
  run.catch(() => undefined);
  try {
    await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
