import type { CompiledQuery } from 'kysely';
import type { Db } from '../asking/as-of.js';
import type { Projection } from './projection.js';

/**
 * What is kept of the rows of all subjects together, as known at one position. The runner makes it anew when much has been
 * recorded since, beside its own work: rows that were known at a position never change.
 */
export interface Summary {
  /** The table that says at which position it is kept. */
  readonly table: string;
  /** Its tables in a schema, as SQL. */
  create(schema: string): string;
  /** The position at which it is kept; no row before the first time. */
  keptAt(db: Db): CompiledQuery<{ readonly position: string }>;
  /** Makes it anew as known at a position, in the place of what is there. */
  keep(db: Db, position: bigint): CompiledQuery;
  /** How many of its rows are missing, and too many, by the rows of all subjects as known at the position at which it is kept. */
  compare(db: Db, position: bigint): CompiledQuery<{ readonly missing: number; readonly surplus: number }>;
}

/** What a read model consists of: the engine runs whatever projections it is given. */
export interface ReadModelDefinition {
  readonly projections: readonly Projection[];
  readonly summaries: readonly Summary[];
  /**
   * The layout of the tables and the meaning of their rows. Raised with every change of a projection: on the next start the
   * read model is rebuilt before the first question is answered.
   */
  readonly layout: number;
}
