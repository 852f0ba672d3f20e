import { writeSync } from 'node:fs';
import {
  CASE_TIMEOUT_MS,
  conformanceCases,
  eventStoreConformance,
  type BoundSuite,
} from '../../libs/event-store/src/conformance/index.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { findEventStoreDb, startEventStoreDb, type TestEventStoreDb } from '../support/eventstoredb.js';
import { eventStoreDbUnderTest, memoryUnderTest, postgresUnderTest } from './stores-under-test.js';

const PATIENCE_MS = CASE_TIMEOUT_MS + 10_000;

/** Every case as a test of its own, and one more that counts them. */
function register(suite: BoundSuite): void {
  test.each(suite.cases.map((one) => [one.name, one] as const))(
    '%s',
    async (_, one) => {
      await expect(one.run()).resolves.toBeUndefined();
    },
    PATIENCE_MS,
  );
  test(`ran all ${conformanceCases.length} cases of the suite`, () => {
    expect(suite.passed()).toEqual(conformanceCases.map(({ name }) => name));
  });
}

describe('the event store in memory', () => {
  const suite = eventStoreConformance('memory', () => Promise.resolve(memoryUnderTest()));
  afterAll(() => suite.close());
  register(suite);
});

describe('the event store on PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENCE_MS);
  const suite = eventStoreConformance('postgres', async () =>
    postgresUnderTest(await server.createDatabase('ledger')),
  );
  afterAll(async () => {
    await suite.close();
    await server.dispose();
  }, PATIENCE_MS);
  register(suite);
});

const givenUrl = process.env['ENTENTE_TEST_EVENTSTORE_URL'];
const executable = findEventStoreDb();

if (givenUrl === undefined && executable === null) {
  // Past jest's own reporters, so that the line is there whatever they print.
  writeSync(
    2,
    `EventStoreDB was NOT exercised: no ENTENTE_TEST_EVENTSTORE_URL, no eventstored or kurrentd on the PATH; ` +
      `${conformanceCases.length} cases not run.\n`,
  );
} else {
  describe('the event store on EventStoreDB', () => {
    let server: TestEventStoreDb | null = null;
    const suite = eventStoreConformance('eventstoredb', async () => {
      if (givenUrl !== undefined) return eventStoreDbUnderTest(givenUrl);
      server = await startEventStoreDb(executable ?? '');
      return eventStoreDbUnderTest(server.url);
    });
    afterAll(async () => {
      await suite.close();
      await server?.dispose();
    }, PATIENCE_MS);
    register(suite);
  });
}
