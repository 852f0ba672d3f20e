import type { Access } from '@entente/access';
import type { EventStore } from '@entente/event-store';
import type { Ledger, Vault } from '@entente/ledger';
import type { Clock, Configuration, Logger, LogLevel } from '@entente/platform';
import type { ReadModel, RunnerState } from '@entente/read-model';

/** What the API is made of; the composition gives it. */
export interface ApiParts {
  readonly ledger: Ledger;
  readonly readModel: ReadModel;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly access: Access;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  /** From when flags are raised; what is usual unless given. */
  readonly flags?: Configuration['flags'];
  /** No introspection, no GraphiQL, no suggestions. */
  readonly production: boolean;
  /** What the runner of this process is doing; null where another process projects. */
  readonly runnerState: () => RunnerState | null;
  /** The folder of the built GraphiQL page; absent where it was not built. */
  readonly graphiqlDir?: string;
}

/** The injection token of {@link ApiParts}. */
export const API_PARTS = Symbol('API_PARTS');
