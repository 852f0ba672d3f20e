/** A ledger assembled within the test's own process, as the apps assemble it, on whatever databases a test has. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble, openDatabases, type Assembly, type Databases } from '@entente/assembly';
import { LEDGER_STREAMS } from '@entente/domain';
import { firstInstant, type Scenario } from '@entente/demonstration';
import {
  consoleLogger,
  loadConfiguration,
  systemClock,
  type Clock,
  type Configuration,
  type Logger,
} from '@entente/platform';
import type { Runner } from '@entente/read-model';
import type { Pool } from 'pg';
import { dataFolder, emptyDataFolder } from './data-folder.js';
import type { TestPostgres } from './embedded-postgres.js';
import { until } from './ledger-process.js';
import { placeOfRun, type LogOptions } from './log-stores.js';
import { makeTables } from './make-tables.js';
import { keepLog, removeFolder } from './names-in-clear.js';

/** A ledger in this process. */
export interface AssembledLedger {
  readonly assembly: Assembly;
  readonly databases: Databases;
  readonly configuration: Configuration;
  readonly dataDir: string;
  readonly log: Logger;
  /** Everything that was logged, at the level of `debug`. */
  readonly lines: readonly string[];
  /** Waits until everything that was recorded is projected, and tells the position reached. */
  caughtUp(): Promise<bigint>;
  dispose(): Promise<void>;
}

/** What a test decides of its ledger. */
export interface AssembledOptions extends LogOptions {
  /** A demonstration to open the ledger as, or the instant at which its clock begins. */
  readonly scenario?: Scenario;
  readonly scriptedFrom?: Date;
  readonly clock?: Clock;
}

/** Assembles a ledger on an embedded PostgreSQL in a folder of its own, unless the variables name a server. */
export async function assembleLedger(options: AssembledOptions = {}): Promise<AssembledLedger> {
  const dataDir =
    options.env?.['ENTENTE_DATABASE_URL'] === undefined ? await dataFolder() : await emptyDataFolder();
  const place = await placeOfRun(options);
  const loaded = loadConfiguration({ ENTENTE_DATA_DIR: dataDir, ...place.env, ...options.env });
  if (!loaded.ok) throw new Error(loaded.problems.join('; '));
  const { configuration } = loaded;
  const lines: string[] = [];
  const keep = keepLog('assembled');
  const log = consoleLogger('debug', (line) => {
    keep(`${line}\n`);
    lines.push(line);
  });
  const databases = await openDatabases(configuration, { log, beside: false });
  const scriptedFrom = options.scenario ? firstInstant(options.scenario) : options.scriptedFrom;
  const assembly = await assemble({
    configuration,
    databases,
    log,
    clock: options.clock ?? systemClock,
    ...(scriptedFrom && { demonstration: { at: scriptedFrom } }),
  });
  return {
    assembly,
    databases,
    configuration,
    dataDir,
    log,
    lines,
    async caughtUp() {
      const head = await assembly.store.head(LEDGER_STREAMS);
      if (head) await assembly.readModel.waitFor(head.commit, 60_000);
      return (await assembly.readModel.projected()).position;
    },
    async dispose() {
      await assembly.close();
      await databases.stop();
      await place.dispose();
      await removeFolder(dataDir);
    },
  };
}

/** A pool by the account that may do anything with the ledger's tables: a test changes what nothing else can. */
export function ownersPool({ runnerParts }: Pick<Assembly, 'runnerParts'>): Pool {
  return runnerParts.buildPool;
}

/**
 * The variables of a ledger on two new databases of a server that a test has. The first ledger of a server makes its accounts and
 * tables; those after it have copies of a model's, unless they are to be `fresh`.
 */
export async function environmentOn(
  server: TestPostgres,
  name: string,
  { fresh = false, ...options }: LogOptions & { readonly fresh?: boolean } = {},
): Promise<Readonly<Record<string, string>>> {
  const place = await placeOfRun(options);
  server.disposeWith(() => place.dispose());
  const model = fresh ? null : await modelOn(server);
  const vault = {
    ENTENTE_VAULT_DATABASE_URL: await server.createDatabase(`${name}_vault`),
    ENTENTE_VAULT_KEY_FILE: makeKeyFile(server, name),
  };
  const main = await server.createDatabase(name, model);
  return { ...place.env, ...vault, ENTENTE_DATABASE_URL: main, ...(model && accountsOf(model, main)) };
}

/** The model of each server; null where one ledger alone has asked. */
const models = new WeakMap<TestPostgres, Promise<string> | null>();

/** A database with all of a ledger's tables and nothing in them; null for the first ledger of a server. */
async function modelOn(server: TestPostgres): Promise<string | null> {
  const known = models.get(server);
  const model = known ?? (known === null ? makeModel(server) : null);
  models.set(server, model);
  return model;
}

async function makeModel(server: TestPostgres): Promise<string> {
  const name = 'model';
  await makeTables({
    ENTENTE_DATA_DIR: server.dataDir,
    ENTENTE_DATABASE_URL: await server.createDatabase(name),
    ENTENTE_VAULT_DATABASE_URL: await server.createDatabase(`${name}_vault`),
    ENTENTE_VAULT_KEY_FILE: makeKeyFile(server, name),
  });
  return name;
}

/** The accounts that were made for the model have their rights in its copies too. */
function accountsOf(model: string, main: string): Readonly<Record<string, string>> {
  const as = (account: string): string => main.replace('postgres@', `${model}_${account}@`);
  return { ENTENTE_DATABASE_WRITER_URL: as('writer'), ENTENTE_DATABASE_READER_URL: as('reader') };
}

function makeKeyFile(server: TestPostgres, name: string): string {
  const file = join(server.dataDir, `${name}.key`);
  writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return file;
}

/** Waits until a runner says that it is in one of these states. */
export function untilState(runner: Runner, ...kinds: readonly string[]): Promise<void> {
  return until(`the runner is ${kinds.join(' or ')}`, () => kinds.includes(runner.state().kind));
}
