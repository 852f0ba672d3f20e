import { sql } from 'kysely';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type PersonRow = Tables['person'];
/** An observation; `may_have_ended`: the next one of that person there may have come by then. */
export type RoleRow = Tables['role_observation'] & { readonly may_have_ended: boolean };

/** Persons by id, as known then; names are opened elsewhere. */
export async function personsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly PersonRow[]> {
  return db
    .selectFrom('person')
    .selectAll()
    .where(oneOf('person_id', ids))
    .where(knownThen('person', asOf))
    .execute();
}

function lastObservations(db: Db, asOf: AsOf) {
  return db
    .selectFrom('role_observation')
    .selectAll()
    .select(
      sql<boolean>`coalesce((
        select later.observed_earliest <= ${asOf.validOn}::date from ${tableOf(db, 'role_observation')} later
        where later.person_id = role_observation.person_id
          and later.organization_id is not distinct from role_observation.organization_id
          and later.observed_day > ${asOf.validOn}::date and ${knownThen('later', asOf)}
        order by later.observed_day, later.known_from limit 1), false)`.as('may_have_ended'),
    )
    .distinctOn(['person_id', 'organization_id'])
    .where(knownThen('role_observation', asOf))
    .where('observed_day', '<=', asOf.validOn)
    .orderBy('person_id')
    .orderBy('organization_id')
    .orderBy('observed_day', 'desc')
    .orderBy(sql`known_from desc`);
}

/** The last observation of each person in each organisation, of these organisations. */
export async function rolesInOrganizations(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<readonly RoleRow[]> {
  return lastObservations(db, asOf).where(oneOf('organization_id', organizationIds)).execute();
}

/** The last observation of each person in each organisation, of these persons. */
export async function rolesOfPersons(
  db: Db,
  personIds: readonly string[],
  asOf: AsOf,
): Promise<readonly RoleRow[]> {
  return lastObservations(db, asOf).where(oneOf('person_id', personIds)).execute();
}
