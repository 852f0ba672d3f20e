import { randomUUID } from 'node:crypto';
import { OtherLogError, copyLog } from './copy-log.js';
import { createMemoryEventStore } from './memory/memory-event-store.js';
import type { EventStore, StoredEvent } from './port.js';

const event = (text: string) => ({ id: randomUUID(), type: 'T', bytes: Buffer.from(text) });

/** A log of more than a page, whose streams take turns, now and then two events at a time. */
async function aLog(events = 1_203): Promise<EventStore> {
  const store = createMemoryEventStore();
  for (let n = 0; n < events; n += 3) {
    await store.append('a-1', 'any', [event(`a ${n}`), event(`a ${n + 1}`)]);
    await store.append('b-1', 'any', [event(`b ${n}`)]);
  }
  return store;
}

const said = (log: readonly StoredEvent[]) =>
  log.map(
    ({ id, stream, revision, bytes }) => `${id} ${stream} ${revision} ${Buffer.from(bytes).toString()}`,
  );
const whole = async (store: EventStore) => said(await store.readAll(null, {}, 10_000));

describe('a copy of a log', () => {
  it('has its events with their ids and bytes, in its order, and takes what comes later', async () => {
    const [from, to] = [await aLog(), createMemoryEventStore()];
    expect(await copyLog({ from, to, filter: {}, dryRun: true })).toEqual({ before: 0, copied: 1_203 });
    expect(await to.head({})).toBeNull();
    const progress: number[] = [];
    await copyLog({ from, to, filter: {}, onProgress: (done) => progress.push(done) });
    expect(progress).toEqual([500, 1_000, 1_203]);
    expect(await whole(to)).toEqual(await whole(from));
    await from.append('b-1', 'any', [event('later')]);
    expect(await copyLog({ from, to, filter: {} })).toEqual({ before: 1_203, copied: 1 });
    expect(await whole(to)).toEqual(await whole(from));
  });

  it('that was stopped at any place goes on from there', async () => {
    const from = await aLog(30);
    for (let stopped = 0; stopped < 30; stopped += 4) {
      const to = createMemoryEventStore();
      let left = stopped;
      const stopping = {
        readAll: to.readAll,
        append: async (...given: Parameters<EventStore['append']>) => {
          if (left <= 0) throw new Error('killed');
          left -= 1;
          return to.append(...given);
        },
      };
      await copyLog({ from, to: stopping, filter: {} }).catch(() => undefined);
      await copyLog({ from, to, filter: {} });
      expect(await whole(to)).toEqual(await whole(from));
    }
  });

  it.each([
    [
      'another event at some place',
      3,
      async (to: EventStore) => void (await to.append('c-1', 'none', [event('c')])),
    ],
    [
      'an event more than it',
      30,
      async (to: EventStore) => void (await to.append('b-1', 'any', [event('more')])),
    ],
  ])('writes nothing where there is %s', async (_what, copied, add) => {
    const from = await aLog(30);
    const to = createMemoryEventStore();
    const beginning = { readAll: async () => from.readAll(null, {}, copied) };
    await copyLog({ from: beginning, to, filter: {} });
    await add(to);
    const before = await whole(to);
    const refused = await copyLog({ from, to, filter: {} }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OtherLogError);
    expect(refused).toMatchObject({ index: copied });
    expect(await whole(to)).toEqual(before);
  });
});
