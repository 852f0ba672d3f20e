import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { LogFilter } from '../port.js';
import type { ConformanceCase } from './case.js';
import { at, event, events, idsOf, logOf, refusal, take } from './steps.js';

/** What reads promise: directions, limits, filters, and going on from any place. */
export const readingCases: readonly ConformanceCase[] = [
  {
    name: 'reads a stream forwards and backwards, from any revision, as far as the limit',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      await store.append(stream, 'none', events(10));
      const read = async (from: number | 'end', direction: 'forwards' | 'backwards', limit: number) =>
        (await store.readStream(stream, from, direction, limit)).map(({ revision }) => revision);
      assert.deepEqual(await read(0, 'forwards', 100), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      assert.deepEqual(await read(0, 'forwards', 3), [0, 1, 2]);
      assert.deepEqual(await read(7, 'forwards', 3), [7, 8, 9]);
      assert.deepEqual(await read(9, 'forwards', 5), [9]);
      assert.deepEqual(await read(10, 'forwards', 5), []);
      assert.deepEqual(await read('end', 'backwards', 1), [9]);
      assert.deepEqual(await read('end', 'backwards', 100), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
      assert.deepEqual(await read(4, 'backwards', 2), [4, 3]);
      assert.deepEqual(await read(0, 'backwards', 5), [0]);
    },
  },
  {
    name: 'gives back beside the bytes their hash, whichever way they are read',
    async run({ store, prefix, signal }) {
      const stream = `${prefix}a`;
      const given = [
        event('Happened', new Uint8Array()),
        event('Happened', Uint8Array.of(0)),
        event(
          'Happened',
          Uint8Array.from({ length: 256 }, (_, index) => index),
        ),
        event(),
      ];
      await store.append(stream, 'none', given.slice(0, 1));
      await store.append(stream, 0, given.slice(1));
      // An append that is repeated with other bytes writes nothing: the hash is still that of the bytes that are there.
      const other = given.slice(1).map((one) => ({ ...one, bytes: Buffer.from('other') }));
      assert.equal((await store.append(stream, 0, other)).repeated, true);

      // SHA-256 of a zero byte: the leaf hash of an event without bytes, as RFC 6962's vectors have it.
      const ofNothing = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
      const hashes = given.map(({ bytes }) =>
        createHash('sha256').update(Uint8Array.of(0)).update(bytes).digest('hex'),
      );
      assert.equal(hashes[0], ofNothing);
      const filter = { streamPrefixes: [prefix] };
      const readings = [
        await store.readStream(stream, 0, 'forwards', 10),
        (await store.readStream(stream, 'end', 'backwards', 10)).toReversed(),
        await logOf(store, prefix),
        await take(given.length, store, null, filter, signal),
      ];
      for (const reading of readings) {
        assert.deepEqual(
          reading.map(({ hash }) => hash),
          hashes,
        );
      }
      const found = store.findById ? await store.findById(at(given, 2).id) : at(at(readings, 0), 2);
      assert.equal(found?.hash, hashes[2]);
    },
  },
  {
    name: 'reads many streams asked for at once, each its own page, and only the one that is missing fails',
    async run({ store, prefix }) {
      const streams = Array.from({ length: 40 }, (_, index) => `${prefix}${index}`);
      const given = await Promise.all(
        streams.map(async (stream, index) => {
          const made = events((index % 4) + 1);
          await store.append(stream, 'none', made);
          return made;
        }),
      );
      const [pages, missing, backwards] = await Promise.all([
        Promise.all(streams.map((stream, index) => store.readStream(stream, index % 3, 'forwards', 2))),
        refusal(store.readStream(`${prefix}none`, 0, 'forwards', 2), 'STREAM_NOT_FOUND'),
        store.readStream(at(streams, 3), 'end', 'backwards', 10),
      ]);
      assert.equal(missing.stream, `${prefix}none`);
      for (const [index, page] of pages.entries()) {
        assert.deepEqual(idsOf(page), idsOf(at(given, index)).slice(index % 3, (index % 3) + 2));
        assert.ok(page.every(({ stream }) => stream === streams[index]));
      }
      assert.deepEqual(idsOf(backwards), idsOf(at(given, 3)).toReversed());
    },
  },
  {
    name: 'says that a stream which was never written is not there',
    async run({ store, prefix }) {
      for (const direction of ['forwards', 'backwards'] as const) {
        const failure = await refusal(
          store.readStream(`${prefix}none`, direction === 'forwards' ? 0 : 'end', direction, 10),
          'STREAM_NOT_FOUND',
        );
        assert.equal(failure.stream, `${prefix}none`);
      }
      await store.append(`${prefix}none`, 'none', [event()]);
      assert.equal((await store.readStream(`${prefix}none`, 0, 'forwards', 10)).length, 1);
    },
  },
  {
    name: 'reads the log in pages that join without gap or overlap',
    async run({ store, prefix }) {
      for (let index = 0; index < 23; index += 1)
        await store.append(`${prefix}${index % 4}`, 'any', [event()]);
      const whole = await logOf(store, prefix);
      assert.equal(whole.length, 23);
      for (const size of [1, 2, 5, 22, 23, 24]) {
        const joined = [];
        for (;;) {
          const from = joined.at(-1)?.position ?? null;
          const page = await store.readAll(from, { streamPrefixes: [prefix] }, size);
          assert.ok(page.length <= size);
          joined.push(...page);
          if (page.length < size) break;
        }
        assert.deepEqual(idsOf(joined), idsOf(whole));
      }
    },
  },
  {
    name: 'reads only what passes the filter: by streams, by their prefixes, by types, by several of these',
    async run({ store, prefix }) {
      const start = await store.head({});
      await store.append(`${prefix}agreement-1`, 'none', [event('Signed'), event('Expired')]);
      await store.append(`${prefix}organization-1`, 'none', [event('Registered')]);
      await store.append(`${prefix}agreement-2`, 'none', [event('Registered'), event('Signed')]);
      await store.append(`${prefix}person-1`, 'none', [event('SignedOff')]);
      const read = async (streamPrefixes?: readonly string[], types?: readonly string[]) =>
        (
          await store.readAll(
            start,
            { ...(streamPrefixes ? { streamPrefixes } : {}), ...(types ? { types } : {}) },
            100,
          )
        ).map((one) => `${one.stream.slice(prefix.length)} ${one.type}`);
      assert.deepEqual(await read([`${prefix}agreement-`]), [
        'agreement-1 Signed',
        'agreement-1 Expired',
        'agreement-2 Registered',
        'agreement-2 Signed',
      ]);
      assert.deepEqual(await read(undefined, ['Signed']), ['agreement-1 Signed', 'agreement-2 Signed']);
      assert.deepEqual(await read([`${prefix}organization-`, `${prefix}person-`]), [
        'organization-1 Registered',
        'person-1 SignedOff',
      ]);
      assert.deepEqual(await read([`${prefix}agreement-`], ['Registered', 'Expired']), [
        'agreement-1 Expired',
        'agreement-2 Registered',
      ]);
      const named = (filter: LogFilter) =>
        store
          .readAll(start, filter, 100)
          .then((found) => found.map((one) => one.stream.slice(prefix.length)));
      assert.deepEqual(await named({ streams: [`${prefix}person-1`, `${prefix}agreement-`] }), ['person-1']);
      assert.deepEqual(
        await named({ streams: [`${prefix}person-1`], streamPrefixes: [`${prefix}organization-`] }),
        ['organization-1', 'person-1'],
      );
      assert.deepEqual(await named({ streams: [`${prefix}person-1`], types: ['Signed'] }), []);
      assert.deepEqual(await named({ streams: [] }), []);
      assert.deepEqual(await read([`${prefix}nothing-`]), []);
      assert.deepEqual(await read([`${prefix}agreement_`]), []);
      assert.deepEqual(await read([]), []);
      assert.equal((await read()).length, 6);
    },
  },
  {
    name: 'reads on from the position of every event',
    async run({ store, prefix }) {
      for (let index = 0; index < 10; index += 1) {
        await store.append(`${prefix}${index % 3}`, 'any', events(1 + (index % 3)));
      }
      const whole = await logOf(store, prefix);
      assert.equal(whole.length, 19);
      for (let index = 0; index < whole.length; index += 1) {
        const rest = await logOf(store, prefix, at(whole, index).position);
        assert.deepEqual(idsOf(rest), idsOf(whole.slice(index + 1)));
      }
      assert.deepEqual(await store.readAll(at(whole, -1).position, {}, 10), []);
    },
  },
];
