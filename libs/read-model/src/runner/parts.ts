import type { EventStore } from '@entente/event-store';
import type { EventReader } from '@entente/ledger';
import type { Pool } from 'pg';
import type { Accounts } from '../schema/version-tables.js';
import type { ReadModelDefinition } from './definition.js';

/** What the runner needs of a logger. */
export interface RunnerLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface RunnerParts {
  readonly pool: Pool;
  /** For a rebuild, which makes tables, copies rows into them, and whose statements may take their time. */
  readonly buildPool: Pool;
  /** Whom the tables that a rebuild makes are opened to; nobody but their owner where it is absent. */
  readonly accounts?: Accounts;
  readonly store: EventStore;
  readonly log: RunnerLog;
  /** The projections that it runs. */
  readonly readModel: ReadModelDefinition;
  /** What it cannot read cannot be applied. */
  readonly events: EventReader;
  /** The most events in a transaction. */
  readonly batchSize?: number;
}

/** What a rebuild works with. */
export type BuildParts = Omit<RunnerParts, 'pool'>;
