/** The stores that the ledgers of a suite keep their log in: the embedded one, and EventStoreDB where there is a server. */
import { writeSync } from 'node:fs';
import { findEventStoreDb, startEventStoreDb, type TestEventStoreDb } from './eventstoredb.js';

/** A place for the log of one ledger. */
export interface LogPlace {
  /** The variables of a ledger that keeps its log there. */
  readonly env: Readonly<Record<string, string>>;
  /** The server, where it is not the ledger's own database. */
  readonly server: TestEventStoreDb | null;
  dispose(): Promise<void>;
}

/** A kind of store. */
export interface LogStore {
  readonly name: string;
  /** Makes a place that no other ledger has: streams have the same names in each. */
  open(): Promise<LogPlace>;
}

/** Where a ledger keeps its log, as far as its test says so. */
export interface LogOptions {
  /** Variables beside the data folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** The test reaches into the tables of the log. */
  readonly logInDatabase?: boolean;
}

/** True where the run gives ledgers whose tests name no store an EventStoreDB each: `ENTENTE_TEST_STORE=eventstoredb`. */
export const RUNS_ON_EVENTSTOREDB = process.env['ENTENTE_TEST_STORE'] === 'eventstoredb';

/** The store that the run gives to a ledger whose test names none. */
export async function placeOfRun({ env = {}, logInDatabase = false }: LogOptions = {}): Promise<LogPlace> {
  const given = RUNS_ON_EVENTSTOREDB && !logInDatabase && !('ENTENTE_EVENT_STORE_URL' in env);
  return ((given ? eventStoreDbOnly('A ledger', 1) : null) ?? EMBEDDED).open();
}

/** The stores that the run gives to the ledgers of one spec, by their data folders. */
export interface PlacesByFolder {
  /** The variables of the ledger in a folder, asked again the same; what is said the first time counts. */
  variables(dataDir: string, options?: LogOptions): Promise<Readonly<Record<string, string>>>;
  dispose(): Promise<void>;
}

/** As {@link placeOfRun}, for programs that are called again and again on a few folders. */
export function placesByFolder(): PlacesByFolder {
  const places = new Map<string, Promise<LogPlace>>();
  return {
    async variables(dataDir, options) {
      const place = places.get(dataDir) ?? placeOfRun(options);
      places.set(dataDir, place);
      return { ENTENTE_DATA_DIR: dataDir, ...(await place).env };
    },
    async dispose() {
      for (const place of places.values()) await (await place).dispose();
    },
  };
}

const EMBEDDED: LogStore = {
  name: 'the embedded store',
  open: async () => ({ env: {}, server: null, dispose: async () => {} }),
};

/**
 * The stores to run a suite on; on EventStoreDB alone where the run is on it. Where there is no EventStoreDB to start, it says how many tests were not run.
 * @param what the suite, as the subject of "was NOT run on EventStoreDB"
 */
export function logStores(what: string, tests: number): readonly LogStore[] {
  const onServer = eventStoreDbOnly(what, tests);
  if (onServer === null) return [EMBEDDED];
  return RUNS_ON_EVENTSTOREDB ? [onServer] : [EMBEDDED, onServer];
}

/** As {@link logStores}, without the embedded store. */
export function eventStoreDbOnly(what: string, tests: number): LogStore | null {
  const executable = findEventStoreDb();
  if (executable === null) {
    // Past jest's own reporters, so that the line is there whatever they print.
    writeSync(
      2,
      `${what} was NOT run on EventStoreDB: no eventstored or kurrentd on the PATH; ${tests} tests not run.\n`,
    );
    return null;
  }
  return {
    name: 'EventStoreDB',
    async open() {
      // On disk, so that its files are looked through for names like everything else.
      const server = await startEventStoreDb(executable, { onDisk: true });
      return {
        env: { ENTENTE_EVENT_STORE_URL: server.url },
        server,
        dispose: () => server.dispose(),
      };
    },
  };
}
