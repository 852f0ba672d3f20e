import { sql, type RawBuilder } from 'kysely';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
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

/** The awards of an organisation that the query calls `wanted.id`, as funder or beneficiary. */
function awardsOf(db: Db, organizationId: RawBuilder<unknown>, asOf: AsOf): RawBuilder<unknown> {
  return sql`
    from ${tableOf(db, 'funding')} f
    where not f.annulled and f.awarded_day <= ${asOf.validOn}::date and ${knownThen('f', asOf)} and exists (
      select 1 from ${tableOf(db, 'funding_organization')} o
      where o.funding_id = f.funding_id and o.organization_id = ${organizationId} and ${knownThen('o', asOf)})`;
}

/** The first awards of each organisation by then, oldest first. */
export function firstFundingsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<FundingRow>[]> {
  return firstOfEach<FundingRow>(
    db,
    organizationIds,
    sql`select f.* ${awardsOf(db, sql.ref('wanted.id'), asOf)}`,
    { order: ['awarded_day', 'funding_id'], first },
  );
}

/** How many awards each organisation had by then. */
export function countFundingsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select wanted.id as parent, (select count(*) ${awardsOf(db, sql.ref('wanted.id'), asOf)}) as count
      from unnest(${[...organizationIds]}::text[]) wanted (id)`,
  );
}
