import { sql } from 'kysely';
import { knownThen, oneOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type FundingRow = Tables['funding'];

/** Awards by id, as known then. */
export async function fundingsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly FundingRow[]> {
  return db
    .selectFrom('funding')
    .selectAll()
    .where(oneOf('funding_id', ids))
    .where(knownThen('funding', asOf))
    .execute();
}

function awarded(db: Db, organizationId: string | null, asOf: AsOf) {
  let query = db
    .selectFrom('funding as f')
    .where('f.awarded_day', '<=', asOf.validOn)
    .where('f.annulled', '=', false)
    .where(knownThen('f', asOf));
  if (organizationId !== null)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('funding_organization as o')
          .select(sql`1`.as('one'))
          .whereRef('o.funding_id', '=', 'f.funding_id')
          .where('o.organization_id', '=', organizationId)
          .where(knownThen('o', asOf)),
      ),
    );
  return query;
}

/** A page of what had been awarded by then, oldest first. */
export function listFundings(
  db: Db,
  list: { readonly organizationId: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<FundingRow>> {
  const order = [
    { column: 'f.awarded_day', type: 'date' },
    { column: 'f.funding_id', type: 'text' },
  ] as const;
  return pageOf(awarded(db, list.organizationId, list.asOf).selectAll('f'), order, list.page);
}

/** How many awards there had been by then. */
export function countFundings(db: Db, organizationId: string | null, asOf: AsOf): Promise<number> {
  return countOf(awarded(db, organizationId, asOf));
}
