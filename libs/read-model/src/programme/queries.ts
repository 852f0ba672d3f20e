import { sql } from 'kysely';
import { knownThen, oneOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type ProgrammeRow = Tables['programme'];
export type ProgrammeRuleRow = Tables['programme_rule'];
export type OutcomeRow = Tables['outcome'];
export type AnnualRow = Tables['annual'];

/** Programmes by id, as known then. */
export async function programmesByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly ProgrammeRow[]> {
  return db
    .selectFrom('programme')
    .selectAll()
    .where(oneOf('programme_id', ids))
    .where(knownThen('programme', asOf))
    .execute();
}

/** The rules of programmes in effect then, by code. */
export async function rulesOfProgrammes(
  db: Db,
  programmeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly ProgrammeRuleRow[]> {
  return db
    .selectFrom('programme_rule')
    .selectAll()
    .where(oneOf('programme_id', programmeIds))
    .where(validAndKnown('programme_rule', asOf))
    .orderBy('code')
    .execute();
}

/** The outcomes that programmes had been seen to have by then, in the order of the log. */
export async function outcomesOf(
  db: Db,
  programmeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly OutcomeRow[]> {
  return db
    .selectFrom('outcome')
    .selectAll()
    .where(oneOf('programme_id', programmeIds))
    .where('observed_day', '<=', asOf.validOn)
    .where(knownThen('outcome', asOf))
    .orderBy('place')
    .execute();
}

/** The years of programmes of which something had been adopted or reported by then, with what was by then. */
export async function annualsOf(
  db: Db,
  programmeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly AnnualRow[]> {
  const by = (column: string) => sql<boolean>`${sql.ref(column)} <= ${asOf.validOn}::date`;
  return db
    .selectFrom('annual')
    .selectAll()
    .where(oneOf('programme_id', programmeIds))
    .where(sql<boolean>`(${by('adopted_day')} or ${by('reviewed_day')})`)
    .where(knownThen('annual', asOf))
    .orderBy('year')
    .orderBy(sql`coalesce(committee_id, '')`)
    .execute();
}
