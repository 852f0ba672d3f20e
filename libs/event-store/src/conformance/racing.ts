import assert from 'node:assert/strict';
import { EventStoreError, type Appended, type NewEvent, type StoredEvent } from '../port.js';
import type { ConformanceCase } from './case.js';
import {
  assertInOrder,
  assertWholeStreams,
  at,
  atOnce,
  contentOf,
  event,
  events,
  idsOf,
  later,
  logOf,
} from './steps.js';

const WRITERS = 32;

/** What holds when many write at once, through two handles as two processes would. */
export const racingCases: readonly ConformanceCase[] = [
  {
    name: 'never lets a reader who polls pass over an event that commits later, while 32 writers race',
    async run({ store, under, prefix, signal }) {
      const other = await under.connect();
      try {
        const start = await store.head({});
        const polled: StoredEvent[] = [];
        let writing = true;
        const poll = later(
          (async () => {
            for (;;) {
              const last = !writing;
              const from = polled.at(-1)?.position ?? start;
              const page = await store.readAll(from, { streamPrefixes: [prefix] }, 7);
              polled.push(...page);
              if (signal.aborted || (last && page.length === 0)) return;
            }
          })(),
        );
        const given = await atOnce(WRITERS, async (writer) => {
          const through = writer % 2 === 0 ? store : other;
          const written: NewEvent[] = [];
          for (let round = 0; round < 15; round += 1) {
            const some = events(1 + ((writer + round) % 3));
            const expected = written.length === 0 ? 'none' : written.length - 1;
            const appended = await through.append(`${prefix}${writer}`, expected, some);
            written.push(...some);
            assert.equal(appended.revision, written.length - 1);
          }
          return written;
        });
        writing = false;
        await poll;

        const log = await logOf(store, prefix);
        assert.equal(log.length, given.flat().length);
        assert.deepEqual(idsOf(polled), idsOf(log));
        assertInOrder(log);
        assertWholeStreams(log);
        for (const [writer, written] of given.entries()) {
          assert.deepEqual(idsOf(log.filter((one) => one.stream === `${prefix}${writer}`)), idsOf(written));
        }
        if (under.densePositions) {
          const all = await store.readAll(start, {}, 100_000);
          all.forEach((one, index) =>
            assert.equal(one.position.commit, (start?.commit ?? 0n) + BigInt(index + 1)),
          );
        }
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'lets one of 32 writers win each revision of a stream, and gives the others the actual one',
    async run({ store, under, prefix }) {
      const other = await under.connect();
      try {
        const stream = `${prefix}hot`;
        await store.append(stream, 'none', [event()]);
        for (let revision = 0; revision < 8; revision += 1) {
          const outcomes = await atOnce(WRITERS, async (writer) => {
            const through = writer % 2 === 0 ? store : other;
            const mine = event();
            try {
              await through.append(stream, revision, [mine]);
              return mine.id;
            } catch (error) {
              assert.ok(error instanceof EventStoreError && error.failure.kind === 'WRONG_EXPECTED_REVISION');
              assert.equal(error.failure.actual, revision + 1);
              return null;
            }
          });
          const winners = outcomes.filter((outcome) => outcome !== null);
          assert.equal(winners.length, 1);
          assert.equal(at(await contentOf(store, stream), -1).id, winners[0]);
        }
        assert.equal((await contentOf(store, stream)).length, 9);
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'writes the same events once when many append them at once, and answers all with the same place',
    async run({ store, under, prefix }) {
      const other = await under.connect();
      try {
        const stream = `${prefix}a`;
        const same = events(2);
        const answers = await atOnce<Appended>(WRITERS, (writer) =>
          (writer % 2 === 0 ? store : other).append(stream, 'none', same),
        );
        assert.equal(answers.filter(({ repeated }) => !repeated).length, 1);
        for (const answer of answers) {
          assert.deepEqual([answer.revision, answer.position], [1, at(answers, 0).position]);
        }
        assert.deepEqual(idsOf(await contentOf(store, stream)), idsOf(same));
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'gives each of many appends at once its own answer, right or wrong',
    async run({ store, prefix }) {
      await store.append(`${prefix}there`, 'none', [event()]);
      const outcomes = await atOnce(30, async (index) => {
        const wrong = index % 3 === 0;
        try {
          const stream = wrong ? `${prefix}there` : `${prefix}${index}`;
          await store.append(stream, 'none', [event()]);
          return 'written';
        } catch (error) {
          return error instanceof EventStoreError ? error.failure.kind : String(error);
        }
      });
      outcomes.forEach((outcome, index) =>
        assert.equal(outcome, index % 3 === 0 ? 'WRONG_EXPECTED_REVISION' : 'written'),
      );
      assert.equal((await logOf(store, prefix)).length, 21);
    },
  },
  {
    name: 'keeps thousands of streams apart',
    async run({ store, prefix }) {
      const streams = 3_000;
      const given = await atOnce(streams, async (index) => {
        const one = event();
        assert.equal((await store.append(`${prefix}${index}`, 'none', [one])).revision, 0);
        return one.id;
      });
      const log = await logOf(store, prefix);
      assert.equal(log.length, streams);
      assertInOrder(log);
      const idByStream = new Map(log.map((one) => [one.stream, one.id]));
      given.forEach((id, index) => assert.equal(idByStream.get(`${prefix}${index}`), id));
      for (let index = 0; index < streams; index += 299) {
        assert.deepEqual(idsOf(await contentOf(store, `${prefix}${index}`)), [given[index]]);
      }
    },
  },
];
