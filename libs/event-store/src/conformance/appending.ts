import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  comparePositions,
  formatPosition,
  MAX_APPEND_EVENTS,
  MAX_EVENT_BYTES,
  parsePosition,
  type ExpectedRevision,
  type NewEvent,
} from '../port.js';
import type { ConformanceCase } from './case.js';
import {
  assertInOrder,
  at,
  atOnce,
  contentOf,
  event,
  events,
  idsOf,
  later,
  logOf,
  refusal,
} from './steps.js';

/** What an append promises: order, expectations, idempotence, limits, fidelity, freshness. */
export const appendingCases: readonly ConformanceCase[] = [
  {
    name: 'gives back what was appended, in order and byte for byte',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const given = events(5);
      const before = Date.now();
      const appended = await store.append(stream, 'none', given);
      const stored = await contentOf(store, stream);
      assert.deepEqual(
        stored.map(({ id, type, bytes }) => ({ id, type, bytes: Buffer.from(bytes).toString('hex') })),
        given.map(({ id, type, bytes }) => ({ id, type, bytes: Buffer.from(bytes).toString('hex') })),
      );
      assert.deepEqual(
        stored.map(({ stream: of, revision }) => [of, revision]),
        given.map((_, index) => [stream, index]),
      );
      assert.equal(appended.revision, 4);
      assert.equal(appended.repeated, false);
      assert.deepEqual(appended.position, at(stored, -1).position);
      assertInOrder(stored);
      for (const one of stored) assert.ok(Math.abs(one.created - before) < 60_000, 'created is now');
    },
  },
  {
    name: 'continues a stream where the last append ended',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const first = await store.append(stream, 'none', events(2));
      const second = await store.append(stream, 1, events(3));
      assert.deepEqual([first.revision, second.revision], [1, 4]);
      assert.ok(comparePositions(first.position, second.position) < 0);
      assert.deepEqual(
        (await contentOf(store, stream)).map(({ revision }) => revision),
        [0, 1, 2, 3, 4],
      );
    },
  },
  {
    name: 'orders the events of all streams in one log, in the order in which the appends were answered',
    async run({ store, prefix }) {
      const given: NewEvent[] = [];
      for (let round = 0; round < 10; round += 1) {
        const one = event();
        given.push(one);
        await store.append(`${prefix}${round % 3}`, 'any', [one]);
      }
      const log = await logOf(store, prefix);
      assert.deepEqual(idsOf(log), idsOf(given));
      assertInOrder(log);
    },
  },
  {
    name: 'accepts every expectation that is right: none, any, exists, exact',
    async run({ store, prefix }) {
      const append = async (stream: string, expected: ExpectedRevision) =>
        (await store.append(`${prefix}${stream}`, expected, [event()])).revision;
      assert.equal(await append('a', 'none'), 0);
      assert.equal(await append('a', 0), 1);
      assert.equal(await append('a', 'exists'), 2);
      assert.equal(await append('a', 'any'), 3);
      assert.equal(await append('a', 3), 4);
      assert.equal(await append('b', 'any'), 0);
      assert.equal((await contentOf(store, `${prefix}a`)).length, 5);
    },
  },
  {
    name: 'refuses every expectation that is wrong, names the actual revision, and writes nothing',
    async run({ store, prefix }) {
      const stream = `${prefix}there`;
      await store.append(stream, 'none', events(3));
      const wrong: readonly (readonly [string, ExpectedRevision, number | null])[] = [
        [stream, 'none', 2],
        [stream, 0, 2],
        [stream, 1, 2],
        [stream, 3, 2],
        [stream, 1_000_000, 2],
        [`${prefix}missing`, 'exists', null],
        [`${prefix}missing`, 0, null],
        [`${prefix}missing`, 7, null],
      ];
      for (const [of, expected, actual] of wrong) {
        const failure = await refusal(store.append(of, expected, events(2)), 'WRONG_EXPECTED_REVISION');
        assert.deepEqual(failure, { kind: 'WRONG_EXPECTED_REVISION', stream: of, expected, actual });
      }
      assert.equal((await logOf(store, prefix)).length, 3);
    },
  },
  {
    name: 'answers an append that is there already with success, and writes nothing',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const [first, second] = [events(2), events(2)];
      const one = await store.append(stream, 'none', first);
      const two = await store.append(stream, 1, second);
      const stored = await contentOf(store, stream);
      assert.deepEqual(await store.append(stream, 1, second), { ...two, repeated: true });
      // In the middle of the stream, and with other bytes: the ones that are there stay.
      const altered = first.map((given) => ({ ...given, bytes: Buffer.from('altered') }));
      assert.deepEqual(await store.append(stream, 'none', altered), { ...one, repeated: true });
      await store.append(stream, 3, events(1));
      assert.deepEqual(await store.append(stream, 1, second), { ...two, repeated: true });
      assert.deepEqual((await contentOf(store, stream)).slice(0, 4), stored);
      assert.equal((await contentOf(store, stream)).length, 5);
    },
  },
  {
    name: 'refuses an append that is there in part only',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const [a, b, c] = [event(), event(), event()];
      await store.append(stream, 'none', [a, b]);
      for (const partial of [
        [a, c],
        [c, b],
        [b, a],
        [a, b, c],
      ]) {
        const failure = await refusal(store.append(stream, 'none', partial), 'WRONG_EXPECTED_REVISION');
        assert.equal(failure.actual, 1);
      }
      assert.deepEqual(idsOf(await contentOf(store, stream)), idsOf([a, b]));
    },
  },
  {
    name: 'treats an id that is used in another stream as it says it does',
    async run({ store, under, prefix }) {
      const used = event();
      await store.append(`${prefix}a`, 'none', [used]);
      const again = later(store.append(`${prefix}b`, 'none', [used]));
      if (under.findsById) {
        const failure = await refusal(again, 'WRONG_EXPECTED_REVISION');
        assert.equal(failure.actual, null);
      } else assert.equal((await again).repeated, false);
      assert.equal((await contentOf(store, `${prefix}b`)).length, under.findsById ? 0 : 1);
      assert.equal((await contentOf(store, `${prefix}a`)).length, 1);
    },
  },
  {
    name: 'treats an id that is used at another revision of its stream as it says it does',
    async run({ store, under, prefix }) {
      const stream = `${prefix}a`;
      const used = event();
      await store.append(stream, 'none', [used, event()]);
      const again = later(store.append(stream, 1, [used]));
      if (under.findsById) {
        const failure = await refusal(again, 'WRONG_EXPECTED_REVISION');
        assert.equal(failure.actual, 1);
      } else assert.equal((await again).revision, 2);
      assert.equal((await contentOf(store, stream)).length, under.findsById ? 2 : 3);
    },
  },
  {
    name: 'finds an event by its id exactly when it says it can',
    async run({ store, under, prefix }) {
      const [one] = [event()];
      await store.append(`${prefix}a`, 'none', [event(), one]);
      assert.equal(store.findById !== undefined, under.findsById);
      assert.equal((await contentOf(store, `${prefix}a`)).length, 2);
      if (!store.findById) return;
      assert.deepEqual(await store.findById(one.id), at(await contentOf(store, `${prefix}a`), 1));
      assert.equal(await store.findById(randomUUID()), null);
    },
  },
  {
    name: 'keeps an event of 65,535 bytes, and refuses one more byte and one event too many',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const bytes = Buffer.alloc(MAX_EVENT_BYTES, 'é');
      await store.append(
        stream,
        'none',
        Array.from({ length: 10 }, () => event('Large', bytes)),
      );
      for (const one of await contentOf(store, stream)) assert.ok(bytes.equals(one.bytes));
      const large = event('Large', Buffer.alloc(MAX_EVENT_BYTES + 1));
      const failure = await refusal(store.append(stream, 9, [event(), large]), 'TOO_LARGE');
      assert.deepEqual(failure, { kind: 'TOO_LARGE', bytes: MAX_EVENT_BYTES + 1, limit: MAX_EVENT_BYTES });
      await refusal(store.append(stream, 9, events(MAX_APPEND_EVENTS + 1)), 'TOO_LARGE');
      const most = await store.append(stream, 9, events(MAX_APPEND_EVENTS));
      assert.equal(most.revision, 9 + MAX_APPEND_EVENTS);
      assert.equal((await contentOf(store, stream)).length, 10 + MAX_APPEND_EVENTS);
    },
  },
  {
    name: 'keeps any letters in names and any bytes in events',
    async run({ store, prefix }) {
      const names = [
        'Équipe-Montréal',
        '日本-ledger',
        '🤝-mou',
        "o'brien; DROP TABLE",
        '%_\\"x"',
        'a b\tc\n',
      ];
      const payloads = [
        Uint8Array.from({ length: 256 }, (_, byte) => byte),
        Uint8Array.of(),
        Uint8Array.of(0xff, 0xfe, 0x00, 0xc3, 0x28, 0xed, 0xa0, 0x80),
        Buffer.from('{"name":"\u0000é e\u0301 \u{1F91D} \u2028"}'),
      ];
      for (const name of names) {
        const stream = `${prefix}${name}`;
        await store.append(
          stream,
          'none',
          payloads.map((bytes) => event(`Type-${name}`, bytes)),
        );
        const stored = await contentOf(store, stream);
        assert.deepEqual(
          stored.map((one) => [one.stream, one.type, Buffer.from(one.bytes).toString('hex')]),
          payloads.map((bytes) => [stream, `Type-${name}`, Buffer.from(bytes).toString('hex')]),
        );
        assert.equal((await store.readAll(null, { streamPrefixes: [stream] }, 10)).length, payloads.length);
        assert.equal((await store.readAll(null, { types: [`Type-${name}`] }, 10_000)).length >= 4, true);
      }
    },
  },
  {
    name: 'does not keep hold of the bytes that it was given, nor of those that it gave',
    async run({ store, prefix }) {
      const bytes = Buffer.from('original');
      await store.append(`${prefix}a`, 'none', [event('T', bytes)]);
      bytes.fill('x');
      const [first] = await contentOf(store, `${prefix}a`);
      first?.bytes.fill(0);
      const [again] = await contentOf(store, `${prefix}a`);
      assert.equal(Buffer.from(again?.bytes ?? []).toString(), 'original');
    },
  },
  {
    name: 'refuses what was sealed too long ago or ahead of the clock, and writes nothing of it',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const sealed = (offset: number) => ({ sealedAt: new Date(Date.now() + offset) });
      await store.append(stream, 'none', [event()], sealed(0));
      await store.append(stream, 0, [event()], sealed(-7_000));
      await store.append(stream, 1, [event()]);
      for (const offset of [-10_500, -60_000, 4_000, 3_600_000]) {
        const failure = await refusal(store.append(stream, 2, [event()], sealed(offset)), 'STALE');
        assert.ok(Math.abs((failure.storeTime?.getTime() ?? 0) - Date.now()) < 60_000);
      }
      assert.equal((await contentOf(store, stream)).length, 3);
    },
  },
  {
    name: 'refuses arguments that no caller may pass, and writes nothing of them',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      const twice = event();
      const bad: readonly (() => Promise<unknown>)[] = [
        () => store.append(stream, 'none', []),
        () => store.append(stream, 'none', [{ ...event(), id: 'not-a-uuid' }]),
        () => store.append(stream, 'none', [{ ...event(), id: randomUUID().toUpperCase() }]),
        () => store.append(stream, 'none', [twice, twice]),
        () => store.append(stream, -1, [event()]),
        () => store.append(stream, 0.5, [event()]),
        () => store.append('', 'none', [event()]),
        () => store.append('$system', 'none', [event()]),
        () => store.append(`${prefix}\0`, 'none', [event()]),
        () => store.append(`${prefix}\ud800`, 'none', [event()]),
        () => store.append(stream, 'none', [event('$type')]),
        () => store.append(`${prefix}${'x'.repeat(600)}`, 'none', [event()]),
        () => store.readStream(stream, 0, 'forwards', 0),
        () => store.readAll(null, {}, -1),
      ];
      for (const call of bad) await assert.rejects(call, TypeError);
      assert.equal((await logOf(store, prefix)).length, 0);
      await store.append(stream, 'none', [event()]);
      assert.equal((await logOf(store, prefix)).length, 1);
    },
  },
  {
    name: 'gives positions that strictly increase inside one append',
    async run({ store, prefix }) {
      const appended = await store.append(`${prefix}a`, 'none', events(200));
      const log = await logOf(store, prefix);
      assert.equal(log.length, 200);
      assertInOrder(log);
      assert.deepEqual(at(log, -1).position, appended.position);
    },
  },
  {
    name: 'gives positions that come back from text and sort as text does',
    async run({ store, prefix }) {
      await atOnce(20, (index) => store.append(`${prefix}${index}`, 'none', events(2)));
      const log = await logOf(store, prefix);
      assert.equal(log.length, 40);
      const texts = log.map((one) => formatPosition(one.position));
      assert.deepEqual(texts.toSorted(), texts);
      texts.forEach((text, index) => assert.deepEqual(parsePosition(text), at(log, index).position));
      const resumed = await logOf(store, prefix, parsePosition(at(texts, 19)));
      assert.deepEqual(idsOf(resumed), idsOf(log.slice(20)));
    },
  },
  {
    name: 'gives the head of what passes the filter, whatever another writes after it',
    async run({ store, under, prefix }) {
      const other = await under.connect();
      try {
        const ours = { streams: [`${prefix}ledger`], streamPrefixes: [`${prefix}ours-`] };
        assert.equal(await store.head(ours), null);
        const write = async (stream: string, type?: string) =>
          (await other.append(`${prefix}${stream}`, 'any', [event(type)])).position;
        await write('theirs-0');
        assert.equal(await store.head(ours), null);
        for (const stream of ['ours-1', 'ledger', 'ours-2']) {
          const head = await write(stream);
          assert.deepEqual(await store.head(ours), head);
          // More of them than a page has, and one whose name begins as one of ours does.
          for (let round = 0; round < 3; round += 1) {
            await atOnce(30, (index) => other.append(`${prefix}theirs-${index}`, 'any', events(10)));
            await write('ledger-of-others');
            assert.deepEqual(await store.head(ours), head);
            assert.deepEqual(await store.head(ours, { settled: true }), head);
          }
        }
        const signed = await write('ours-1', 'Signed');
        await write('ours-1', 'Expired');
        assert.deepEqual(await store.head({ ...ours, types: ['Signed'] }), signed);
        assert.equal(await store.head({ streams: [], streamPrefixes: [] }), null);
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'gives the head of the log, settled or not',
    async run({ store, prefix }) {
      const first = await store.append(`${prefix}a`, 'none', events(3));
      assert.deepEqual(await store.head({}), first.position);
      assert.deepEqual(await store.head({}, { settled: true }), first.position);
      const underWay = Array.from({ length: 20 }, (_, index) =>
        later(store.append(`${prefix}b${index}`, 'none', [event()])),
      );
      const settled = await store.head({}, { settled: true });
      assert.ok(settled);
      for (const appended of await Promise.all(underWay)) {
        assert.ok(
          comparePositions(appended.position, settled) <= 0,
          'an append under way came after the settled head',
        );
      }
    },
  },
];
