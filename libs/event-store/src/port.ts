/**
 * The port that every event store implements, and its closed set of errors.
 *
 * A store keeps streams of opaque bytes and one log that orders all of them. It knows nothing of agreements, of the
 * envelope or of JSON: what it is given it gives back, byte for byte, with the hash that it wrote beside the bytes.
 */

/**
 * A place in one store's log. `commit` orders the log and is what the read model keeps (`known_*`); `prepare` is needed
 * besides it to resume an EventStoreDB subscription. In the other stores both are the same number. Positions of two
 * stores cannot be compared.
 */
export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event to append: an id that is never used twice, a type for filters, and the bytes to keep verbatim. */
export interface NewEvent {
  /** A UUID in lower case. */
  readonly id: string;
  readonly type: string;
  /** At most {@link MAX_EVENT_BYTES} bytes. */
  readonly bytes: Uint8Array;
}

/** An event as the store gives it back. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /**
   * The leaf hash that is stored beside the bytes, in lower-case hex: made by the store when it wrote them, and returned as
   * it was stored, never recomputed. Empty when none is stored. The reader compares it with the bytes.
   */
  readonly hash: string;
  /** Its place in its stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  /** When the store says it was written, in milliseconds since 1970. Not part of what is proved. */
  readonly created: number;
}

/** What the writer believes of the stream: it does not exist, anything, it exists, or its last revision is this one. */
export type ExpectedRevision = 'none' | 'any' | 'exists' | number;

/** The answer to an append that is durable: fsynced, or acknowledged by the cluster's majority. */
export interface Appended {
  /** The revision of the last event of this append. */
  readonly revision: number;
  /** The position of the last event of this append. */
  readonly position: Position;
  /** True when the same event ids were there already at this very place and nothing was written. */
  readonly repeated: boolean;
}

export interface AppendOptions {
  /**
   * When the caller sealed the events (what they say in `recorded`). A store judges it by its own clock at the moment
   * that fixes the order: more than {@link STALE_AFTER_MS} before or {@link STALE_AHEAD_MS} after it is `STALE`, and the
   * caller seals again. Not judged when absent.
   */
  readonly sealedAt?: Date;
}

/**
 * Which events of the log are wanted: those of these streams and of streams with one of these prefixes, of one of these
 * types; all if absent.
 */
export interface LogFilter {
  readonly streams?: readonly string[];
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export type Direction = 'forwards' | 'backwards';

/** Everything that can go wrong in a store, as data. */
export type StoreFailure =
  | {
      readonly kind: 'WRONG_EXPECTED_REVISION';
      readonly stream: string;
      readonly expected: ExpectedRevision;
      /** The stream's last revision; null when it does not exist. */
      readonly actual: number | null;
    }
  | { readonly kind: 'STREAM_NOT_FOUND'; readonly stream: string }
  | { readonly kind: 'STREAM_DELETED'; readonly stream: string }
  /** The sealing time is too far from the store's clock. */
  | { readonly kind: 'STALE'; readonly sealedAt: Date; readonly storeTime: Date | null }
  /** The store cannot be asked now; nothing is known of an append that was under way. */
  | { readonly kind: 'UNAVAILABLE'; readonly reason: string }
  | { readonly kind: 'TOO_LARGE'; readonly bytes: number; readonly limit: number };

/** The one exception that a store raises. Its `failure` is a closed union; switch over `failure.kind`. */
export class EventStoreError extends Error {
  constructor(
    readonly failure: StoreFailure,
    options?: ErrorOptions,
  ) {
    super(describeFailure(failure), options);
    this.name = 'EventStoreError';
  }
}

/** The largest event, in bytes (the entry size that tlog-tiles can hold). */
export const MAX_EVENT_BYTES = 65_535;
/** The most events in one append. */
export const MAX_APPEND_EVENTS = 1_000;
export const STALE_AFTER_MS = 10_000;
export const STALE_AHEAD_MS = 2_000;

/**
 * An append-only store of streams with one order over all of them. Every method raises {@link EventStoreError} only, but for
 * a TypeError on arguments that no caller may pass: no events, an id that is not a lower-case UUID or is given twice, a name
 * that is empty, longer than 500 characters, begins with `$` or is not well-formed text, a limit below 1.
 */
export interface EventStore {
  /**
   * Appends all the events or none. Idempotent for `none` and exact expectations: the same ids at the same place are a
   * success that writes nothing. When it resolves the events are durable, and after `none` or an exact expectation they
   * stand right there: where a stream was deleted it is STREAM_DELETED.
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options?: AppendOptions,
  ): Promise<Appended>;
  /**
   * Up to `limit` events of a stream, from the revision `from` (inclusive; forwards 0 is the first, backwards `'end'` the
   * last). A stream that was never written is STREAM_NOT_FOUND; one whose events were taken away is STREAM_DELETED.
   */
  readStream(
    stream: string,
    from: number | 'end',
    direction: Direction,
    limit: number,
  ): Promise<readonly StoredEvent[]>;
  /** Up to `limit` events of the log that pass the filter, in order, strictly after `from` (null: from the beginning). */
  readAll(from: Position | null, filter: LogFilter, limit: number): Promise<readonly StoredEvent[]>;
  /**
   * The log strictly after `from`, then live, without loss or duplicate. It ends only when the consumer leaves the loop,
   * when `signal` aborts or the store is closed (normal ends), or by raising an error: the caller then reloads its
   * checkpoint and subscribes again.
   */
  subscribeAll(from: Position | null, filter: LogFilter, signal?: AbortSignal): AsyncIterable<StoredEvent>;
  /**
   * The position of the last event of the log that passes the filter, whatever was written after it; null when there is
   * none. With `settled` it first waits until every append that was under way has committed or failed, so that nothing
   * sealed before the call can still come before it.
   */
  head(filter: LogFilter, options?: { readonly settled?: boolean }): Promise<Position | null>;
  /** Releases everything; pending subscriptions end. Idempotent. */
  close(): Promise<void>;
}

/** What a store offers besides, when its log can be asked for an event by its id (`postgres`, `memory`; not EventStoreDB). */
export interface FindsEventById {
  findById(id: string): Promise<StoredEvent | null>;
}

/** How events of a stream were taken away past this port, or will be. */
export type LossKind =
  /** The stream was deleted, for good or until it is written again. */
  | 'DELETED'
  /** Its first events were cut off. */
  | 'TRUNCATED'
  /** It keeps only so many events, or only for so long. */
  | 'LIMITED';

/** A stream that is not whole, or will not be. */
export interface StreamLoss {
  readonly stream: string;
  readonly kind: LossKind;
}

/** Watches streams for losses until it is stopped. */
export interface StreamGuard {
  /** The streams that are not whole now. One that was made whole again is not among them. */
  losses(): readonly StreamLoss[];
  stop(): Promise<void>;
}

/** What a store offers besides, when its server lets others take events away (`eventstoredb`). */
export interface GuardsStreams {
  /** Watches the streams that pass the filter, from their beginning; `onLoss` is called with each loss when it is found. */
  guard(filter: Omit<LogFilter, 'types'>, onLoss: (loss: StreamLoss) => void): StreamGuard;
}

/** What a store says whose log has an event at every position from 1 to the head (`postgres`, `memory`): a gap is a loss. */
export interface HasDensePositions {
  readonly densePositions: true;
  /** The position that the log has counted to: that of its last event, unless something was taken away from it. */
  counted(): Promise<bigint>;
}

/** Orders two positions of the same store. */
export function comparePositions(a: Position, b: Position): number {
  return a.commit < b.commit
    ? -1
    : a.commit > b.commit
      ? 1
      : a.prepare < b.prepare
        ? -1
        : a.prepare > b.prepare
          ? 1
          : 0;
}

/** A position as text that sorts as positions do: two numbers of sixteen hexadecimal digits. */
export function formatPosition(position: Position): string {
  return `${hex16(position.commit)}${hex16(position.prepare)}`;
}

/** Reads what {@link formatPosition} wrote; null when it is not one. */
export function parsePosition(text: string): Position | null {
  if (!/^[0-9a-f]{32}$/.test(text)) return null;
  return { commit: BigInt(`0x${text.slice(0, 16)}`), prepare: BigInt(`0x${text.slice(16)}`) };
}

function hex16(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}

function describeFailure(failure: StoreFailure): string {
  switch (failure.kind) {
    case 'WRONG_EXPECTED_REVISION':
      return `stream ${failure.stream} is at revision ${failure.actual ?? 'none'}, expected ${failure.expected}`;
    case 'STREAM_NOT_FOUND':
      return `stream ${failure.stream} does not exist`;
    case 'STREAM_DELETED':
      return `stream ${failure.stream} was deleted`;
    case 'STALE':
      return `sealed at ${failure.sealedAt.toISOString()}, too far from the store's clock`;
    case 'UNAVAILABLE':
      return `the event store is unavailable: ${failure.reason}`;
    case 'TOO_LARGE':
      return `${failure.bytes} is more than the limit of ${failure.limit}`;
    default:
      return failure satisfies never;
  }
}
