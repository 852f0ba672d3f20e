import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  assemble,
  explainFailedStart,
  openDatabases,
  openLog,
  type AssembleOptions,
  type Assembly,
  type Databases,
} from '@entente/assembly';
import { LEDGER_STREAMS } from '@entente/domain';
import { EventStoreError, type EventStore } from '@entente/event-store';
import { CorruptEventError, readIdentity, type LedgerIdentity } from '@entente/ledger';
import {
  StartupProblem,
  consoleLogger,
  onShutdown,
  redactUrl,
  shutDown,
  systemClock,
  type Configuration,
  type Logger,
} from '@entente/platform';
import type { Reader } from '@entente/transparency';
import { ProjectionBehindError, listVersions, readModelPool, startRunner } from '@entente/read-model';
import type { Pool } from 'pg';
import { say } from './output.js';
import { Refused } from './refused.js';

/** What a command works on. All that is opened here is closed when the program ends, however it ends. */
export interface Place {
  readonly configuration: Configuration;
  readonly databases: Databases;
  readonly log: Logger;
}

/** Long enough for a first projection of a large ledger on a slow disk. */
const CATCH_UP_MS = 10 * 60_000;
/** How often a wait for the read model checks whether it is still moving. */
const LOOK_AGAIN_MS = 2_000;

/** Connects to the database beside a running ledger, or starts the embedded one for as long as the command takes. */
export async function openPlace(configuration: Configuration): Promise<Place> {
  // Someone who asks for a status does not care about the messages of the server's start.
  const log = consoleLogger(configuration.logLevel === 'info' ? 'warn' : configuration.logLevel);
  const databases = await openDatabases(configuration, {
    log,
    beside: true,
    onExit: () => {
      say('the embedded database has ended; run the command again');
      void shutDown().then(() => process.exit(1));
    },
  });
  onShutdown(() => databases.stop());
  return { configuration, databases, log };
}

/** As {@link openPlace}, for a command that only reads: where no ledger was ever started nothing is made. */
export async function openExistingPlace(configuration: Configuration): Promise<Place> {
  if (configuration.database.kind === 'embedded' && !existsSync(join(configuration.dataDir, 'postgres')))
    throw noLedger(configuration);
  return openPlace(configuration);
}

function noLedger(configuration: Configuration): Refused {
  const { database, dataDir } = configuration;
  return Refused.here('LEDGER_EMPTY', {
    place: database.kind === 'embedded' ? dataDir : redactUrl(database.url),
  });
}

/** A pool on the main database, by the account that writes. */
export function openPool({ databases }: Place): Pool {
  return openPoolOn(databases.writerUrl);
}

/** A pool on the main database, by the account that makes tables: to rebuild the read model. */
export function openBuildPool({ databases }: Place): Pool {
  return openPoolOn(databases.ownerUrl, { projects: true, copies: true });
}

function openPoolOn(url: string, how: { readonly projects?: boolean; readonly copies?: boolean } = {}): Pool {
  const pool = readModelPool(url, { max: 4, ...how });
  onShutdown(() => pool.end());
  return pool;
}

/** The log alone. What keeps it from being opened keeps the ledger from starting. */
async function openLogOf(place: Place): ReturnType<typeof openLog> {
  const store = await openLog(place).catch((error: unknown) => {
    if (!(error instanceof EventStoreError)) throw error;
    const { says, exitCode } = explainFailedStart(error, place.configuration);
    throw new StartupProblem(says, { cause: error, exitCode });
  });
  onShutdown(() => store.close());
  return store;
}

/** The identity of the ledger; null for an empty log, which this does not open. */
export async function identityOf(place: Place): Promise<LedgerIdentity | null> {
  return readIdentity(await openLogOf(place));
}

/**
 * Opens a ledger that is there, its read model with it.
 * @throws {Refused} LEDGER_EMPTY
 */
export async function openLedger(configuration: Configuration): Promise<Assembly> {
  const place = await openExistingPlace(configuration);
  if ((await identityOf(place)) === null) throw noLedger(configuration);
  return openAssembly(place);
}

/** Opens everything; an empty log becomes what is asked for: a demonstration, or a ledger with a name. */
export async function openAssembly(
  { configuration, databases, log }: Place,
  { demonstration, name }: Pick<AssembleOptions, 'demonstration' | 'name'> = {},
): Promise<Assembly> {
  const assembly = await assemble({
    configuration,
    databases,
    log,
    clock: systemClock,
    ...(demonstration && { demonstration }),
    ...(name !== undefined && { name }),
    onRebuild: sayRebuild,
  });
  onShutdown(() => assembly.close());
  // Without a running ledger no process projects. Beside one, this runner stands by until the command is done.
  const runner = startRunner(assembly.runnerParts);
  onShutdown(() => runner.stop());
  return assembly;
}

/**
 * Waits until the read model has all that the log holds, but not for one that an event has stopped.
 * @throws {ProjectionBehindError}
 */
export async function catchUp({ store, readModel }: Assembly): Promise<void> {
  const head = await store.head(LEDGER_STREAMS);
  if (!head) return;
  const deadline = Date.now() + CATCH_UP_MS;
  for (;;) {
    try {
      return await readModel.waitFor(head.commit, LOOK_AGAIN_MS);
    } catch (error) {
      if (!(error instanceof ProjectionBehindError) || Date.now() >= deadline) throw error;
      const { poison } = await readModel.projected();
      if (poison === null) continue;
      say(`the read model is stopped: ${poison}`);
      throw error;
    }
  }
}

/** Says how far a rebuild has come. */
export function sayRebuild(done: number): void {
  if (done % 10_000 === 0) say(`read model: ${done} events read`);
}

/** Who reads by a command, as the read log has it. */
export function commandLine(command: string): Reader {
  return { who: 'system:command-line', way: command };
}

/** As {@link openLedger}, without its read model. @throws {Refused} LEDGER_EMPTY */
export async function openLogOfLedger(
  configuration: Configuration,
): Promise<{ readonly place: Place; readonly store: EventStore; readonly identity: LedgerIdentity }> {
  const place = await openExistingPlace(configuration);
  const store = await openLogOf(place);
  const identity = await readIdentity(store);
  if (identity === null) throw noLedger(configuration);
  return { place, store, identity };
}

/**
 * The log and the read model as they are, damaged or not; `ledgerId` is null where the log's first event does not say it.
 * @throws {Refused} LEDGER_EMPTY
 */
export async function openToVerify(configuration: Configuration) {
  const place = await openExistingPlace(configuration);
  const store = await openLogOf(place);
  const pool = openPool(place);
  const identity = await readIdentity(store).catch((error: unknown) => {
    if (error instanceof CorruptEventError) return null;
    throw error;
  });
  if (
    identity === null &&
    (await store.head(LEDGER_STREAMS)) === null &&
    (await listVersions(pool)).length === 0
  )
    throw noLedger(configuration);
  return { store, pool, ledgerId: identity?.ledgerId ?? null };
}
