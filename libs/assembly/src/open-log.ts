import {
  EventStoreError,
  openEventStoreDb,
  openPostgresEventStore,
  type EventStore,
  type FindsEventById,
  type GuardsStreams,
  type HasDensePositions,
} from '@entente/event-store';
import { EXIT_CONFIGURATION, StartupProblem, type Configuration, type Logger } from '@entente/platform';
import type { Databases } from './databases/databases.js';

/** An event store, with what only some of them offer. */
export type Log = EventStore & Partial<FindsEventById & GuardsStreams & HasDensePositions>;

/**
 * Opens the log where the configuration says that it is: in EventStoreDB, or in the main database.
 *
 * @throws {EventStoreError} UNAVAILABLE when it cannot be asked
 * @throws {StartupProblem} when the address of EventStoreDB names something that is not there, such as a certificate: 78
 */
export async function openLog(place: {
  readonly configuration: Pick<Configuration, 'eventStore'>;
  readonly databases: Pick<Databases, 'writerUrl'>;
  readonly log: Pick<Logger, 'warn'>;
}): Promise<Log> {
  const { configuration, databases, log } = place;
  if (configuration.eventStore.kind === 'postgres')
    return openPostgresEventStore({ connectionString: databases.writerUrl });
  return openEventStoreDb({
    connectionString: configuration.eventStore.url,
    warn: (message) => log.warn(message),
  }).catch((error: unknown) => {
    if (error instanceof EventStoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupProblem(`ENTENTE_EVENT_STORE_URL cannot be used: ${reason}`, {
      cause: error,
      exitCode: EXIT_CONFIGURATION,
    });
  });
}
