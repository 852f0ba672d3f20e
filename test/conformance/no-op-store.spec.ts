import {
  conformanceCases,
  runCase,
  type Handle,
  type StoreUnderTest,
} from '../../libs/event-store/src/conformance/index.js';
import { EventStoreError, type StoreFailure } from '../../libs/event-store/src/port.js';
import { startWriterHere } from './stores-under-test.js';

const NOWHERE = { commit: 0n, prepare: 0n };
const TIME_FOR_A_CASE_MS = 1_500;

/** Says yes to everything, keeps nothing, and ends every subscription at once. */
function agreeableStore(): Handle {
  return {
    append: (_stream, _expected, events) =>
      Promise.resolve({ revision: events.length - 1, position: NOWHERE, repeated: false }),
    readStream: () => Promise.resolve([]),
    readAll: () => Promise.resolve([]),
    // eslint-disable-next-line require-yield
    subscribeAll: async function* () {
      await Promise.resolve();
    },
    head: () => Promise.resolve(null),
    findById: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}

/** Keeps nothing either, and its subscriptions wait for ever. */
function silentStore(): Handle {
  return {
    ...agreeableStore(),
    subscribeAll: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }),
    }),
  };
}

/** Refuses everything in one way. */
function refusingStore(failure: StoreFailure): Handle {
  const refuse = () => Promise.reject(new EventStoreError(failure));
  return {
    append: refuse,
    readStream: refuse,
    readAll: refuse,
    subscribeAll: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    head: refuse,
    findById: refuse,
    close: () => Promise.resolve(),
  };
}

const doNothing: readonly (readonly [string, () => Handle])[] = [
  ['agrees to everything', agreeableStore],
  ['agrees to everything and never says more', silentStore],
  ['says that everything is unavailable', () => refusingStore({ kind: 'UNAVAILABLE', reason: 'always' })],
  ['says that no stream is there', () => refusingStore({ kind: 'STREAM_NOT_FOUND', stream: 'any' })],
  [
    'says that every revision is wrong',
    () => refusingStore({ kind: 'WRONG_EXPECTED_REVISION', stream: 'any', expected: 'none', actual: 0 }),
  ],
];

describe.each(doNothing)('a store that does nothing and %s', (_, make) => {
  test.concurrent.each(conformanceCases.map((one) => [one.name, one] as const))(
    'fails: %s',
    async (_name, conformanceCase) => {
      for (const promises of [true, false]) {
        const under: StoreUnderTest = {
          store: make(),
          densePositions: promises,
          findsById: promises,
          connect: () => Promise.resolve(make()),
          startWriter: (prefix) => Promise.resolve(startWriterHere(make(), prefix)),
          dispose: () => Promise.resolve(),
        };
        await expect(runCase(conformanceCase, under, TIME_FOR_A_CASE_MS)).rejects.toHaveProperty('message');
      }
    },
    10_000,
  );
});

test('no case of the suite has the name of another', () => {
  const names = conformanceCases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
