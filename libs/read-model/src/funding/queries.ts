import { sql, type RawBuilder } from 'kysely';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import { scopesOf } from '../organization/tree.js';
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

/** What had been awarded by then; to or by one of some organisations, where they are given. */
function awarded(db: Db, organizationIds: readonly string[] | null, asOf: AsOf) {
  let query = db
    .selectFrom('funding as f')
    .where('f.awarded_day', '<=', asOf.validOn)
    .where('f.annulled', '=', false)
    .where(knownThen('f', asOf));
  if (organizationIds !== null)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('funding_organization as o')
          .select(sql`1`.as('one'))
          .whereRef('o.funding_id', '=', 'f.funding_id')
          .where(oneOf('o.organization_id', organizationIds))
          .where(knownThen('o', asOf)),
      ),
    );
  return query;
}

/** The organisations whose awards those of one are: itself, and where it is their root, those that are the same. */
async function scopeOfOne(
  db: Db,
  organizationId: string | null,
  asOf: AsOf,
): Promise<readonly string[] | null> {
  if (organizationId === null) return null;
  return (await scopesOf(db, [organizationId], asOf)).map(({ member }) => member);
}

/** A page of what had been awarded by then, oldest first. */
export async function listFundings(
  db: Db,
  list: { readonly organizationId: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<FundingRow>> {
  const order = [
    { column: 'f.awarded_day', type: 'date' },
    { column: 'f.funding_id', type: 'text' },
  ] as const;
  const of = await scopeOfOne(db, list.organizationId, list.asOf);
  return pageOf(awarded(db, of, list.asOf).selectAll('f'), order, list.page);
}

/** How many awards there had been by then. */
export async function countFundings(db: Db, organizationId: string | null, asOf: AsOf): Promise<number> {
  return countOf(awarded(db, await scopeOfOne(db, organizationId, asOf), asOf));
}

/** The awards, as funder or beneficiary, of an organisation that the query calls `wanted.id`. */
async function awardsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<RawBuilder<unknown>> {
  const scopes = await scopesOf(db, organizationIds, asOf);
  const [parents, members] = [scopes.map(({ parent }) => parent), scopes.map(({ member }) => member)];
  return sql`
    from ${tableOf(db, 'funding')} f
    where not f.annulled and f.awarded_day <= ${asOf.validOn}::date and ${knownThen('f', asOf)} and exists (
      select 1 from ${tableOf(db, 'funding_organization')} o
      join unnest(${parents}::text[], ${members}::text[]) w (parent, member) on w.member = o.organization_id
      where o.funding_id = f.funding_id and w.parent = wanted.id and ${knownThen('o', asOf)})`;
}

/** The first awards of each organisation by then, oldest first. */
export async function firstFundingsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<FundingRow>[]> {
  const list = sql`select f.* ${await awardsOf(db, organizationIds, asOf)}`;
  return firstOfEach<FundingRow>(db, organizationIds, list, {
    order: ['awarded_day', 'funding_id'],
    first,
  });
}

/** How many awards each organisation had by then. */
export async function countFundingsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select wanted.id as parent, (select count(*) ${await awardsOf(db, organizationIds, asOf)}) as count
      from unnest(${[...organizationIds]}::text[]) wanted (id)`,
  );
}
