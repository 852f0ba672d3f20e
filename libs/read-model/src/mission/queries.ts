import { sql } from 'kysely';
import {
  knownThen,
  oneOf,
  toPage,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type MissionRow = Tables['mission'];

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

function undertaken(db: Db, organizationId: string | null, asOf: AsOf) {
  let query = db
    .selectFrom('mission as m')
    .where('m.undertaken_day', '<=', asOf.validOn)
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
export async function listMissions(
  db: Db,
  list: { readonly organizationId: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<MissionRow>> {
  const { after, first } = list.page;
  let query = undertaken(db, list.organizationId, list.asOf).selectAll('m');
  if (after)
    query = query.where(sql<boolean>`(m.undertaken_day, m.mission_id) > (${after[0]}::date, ${after[1]})`);
  const rows = await query
    .orderBy('m.undertaken_day')
    .orderBy('m.mission_id')
    .limit(first + 1)
    .execute();
  return toPage(
    rows,
    first,
    (row) => row,
    (row) => [row.undertaken_day, row.mission_id],
  );
}

/** How many missions had been undertaken by then. */
export async function countMissions(db: Db, organizationId: string | null, asOf: AsOf): Promise<number> {
  const row = await undertaken(db, organizationId, asOf)
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
