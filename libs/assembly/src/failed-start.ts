import { EventStoreError, NotDurableError } from '@entente/event-store';
import { CorruptEventError, FilesUnavailableError, TimeZoneDiffersError } from '@entente/ledger';
import { EXIT_CONFIGURATION, StartupProblem, redactUrl, type Configuration } from '@entente/platform';
import { troubleIn } from './databases/database-trouble.js';

/** The message and the exit code of a process that could not start. */
export interface FailedStart {
  /** One line for each problem that somebody can fix, else the error with its stack. It holds no password. */
  readonly says: string;
  /** 78 where the configuration must change, 1 where the next start may succeed as it is. */
  readonly exitCode: number;
}

/** Explains why a process could not start. */
export function explainFailedStart(error: unknown, configuration: Configuration): FailedStart {
  if (error instanceof TimeZoneDiffersError)
    return { says: `ENTENTE_TIME_ZONE: ${error.message}`, exitCode: EXIT_CONFIGURATION };
  if (error instanceof NotDurableError) return { says: error.message, exitCode: EXIT_CONFIGURATION };
  if (error instanceof StartupProblem) return { says: error.message, exitCode: error.exitCode };
  if (error instanceof CorruptEventError)
    return {
      says: `the log is damaged: ${error.stream} at revision ${error.revision}: ${error.problem.en}; restore it from a backup`,
      exitCode: 1,
    };
  if (error instanceof FilesUnavailableError)
    return {
      says: `the files of sources are not to be had: ${error.message}; see docs/operators.md`,
      exitCode: 1,
    };
  const { eventStore, database } = configuration;
  if (error instanceof EventStoreError && eventStore.kind === 'eventstoredb')
    return eventStoreDbProblem(error, eventStore.url);
  // A server that was there when the start began, or that this process started itself.
  const trouble = troubleIn(error instanceof EventStoreError ? (error.cause ?? error) : error);
  if (trouble)
    return {
      says:
        database.kind === 'server'
          ? `ENTENTE_DATABASE_URL: ${redactUrl(database.url)} (or the vault’s database) ${trouble.problem}; ${trouble.advice}`
          : `the embedded database ${trouble.problem}; start Entente again`,
      exitCode: database.kind === 'server' ? trouble.exitCode : 1,
    };
  return { says: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
}

/** An EventStoreDB that cannot be asked: its client explains why only in words. */
function eventStoreDbProblem({ message }: EventStoreError, url: string): FailedStart {
  const refused = /UNAUTHENTICATED|PERMISSION_DENIED|Access Denied|certificate/i.test(message);
  const advice = refused
    ? 'correct the user and the password, or name the certificate of its authority by tlsCAFile'
    : 'start that server, or correct the address';
  const reason = message.replace(/\s+/g, ' ').replace(/[. ]*( Resolution note: *)?$/, '');
  return {
    says: `ENTENTE_EVENT_STORE_URL: ${redactUrl(url)}: ${reason}; ${advice}`,
    exitCode: refused ? EXIT_CONFIGURATION : 1,
  };
}
