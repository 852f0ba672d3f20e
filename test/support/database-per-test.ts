import { startPostgres, type TestPostgres } from './embedded-postgres.js';

const PATIENCE_MS = 60_000;

/** A server for the tests of a file, and an empty database for each of them. */
export interface DatabasePerTest {
  readonly server: TestPostgres;
  /** The database of the test that runs. */
  readonly url: string;
  /** Has something closed at the end of the test, the last named first. */
  closeAfterwards(close: () => Promise<unknown>): void;
}

/** Starts the server before the tests of a file (or a `describe`), and stops it after them. */
export function databasePerTest(): DatabasePerTest {
  let server: TestPostgres | null = null;
  let url = '';
  let databases = 0;
  const open: (() => Promise<unknown>)[] = [];
  const running = (): TestPostgres => {
    if (server === null) throw new Error('there is no server before the first test and after the last');
    return server;
  };

  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENCE_MS);
  beforeEach(async () => {
    databases += 1;
    url = await running().createDatabase(`ledger_${databases}`);
  }, PATIENCE_MS);
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  }, PATIENCE_MS);
  afterAll(() => server?.dispose(), PATIENCE_MS);

  return {
    get server() {
      return running();
    },
    get url() {
      return url;
    },
    closeAfterwards: (close) => void open.push(close),
  };
}
