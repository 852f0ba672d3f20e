import type { Access } from '@entente/access';
import type { EventStore } from '@entente/event-store';
import type { Imports, KeptImports } from '@entente/exchange';
import type { CorruptEventError, KeptFiles, Ledger, Vault } from '@entente/ledger';
import type { Notices, Webhooks } from '@entente/notices';
import type { Clock, Configuration, HealthCheck, Logger, LogLevel } from '@entente/platform';
import type { ReadModel, RunnerState } from '@entente/read-model';
import type { Transparency } from '@entente/assembly';
import type { ReadLog, Receipts } from '@entente/transparency';

/** What the API is made of; the composition gives it. */
export interface ApiParts {
  readonly ledger: Ledger;
  readonly readModel: ReadModel;
  readonly store: EventStore;
  readonly vault: Vault;
  /** The log's tree, and the checkpoints that were signed. */
  readonly transparency: Transparency;
  /** Signs receipts for what is recorded; none are given where it is absent. */
  readonly receipts?: Receipts | null;
  /** Where it is noted who reads what is sealed. */
  readonly reads: Pick<ReadLog, 'note'>;
  /** The files of sources; none are taken where it is absent. */
  readonly files?: KeptFiles;
  /** Imports of lists, and what they keep; none are taken where it is absent. */
  readonly imports?: { readonly imports: Imports; readonly kept: KeptImports };
  readonly access: Access;
  /** Who is written to; nobody where it is absent. */
  readonly notices?: Notices;
  /** The programs of others that hear of what is recorded; none where it is absent. */
  readonly webhooks?: Pick<Webhooks, 'deliveries'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  /** From when flags are raised; the usual ones by default. */
  readonly flags?: Configuration['flags'];
  /** The origins of other pages that may ask from a browser; none by default. */
  readonly corsOrigins?: readonly string[];
  /** Whether `/metrics` asks for no token. */
  readonly metricsOpen?: boolean;
  /** No introspection, no GraphiQL, no suggestions. */
  readonly production: boolean;
  /** What the runner of this process is doing; null where another process projects. */
  readonly runnerState: () => RunnerState | null;
  /** What else has to be well for the API to be ready, by the name under which health shows it. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** Whether the database answered a moment ago; it does where this is not known. */
  readonly databaseAnswers?: () => boolean;
  /** Called with an event of the log that was read and is not what was written. */
  readonly onDamage: (found: CorruptEventError) => void;
  /** The folder of the built console; absent where it was not built. */
  readonly consoleDir?: string;
  /** The folder of the built GraphiQL page; absent where it was not built. */
  readonly graphiqlDir?: string;
}

/** Injection token of the {@link Access}. */
export const ACCESS = Symbol('ACCESS');
/** Injection token of the {@link ReadModel}. */
export const READ_MODEL = Symbol('READ_MODEL');
/** Injection token of the {@link EventStore}. */
export const STORE = Symbol('STORE');
/** Injection token of the {@link Transparency} of the log. */
export const TRANSPARENCY = Symbol('TRANSPARENCY');
/** Injection token of the {@link Receipts}; null where none are signed. */
export const RECEIPTS = Symbol('RECEIPTS');
/** Injection token of the {@link KeptFiles}; null where none are kept. */
export const FILES = Symbol('FILES');
/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('CLOCK');
/** Injection token of what flags are raised by: `flags` of {@link ApiParts}. */
export const THRESHOLDS = Symbol('THRESHOLDS');
