import { knownThen, oneOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type BylawRow = Tables['bylaw'];
export type MandateRow = Tables['mandate'];
export type ConflictRow = Tables['conflict'];

/** The bylaws of committees then. */
export async function bylawsOf(
  db: Db,
  committeeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly BylawRow[]> {
  return db
    .selectFrom('bylaw')
    .selectAll()
    .where(oneOf('committee_id', committeeIds))
    .where(validAndKnown('bylaw', asOf))
    .execute();
}

/** Every mandate of committees that was known then, of any day, by when they began. */
export async function mandatesOfCommittees(
  db: Db,
  committeeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly MandateRow[]> {
  return db
    .selectFrom('mandate')
    .selectAll()
    .where(oneOf('committee_id', committeeIds))
    .where(knownThen('mandate', asOf))
    .orderBy('first_day')
    .orderBy('place')
    .execute();
}

/** The declarations of conflicts of interest that stood then, in the order of the log. */
export async function conflictsOf(
  db: Db,
  committeeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly ConflictRow[]> {
  return db
    .selectFrom('conflict')
    .selectAll()
    .where(oneOf('committee_id', committeeIds))
    .where(validAndKnown('conflict', asOf))
    .orderBy('place')
    .execute();
}
