import { sql } from 'kysely';
import { containsWords, isSearch, knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, mapPage, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type CommitteeRow = Tables['committee'];

/** Committees by id, as known then. */
export async function committeesByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly CommitteeRow[]> {
  return db
    .selectFrom('committee')
    .selectAll()
    .where(oneOf('committee_id', ids))
    .where(knownThen('committee', asOf))
    .execute();
}

/** Which committees a list holds; each condition only where it is given. */
export interface CommitteeFilter {
  readonly programmeId?: string;
  readonly kinds?: readonly string[];
  /** Words of a title, or of the id. */
  readonly text?: string;
}

function filtered(db: Db, { programmeId, kinds, text }: CommitteeFilter, asOf: AsOf) {
  let query = db
    .selectFrom('committee as c')
    .where('c.established_day', '<=', asOf.validOn)
    .where('c.annulled', '=', false)
    .where(knownThen('c', asOf));
  if (programmeId !== undefined) query = query.where('c.programme_id', '=', programmeId);
  if (kinds !== undefined) query = query.where(oneOf('c.kind', kinds));
  if (isSearch(text)) query = query.where(containsWords('c.search', text));
  return query;
}

/** A page of the committees established by then, by title; the nodes are ids. */
export async function listCommittees(
  db: Db,
  list: { readonly filter: CommitteeFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<string>> {
  const query = filtered(db, list.filter, list.asOf).select(['c.title_key', 'c.committee_id']);
  const order = [
    { column: 'c.title_key', type: 'text' },
    { column: 'c.committee_id', type: 'text' },
  ] as const;
  return mapPage(await pageOf(query, order, list.page), ({ committee_id }) => committee_id);
}

/** How many committees had been established by then. */
export function countCommittees(db: Db, filter: CommitteeFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}

/** The first committees of each programme, by title; the nodes are ids. */
export async function firstCommitteesOf(
  db: Db,
  programmeIds: readonly string[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<string>[]> {
  const list = sql`
    select c.title_key, c.committee_id from ${tableOf(db, 'committee')} c
    where c.programme_id = wanted.id and c.established_day <= ${asOf.validOn}::date and not c.annulled
      and ${knownThen('c', asOf)}`;
  const rows = await firstOfEach<Pick<CommitteeRow, 'title_key' | 'committee_id'>>(db, programmeIds, list, {
    order: ['title_key', 'committee_id'],
    first,
  });
  return rows.map(({ node, ...row }) => ({ ...row, node: node.committee_id }));
}

/** How many committees each programme had by then. */
export function countCommitteesOf(
  db: Db,
  programmeIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select c.programme_id as parent, count(*) from ${tableOf(db, 'committee')} c
      where ${oneOf('c.programme_id', programmeIds)} and c.established_day <= ${asOf.validOn}::date
        and not c.annulled and ${knownThen('c', asOf)}
      group by c.programme_id`,
  );
}
