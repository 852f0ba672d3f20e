import { setTimeout as pause } from 'node:timers/promises';
import { eventTypeFilter, type Filter } from '@eventstore/db-client';
import { passes } from '../append-rules.js';
import type { LogFilter, LossKind, Position, StoredEvent, StreamGuard, StreamLoss } from '../port.js';

/** What the server writes when a stream's metadata are set (a soft deletion is one), and when it is deleted for good. */
const METADATA = '$metadata';
const TOMBSTONE = '$streamDeleted';
/** How long a guard waits before it subscribes again. */
const AGAIN_AFTER_MS = 1_000;
/** A soft deletion cuts off all that a stream may ever hold: up to the largest revision, which JSON gives rounded. */
const DELETES = Number(2n ** 63n - 1n);

/** Passes the events by which streams lose theirs, whichever stream it is. */
export function lossFilter(): Filter {
  return eventTypeFilter({ prefixes: [METADATA, TOMBSTONE] });
}

/** The stream that has the metadata of another. */
export function metadataStreamOf(stream: string): string {
  return `$$${stream}`;
}

/** What an event of {@link lossFilter} says of a stream: how it loses events, or that it loses none. */
function saidBy(event: StoredEvent): { readonly stream: string; readonly kind: LossKind | null } {
  return event.type === TOMBSTONE
    ? { stream: event.stream, kind: 'DELETED' }
    : { stream: event.stream.replace(/^\$\$/, ''), kind: lossIn(event) };
}

/** How a stream with these metadata loses events; null where it does not. */
export function lossIn({ bytes }: StoredEvent): LossKind | null {
  const metadata = parsed(bytes);
  const truncateBefore = metadata['$tb'];
  if (typeof truncateBefore === 'number' && truncateBefore >= DELETES) return 'DELETED';
  if (typeof truncateBefore === 'number' && truncateBefore > 0) return 'TRUNCATED';
  return '$maxCount' in metadata || '$maxAge' in metadata ? 'LIMITED' : null;
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // The server makes nothing of metadata that are no JSON either.
    return {};
  }
}

/** Watches for losses what `follow` gives: the events of {@link lossFilter} after a position, until it fails or ends. */
export function guardStreams(options: {
  readonly filter: LogFilter;
  readonly onLoss: (loss: StreamLoss) => void;
  readonly follow: (from: Position | null, ended: AbortSignal) => AsyncIterable<StoredEvent>;
  readonly closed: AbortSignal;
}): StreamGuard {
  const { filter, onLoss, follow } = options;
  const stopping = new AbortController();
  const ended = AbortSignal.any([stopping.signal, options.closed]);
  const lost = new Map<string, StreamLoss>();

  const note = (event: StoredEvent): void => {
    const { stream, kind } = saidBy(event);
    if (!passes(filter, stream, event.type)) return;
    if (kind === null) return void lost.delete(stream);
    const before = lost.get(stream);
    if (before?.kind === kind) return;
    const loss = { stream, kind };
    lost.set(stream, loss);
    onLoss(loss);
  };

  const watch = async (): Promise<void> => {
    let from: Position | null = null;
    while (!ended.aborted) {
      try {
        for await (const event of follow(from, ended)) {
          from = event.position;
          note(event);
        }
      } catch {
        // That the server cannot be asked is for its readers to say; what was lost meanwhile is seen after.
      }
      await pause(AGAIN_AFTER_MS, undefined, { signal: ended }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    losses: () => [...lost.values()],
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
