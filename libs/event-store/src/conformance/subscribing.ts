import assert from 'node:assert/strict';
import type { StoredEvent } from '../port.js';
import type { ConformanceCase } from './case.js';
import { assertInOrder, at, atOnce, event, events, idsOf, later, logOf, take } from './steps.js';

/** What a subscription promises: everything once, in order, from any place, at the reader's own pace, until it ends. */
export const subscribingCases: readonly ConformanceCase[] = [
  {
    name: 'hands over from history to live without loss or duplicate while writers write',
    async run({ store, under, prefix, signal }) {
      const other = await under.connect();
      try {
        const total = 400;
        await atOnce(4, async (writer) => {
          for (let index = 0; index < 25; index += 1)
            await store.append(`${prefix}${writer}`, 'any', [event()]);
        });
        const filter = { streamPrefixes: [prefix] };
        // Subscribers that begin at every stage of the writing: before it, in it, and from the middle of history.
        const subscribers: Promise<readonly StoredEvent[]>[] = [
          later(take(total, store, null, filter, signal)),
        ];
        await atOnce(4, async (writer) => {
          for (let index = 0; index < 75; index += 1) {
            await (writer % 2 === 0 ? store : other).append(`${prefix}${writer}`, 'any', [event()]);
            if (writer === 0 && index % 15 === 0)
              subscribers.push(later(take(total, other, null, filter, signal)));
          }
        });
        const log = await logOf(store, prefix);
        assert.equal(log.length, total);
        for (const seen of await Promise.all(subscribers)) {
          assert.deepEqual(idsOf(seen), idsOf(log));
          assertInOrder(seen);
        }
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'gives the same events as a read does, with every field',
    async run({ store, prefix, signal }) {
      await store.append(`${prefix}a`, 'none', events(5));
      const seen = await take(5, store, null, { streamPrefixes: [prefix] }, signal);
      assert.deepEqual(seen, await logOf(store, prefix));
      assert.deepEqual(seen, await store.readStream(`${prefix}a`, 0, 'forwards', 5));
    },
  },
  {
    name: 'subscribes on from the position of every event',
    async run({ store, prefix, signal }) {
      for (let index = 0; index < 8; index += 1)
        await store.append(`${prefix}${index % 3}`, 'any', events(2));
      const whole = await logOf(store, prefix);
      assert.equal(whole.length, 16);
      for (let index = 0; index < whole.length - 1; index += 1) {
        const rest = whole.slice(index + 1);
        const from = at(whole, index).position;
        const seen = await take(rest.length, store, from, { streamPrefixes: [prefix] }, signal);
        assert.deepEqual(idsOf(seen), idsOf(rest));
      }
      const live = later(take(1, store, at(whole, -1).position, { streamPrefixes: [prefix] }, signal));
      const next = event();
      await store.append(`${prefix}next`, 'none', [next]);
      assert.deepEqual(idsOf(await live), [next.id]);
    },
  },
  {
    name: 'gives a subscriber only what passes its filter, in history and live',
    async run({ store, prefix, signal }) {
      const start = await store.head({});
      const write = async (round: number) => {
        await store.append(`${prefix}a-${round}`, 'none', [event('Signed'), event('Expired')]);
        await store.append(`${prefix}b-${round}`, 'none', [event('Signed'), event('Sign.d')]);
      };
      await write(0);
      const byStream = later(take(4, store, start, { streamPrefixes: [`${prefix}a-`] }, signal));
      const byType = later(take(2, store, start, { types: ['Sign.d'] }, signal));
      const byBoth = later(
        take(2, store, start, { streamPrefixes: [`${prefix}b-`], types: ['Signed'] }, signal),
      );
      const byName = later(take(2, store, start, { streams: [`${prefix}a-1`, `${prefix}b-`] }, signal));
      await write(1);
      const named = (list: readonly StoredEvent[]) =>
        list.map((one) => `${one.stream.slice(prefix.length)} ${one.type}`);
      assert.deepEqual(named(await byStream), ['a-0 Signed', 'a-0 Expired', 'a-1 Signed', 'a-1 Expired']);
      assert.deepEqual(named(await byName), ['a-1 Signed', 'a-1 Expired']);
      assert.deepEqual(named(await byType), ['b-0 Sign.d', 'b-1 Sign.d']);
      assert.deepEqual(named(await byBoth), ['b-0 Signed', 'b-1 Signed']);
    },
  },
  {
    name: 'waits for a subscriber that is slower than the writer, and loses nothing',
    async run({ store, prefix, signal }) {
      const total = 1_500;
      const large = () => event('Large', Buffer.alloc(4_000, 'x'));
      let begun: () => void = () => undefined;
      const beginning = new Promise<void>((resolve) => (begun = resolve));
      let writing: Promise<unknown> = Promise.resolve();
      const seen: StoredEvent[] = [];
      const reading = later(
        (async () => {
          for await (const one of store.subscribeAll(null, { streamPrefixes: [prefix] }, signal)) {
            seen.push(one);
            if (seen.length === 1) begun();
            // Held at its first event until the writer is done with all the others.
            if (seen.length === 1) await writing;
            if (seen.length === total) return;
          }
        })(),
      );
      writing = later(
        (async () => {
          await store.append(`${prefix}0`, 'any', [large()]);
          await Promise.race([beginning, reading]);
          await atOnce(total - 1, (index) => store.append(`${prefix}${index % 50}`, 'any', [large()]));
        })(),
      );
      await writing;
      await reading;
      assert.deepEqual(idsOf(seen), idsOf(await logOf(store, prefix)));
      assert.equal(seen.length, total);
    },
  },
  {
    name: 'shows a waiting subscriber what another process appends',
    async run({ store, under, prefix, signal }) {
      const other = await under.connect();
      try {
        const first = await store.append(`${prefix}a`, 'none', [event()]);
        const iterator = store
          .subscribeAll(first.position, { streamPrefixes: [prefix] }, signal)
          [Symbol.asyncIterator]();
        for (let round = 0; round < 5; round += 1) {
          const waiting = later(iterator.next());
          const one = event();
          await other.append(`${prefix}${round}`, 'any', [one]);
          const next = await waiting;
          assert.equal(next.done, false);
          assert.equal(next.value.id, one.id);
        }
        await iterator.return?.();
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'ends a subscription, waiting or not, when its signal aborts',
    async run({ store, prefix, signal }) {
      await store.append(`${prefix}a`, 'none', events(3));
      const abort = new AbortController();
      const ended = AbortSignal.any([abort.signal, signal]);
      const seen: StoredEvent[] = [];
      for await (const one of store.subscribeAll(null, { streamPrefixes: [prefix] }, ended)) {
        seen.push(one);
        // The third is the last there is: the loop then waits for a fourth until the signal aborts.
        if (seen.length === 3) setImmediate(() => abort.abort());
      }
      assert.equal(seen.length, 3);
      assert.equal(signal.aborted, false);
      for await (const one of store.subscribeAll(null, { streamPrefixes: [prefix] }, AbortSignal.abort())) {
        assert.fail(`gave ${one.id} although it was aborted before it began`);
      }
    },
  },
  {
    name: 'ends a waiting subscription whose iterator is returned',
    async run({ store, prefix, signal }) {
      const appended = await store.append(`${prefix}a`, 'none', events(2));
      const iterator = store.subscribeAll(null, { streamPrefixes: [prefix] }, signal)[Symbol.asyncIterator]();
      assert.equal((await iterator.next()).value?.revision, 0);
      assert.deepEqual((await iterator.next()).value?.position, appended.position);
      const waiting = later(iterator.next());
      await iterator.return?.();
      assert.equal((await waiting).done, true);
    },
  },
  {
    name: 'lets one subscriber leave without disturbing another',
    async run({ store, prefix, signal }) {
      await store.append(`${prefix}a`, 'none', events(2));
      const filter = { streamPrefixes: [prefix] };
      const staying = later(take(4, store, null, filter, signal));
      assert.equal((await take(1, store, null, filter, signal)).length, 1);
      await store.append(`${prefix}a`, 1, events(2));
      assert.deepEqual(idsOf(await staying), idsOf(await logOf(store, prefix)));
    },
  },
];
