import { loggedEvent, replayStream, type LoggedEvent, type Replayed, type Statement } from '@entente/replay';
import type { Event } from './entries.js';
import type { Folder } from './folder.js';
import { verifyBundle, type Auditor, type Verdict } from './verify-bundle.js';

/** The events of a bundle by their streams, and where each stands in the log. */
export interface ReadLog {
  readonly verdict: Verdict;
  readonly streams: ReadonlyMap<string, readonly LoggedEvent[]>;
  readonly indexOf: (eventId: string | null) => number | null;
  /** The index of the first event that was not yet known at an instant. */
  readonly sizeKnownAt: (instant: string) => number;
}

/** Verifies a bundle, and keeps what its events say. */
export function readLog(folder: Folder, auditor: Auditor): ReadLog {
  const streams = new Map<string, LoggedEvent[]>();
  const indexes = new Map<string, number>();
  const known: string[] = [];
  const onEvent = (event: Event, index: number): void => {
    const before = known.at(-1) ?? '';
    // What is known at an instant never changes: a clock that was set back takes nothing away.
    known[index] = event.recorded > before ? event.recorded : before;
    indexes.set(event.id, index);
    const own = streams.get(event.stream) ?? [];
    own.push(loggedEvent({ ...event }));
    streams.set(event.stream, own);
  };
  const verdict = verifyBundle(folder, { ...auditor, onEvent });
  return {
    verdict,
    streams,
    indexOf: (eventId) => (eventId === null ? null : (indexes.get(eventId) ?? null)),
    sizeKnownAt: (instant) => {
      const after = known.findIndex((recorded) => recorded > instant);
      return after < 0 ? known.length : after;
    },
  };
}

/** What the first `size` events of a log say of a stream's subject; null where they say nothing, or it is not replayed. */
export function replayed(log: ReadLog, stream: string, size: number): Replayed | null {
  const events = (log.streams.get(stream) ?? []).filter(({ id }) => (log.indexOf(id) ?? 0) < size);
  return events.length === 0 ? null : replayStream(stream, events);
}

/** What a log says of one subject on a day. */
export interface Said {
  readonly stream: string;
  readonly says: readonly (Pick<Statement, 'table' | 'values'> & {
    /** The index of the event that says so. */
    readonly index: number | null;
  })[];
  /** Why something is not replayed. */
  readonly notReplayed: readonly string[];
}

/** What the first `size` events of a log say on a day, of one stream or of all, in the order of their names. */
export function saidOn(
  log: ReadLog,
  { day, size, stream }: { readonly day: string; readonly size: number; readonly stream: string | null },
): readonly Said[] {
  const wanted = stream === null ? [...log.streams.keys()].toSorted() : [stream];
  return wanted.flatMap((name): readonly Said[] => {
    const found = replayed(log, name, size);
    if (!found) return [];
    const says = found.statements
      .filter(({ from, to }) => (from === '-infinity' || from <= day) && (to === 'infinity' || day < to))
      .map(({ table, values, by }) => ({ table, values, index: log.indexOf(by) }));
    const notReplayed = found.notReplayed.map(({ tables, because }) => `${tables.join(', ')}: ${because}`);
    return [{ stream: name, says, notReplayed }];
  });
}
