import { sql } from 'kysely';
import { knownThen, oneOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type MissionRow = Tables['mission'];
export type MissionResultRow = Tables['mission_result'];

/** Missions by id, as known then. */
export async function missionsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly MissionRow[]> {
  return db
    .selectFrom('mission')
    .selectAll()
    .where(oneOf('mission_id', ids))
    .where(knownThen('mission', asOf))
    .execute();
}

/** The results of missions that had been observed by then, oldest first. */
export async function missionResultsOf(
  db: Db,
  missionIds: readonly string[],
  asOf: AsOf,
): Promise<readonly MissionResultRow[]> {
  return db
    .selectFrom('mission_result')
    .selectAll()
    .where(oneOf('mission_id', missionIds))
    .where(sql<boolean>`observed_day <= ${asOf.validOn}::date`)
    .where(knownThen('mission_result', asOf))
    .orderBy('observed_day')
    .orderBy('place')
    .execute();
}

function undertaken(db: Db, organizationId: string | null, asOf: AsOf) {
  let query = db
    .selectFrom('mission as m')
    .where('m.undertaken_day', '<=', asOf.validOn)
    .where('m.annulled', '=', false)
    .where(knownThen('m', asOf));
  if (organizationId !== null)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('mission_organization as o')
          .select(sql`1`.as('one'))
          .whereRef('o.mission_id', '=', 'm.mission_id')
          .where('o.organization_id', '=', organizationId)
          .where(knownThen('o', asOf)),
      ),
    );
  return query;
}

/** A page of the missions that had been undertaken by then, oldest first. */
export function listMissions(
  db: Db,
  list: { readonly organizationId: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<MissionRow>> {
  const order = [
    { column: 'm.undertaken_day', type: 'date' },
    { column: 'm.mission_id', type: 'text' },
  ] as const;
  return pageOf(undertaken(db, list.organizationId, list.asOf).selectAll('m'), order, list.page);
}

/** How many missions had been undertaken by then. */
export function countMissions(db: Db, organizationId: string | null, asOf: AsOf): Promise<number> {
  return countOf(undertaken(db, organizationId, asOf));
}
