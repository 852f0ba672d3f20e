/** The steps that the cases are made of. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  comparePositions,
  EventStoreError,
  type EventStore,
  type LogFilter,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StoreFailure,
} from '../port.js';

/** An event that differs from every other. */
export function event(
  type = 'Happened',
  bytes: Uint8Array = Buffer.from(`{"n":"${randomUUID()}"}`),
): NewEvent {
  return { id: randomUUID(), type, bytes };
}

/** This many events, each different from every other. */
export function events(count: number, type?: string): readonly NewEvent[] {
  return Array.from({ length: count }, () => event(type));
}

export function idsOf(list: readonly { readonly id: string }[]): readonly string[] {
  return list.map(({ id }) => id);
}

/** Asserts that the append or read is refused in this way, and gives the refusal. */
export async function refusal<K extends StoreFailure['kind']>(
  promise: Promise<unknown>,
  kind: K,
): Promise<Extract<StoreFailure, { kind: K }>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  assert.ok('error' in outcome, `expected ${kind}, but it succeeded`);
  assert.ok(
    outcome.error instanceof EventStoreError,
    `expected ${kind}, but it raised ${String(outcome.error)}`,
  );
  const { failure } = outcome.error;
  assert.equal(failure.kind, kind, outcome.error.message);
  return failure as Extract<StoreFailure, { kind: K }>;
}

/** The events of a stream; none when it does not exist. */
export async function contentOf(store: EventStore, stream: string): Promise<readonly StoredEvent[]> {
  try {
    return await store.readStream(stream, 0, 'forwards', 10_000);
  } catch (error) {
    if (error instanceof EventStoreError && error.failure.kind === 'STREAM_NOT_FOUND') return [];
    throw error;
  }
}

/** Every event of the streams with this prefix, in the order of the log, read in pages. */
export async function logOf(
  store: EventStore,
  streamPrefix: string,
  from: Position | null = null,
): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll(all.at(-1)?.position ?? from, { streamPrefixes: [streamPrefix] }, 1_000);
    all.push(...page);
    if (page.length < 1_000) return all;
  }
}

/** The next `count` events of a subscription, which it then leaves. Fails when the subscription ends before. */
export async function take(
  count: number,
  store: EventStore,
  from: Position | null,
  filter: LogFilter,
  signal: AbortSignal,
): Promise<readonly StoredEvent[]> {
  const taken: StoredEvent[] = [];
  for await (const one of store.subscribeAll(from, filter, signal)) {
    taken.push(one);
    if (taken.length === count) return taken;
  }
  return assert.fail(`the subscription ended after ${taken.length} of ${count} events`);
}

/** Asserts that positions only go up, as numbers and as text. */
export function assertInOrder(list: readonly StoredEvent[]): void {
  list.forEach((one, index) => {
    const before = list[index - 1];
    if (before)
      assert.ok(comparePositions(before.position, one.position) < 0, `event ${index} is out of order`);
    if (before) assert.ok(before.position.commit < one.position.commit, 'commit positions strictly increase');
  });
}

/** Asserts that revisions of every stream begin at 0 and have no gap. */
export function assertWholeStreams(list: readonly StoredEvent[]): void {
  const next = new Map<string, number>();
  for (const one of list) {
    assert.equal(one.revision, next.get(one.stream) ?? 0, `${one.stream} has a gap or a repetition`);
    next.set(one.stream, one.revision + 1);
  }
}

/** Runs the work for 0 … count − 1, all at once. */
export function atOnce<T>(count: number, work: (index: number) => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** The element, which must be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list.at(index);
  assert.ok(found !== undefined, `there is no element ${index} of ${list.length}`);
  return found;
}

/** Work whose outcome is looked at later. Its failure must not count as unnoticed until then. */
export function later<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
