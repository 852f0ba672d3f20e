import assert from 'node:assert/strict';
import { EventStoreError, type StoredEvent } from '../port.js';
import type { Acknowledgement, ConformanceCase } from './case.js';
import { assertWholeStreams, event, events, idsOf, later, logOf, refusal } from './steps.js';

/** What holds when a store is closed or its process is killed in the middle of everything. */
export const endingCases: readonly ConformanceCase[] = [
  {
    name: 'answers every append and ends every subscription when it is closed in mid-flight',
    async run({ store, under, prefix, signal }) {
      const closing = await under.connect();
      const given = Array.from({ length: 64 }, (_, index) => ({
        stream: `${prefix}${index}`,
        events: events(2),
      }));
      await closing.append(`${prefix}first`, 'none', [event()]);
      const subscribed = later(
        (async () => {
          const seen: StoredEvent[] = [];
          for await (const one of closing.subscribeAll(null, { streamPrefixes: [prefix] }, signal))
            seen.push(one);
          return seen;
        })(),
      );
      const appends = given.map(({ stream, events: some }) => closing.append(stream, 'none', some));
      const outcomes = Promise.allSettled(appends);
      await closing.close();
      await subscribed;
      assert.equal(signal.aborted, false, 'the subscription ended because the store was closed');

      const log = await logOf(store, prefix);
      assertWholeStreams(log);
      for (const [index, outcome] of (await outcomes).entries()) {
        const there = idsOf(log.filter((one) => one.stream === `${prefix}${index}`));
        const whole = idsOf(given[index]?.events ?? []);
        if (outcome.status === 'fulfilled') assert.deepEqual(there, whole);
        else {
          assert.ok(
            outcome.reason instanceof EventStoreError && outcome.reason.failure.kind === 'UNAVAILABLE',
          );
          assert.ok(there.length === 0 || there.length === 2, 'half an append was written');
        }
      }
      assert.equal(log.filter((one) => one.stream === `${prefix}first`).length, 1);
    },
  },
  {
    name: 'is unavailable once closed, may be closed again, and leaves other handles alone',
    async run({ store, under, prefix, signal }) {
      const closing = await under.connect();
      await closing.append(`${prefix}a`, 'none', [event()]);
      await closing.close();
      await closing.close();
      await refusal(closing.append(`${prefix}a`, 0, [event()]), 'UNAVAILABLE');
      await refusal(closing.readStream(`${prefix}a`, 0, 'forwards', 1), 'UNAVAILABLE');
      await refusal(closing.readAll(null, {}, 1), 'UNAVAILABLE');
      await refusal(closing.head({}), 'UNAVAILABLE');
      for await (const one of closing.subscribeAll(null, {}, signal))
        assert.fail(`gave ${one.id} after its end`);
      await store.append(`${prefix}a`, 0, [event()]);
      assert.equal((await logOf(store, prefix)).length, 2);
    },
  },
  {
    name: 'keeps every acknowledged append, once and whole, when the writer is killed between write and acknowledgement',
    async run({ store, under, prefix }) {
      for (let round = 0; round < 3; round += 1) {
        const streams = `${prefix}${round}-`;
        const writer = await under.startWriter(streams);
        let acknowledged: readonly Acknowledgement[] = [];
        try {
          await writer.acknowledged(40);
        } finally {
          acknowledged = await writer.kill();
        }
        assert.ok(acknowledged.length >= 40);
        // What a dead writer has sent may still be written: the head says when it is decided.
        await store.head({}, { settled: true });
        const log = await logOf(store, streams);
        assertWholeStreams(log);
        assert.equal(new Set(idsOf(log)).size, log.length, 'an event is there twice');
        const byStream = new Map<string, StoredEvent[]>();
        for (const one of log) byStream.set(one.stream, [...(byStream.get(one.stream) ?? []), one]);
        for (const [stream, there] of byStream) {
          assert.equal(there.length % 3, 0, `${stream} has half an append`);
        }
        for (const { stream, ids } of acknowledged) {
          const there = byStream.get(stream) ?? [];
          const first = there.findIndex((one) => one.id === ids[0]);
          assert.ok(first >= 0, `an acknowledged append of ${stream} is lost`);
          assert.deepEqual(idsOf(there.slice(first, first + ids.length)), ids);
        }
        // The log goes on where it stood.
        await store.append(`${streams}after`, 'none', [event()]);
        assert.equal((await logOf(store, streams)).length, log.length + 1);
      }
    },
  },
];
