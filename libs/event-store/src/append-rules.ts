/**
 * What every store decides in the same way: whether an append is well formed, and what becomes of it given what the log
 * holds. The stores that keep the log themselves (`memory`, `postgres`) decide with {@link decideAppend}; EventStoreDB
 * decides on the server.
 */
import { leafHash } from '@entente/proof';
import {
  EventStoreError,
  MAX_APPEND_EVENTS,
  MAX_EVENT_BYTES,
  STALE_AFTER_MS,
  STALE_AHEAD_MS,
  type AppendOptions,
  type ExpectedRevision,
  type LogFilter,
  type NewEvent,
  type Position,
  type StoreFailure,
} from './port.js';

/** An event with the hash to keep beside its bytes. */
export interface HashedEvent extends NewEvent {
  readonly hash: string;
}

/** An append as it was asked for, hashed before it takes part in any transaction. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly HashedEvent[];
  readonly sealedAt?: Date;
}

/** Where the log holds an event. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** What must be known of the log to decide an append. */
export interface LogView {
  /** The last revision of a stream; null when it does not exist. */
  revisionOf(stream: string): number | null;
  /** Where an event of this id is; undefined when it is nowhere in the log. */
  placeOf(id: string): Place | undefined;
  /** The store's clock, in milliseconds since 1970. */
  readonly now: number;
}

/** What becomes of an append. */
export type AppendDecision =
  | { readonly kind: 'write'; readonly firstRevision: number }
  | { readonly kind: 'repeated'; readonly last: Place }
  | { readonly kind: 'refused'; readonly failure: StoreFailure };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Long enough for every stream of the ledger, short enough for an index entry of four-byte letters. */
const MAX_NAME_CHARACTERS = 500;

/**
 * Checks what can be checked without the log, before an append joins others, and hashes its events.
 *
 * @throws EventStoreError TOO_LARGE, when an event or the number of events is over its limit.
 * @throws TypeError on arguments that no caller may pass: no event, an id that is not a lower-case UUID or is given
 * twice, a revision that is not one, a stream or type that is empty, too long, begins with `$` or cannot be stored as text.
 */
export function checkShape(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  options: AppendOptions = {},
): AppendRequest {
  checkName('stream', stream);
  if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < 0)) {
    throw new TypeError(`an expected revision is a whole number from 0, not ${expected}`);
  }
  if (events.length === 0) throw new TypeError('an append has at least one event');
  if (events.length > MAX_APPEND_EVENTS) {
    throw new EventStoreError({ kind: 'TOO_LARGE', bytes: events.length, limit: MAX_APPEND_EVENTS });
  }
  const ids = new Set<string>();
  for (const event of events) {
    if (!UUID.test(event.id)) throw new TypeError(`an event id is a UUID in lower case, not "${event.id}"`);
    if (ids.has(event.id)) throw new TypeError(`the event id ${event.id} is given twice`);
    ids.add(event.id);
    checkName('type', event.type);
    if (event.bytes.byteLength > MAX_EVENT_BYTES) {
      throw new EventStoreError({ kind: 'TOO_LARGE', bytes: event.bytes.byteLength, limit: MAX_EVENT_BYTES });
    }
  }
  const hashed = events.map(({ id, type, bytes }) => ({ id, type, bytes, hash: leafHash(bytes) }));
  return { stream, expected, events: hashed, ...(options.sealedAt ? { sealedAt: options.sealedAt } : {}) };
}

/** @throws TypeError unless the limit is a whole number from 1. */
export function checkLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new TypeError(`a limit is a whole number from 1, not ${limit}`);
}

/**
 * Decides one append. Ids that are all at the place where this append would put them are a success that writes nothing;
 * an id that is anywhere else is a wrong expected revision, and so is a part of the append that is there already.
 */
export function decideAppend(request: AppendRequest, log: LogView): AppendDecision {
  const { stream, expected, events, sealedAt } = request;
  const actual = log.revisionOf(stream);
  const places = events.map((event) => log.placeOf(event.id));
  const wrong: AppendDecision = {
    kind: 'refused',
    failure: { kind: 'WRONG_EXPECTED_REVISION', stream, expected, actual },
  };

  const first = places[0];
  const last = places.at(-1);
  if (first && last) {
    const intended = expected === 'none' ? 0 : typeof expected === 'number' ? expected + 1 : first.revision;
    const atTheirPlace = places.every(
      (place, index) => place?.stream === stream && place.revision === intended + index,
    );
    return atTheirPlace ? { kind: 'repeated', last } : wrong;
  }
  if (places.some((place) => place !== undefined)) return wrong;
  if (!allows(expected, actual)) return wrong;
  if (sealedAt && isStale(sealedAt, log.now)) {
    return { kind: 'refused', failure: { kind: 'STALE', sealedAt, storeTime: new Date(log.now) } };
  }
  return { kind: 'write', firstRevision: actual === null ? 0 : actual + 1 };
}

/** Whether a sealing time is too far from the store's clock. */
export function isStale(sealedAt: Date, now: number): boolean {
  const age = now - sealedAt.getTime();
  return !(age <= STALE_AFTER_MS && age >= -STALE_AHEAD_MS);
}

/** Whether an event of this stream and type passes the filter. An empty list passes nothing. */
export function passes(filter: LogFilter, stream: string, type: string): boolean {
  const { streams, streamPrefixes, types } = filter;
  const ofAnyStream = !streams && !streamPrefixes;
  const named = streams?.includes(stream) || streamPrefixes?.some((prefix) => stream.startsWith(prefix));
  return (ofAnyStream || named === true) && (!types || types.includes(type));
}

/** Whether a filter names lists of which nothing can pass. */
export function passesNothing({ streams, streamPrefixes, types }: LogFilter): boolean {
  const ofNoStream = (streams ?? streamPrefixes) !== undefined && !streams?.length && !streamPrefixes?.length;
  return ofNoStream || types?.length === 0;
}

function allows(expected: ExpectedRevision, actual: number | null): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'none':
      return actual === null;
    case 'exists':
      return actual !== null;
    default:
      return actual === expected;
  }
}

function checkName(what: 'stream' | 'type', name: string): void {
  const storable =
    name.length > 0 &&
    name.length <= MAX_NAME_CHARACTERS &&
    !name.startsWith('$') &&
    !name.includes('\0') &&
    !/\p{Surrogate}/u.test(name);
  if (!storable) throw new TypeError(`${JSON.stringify(name.slice(0, 80))} cannot be the name of a ${what}`);
}
