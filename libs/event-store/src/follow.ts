/** Catching up with a log and staying live, for the stores whose log is read in pages. */
import type { LogFilter, Position, StoredEvent } from './port.js';

/** A bell that appends ring and subscribers wait for. */
export interface Bell {
  /** How often it has rung; taken before a read, so that no ring between the read and the wait is lost. */
  rings(): number;
  ring(): void;
  /** Resolves when it has rung since `seen`, after `timeoutMs`, or when `signal` aborts. */
  wait(seen: number, timeoutMs: number | null, signal: AbortSignal): Promise<void>;
}

/** Makes a {@link Bell}. */
export function createBell(): Bell {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    rings: () => count,
    ring() {
      count += 1;
      for (const wake of waiting) wake();
    },
    wait(seen, timeoutMs, signal) {
      if (count !== seen || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = timeoutMs === null ? undefined : setTimeout(wake, timeoutMs);
        function wake() {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        }
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },
  };
}

/** A page of the log: the events that pass, and how far the log was searched for them. */
export interface LogPage {
  readonly events: readonly StoredEvent[];
  /** Everything up to here was seen, whether or not it passed the filter. */
  readonly searchedTo: Position | null;
  /** True when the page was full: there may be more at once. */
  readonly full: boolean;
}

/** Reads pages after `from` for ever: at once while they are full, else when the bell rings or the poll is due. */
export async function* followLog(
  readPage: (from: Position | null, filter: LogFilter) => Promise<LogPage>,
  bell: Bell,
  pollMs: number | null,
  from: Position | null,
  filter: LogFilter,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent, void, undefined> {
  let position = from;
  while (!signal.aborted) {
    const seen = bell.rings();
    const page = await readPage(position, filter);
    for (const event of page.events) {
      if (signal.aborted) return;
      yield event;
    }
    position = page.searchedTo;
    if (!page.full) await bell.wait(seen, pollMs, signal);
  }
}

/**
 * An iterable whose iterator can be ended from outside while it waits: by one of the signals, or by `return()`, which on a
 * bare generator would wait for the next event.
 */
export function endable<T>(
  signals: readonly (AbortSignal | undefined)[],
  start: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const left = new AbortController();
      const given = signals.filter((signal) => signal !== undefined);
      const generator = start(AbortSignal.any([left.signal, ...given]));
      return {
        next: () => generator.next(),
        return() {
          left.abort();
          return generator.return();
        },
      };
    },
  };
}
