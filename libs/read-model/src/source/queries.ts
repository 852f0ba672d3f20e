import { sql } from 'kysely';
import { containsWords, isSearch, knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type SourceRow = Tables['source'];
export type CitationRow = Tables['source_citation'];

/**
 * Sources by id, as they are corrected then. A source is what it is: neither date hides it, and one that was not known yet is
 * as it was deposited.
 */
export async function sourcesByIds(
  db: Db,
  ids: readonly string[],
  { position }: Pick<AsOf, 'position'>,
): Promise<readonly SourceRow[]> {
  const rows = await db
    .selectFrom('source')
    .selectAll()
    .where(oneOf('source_id', ids))
    .orderBy('known_from')
    .execute();
  const bySource = Map.groupBy(rows, ({ source_id }) => source_id);
  return [...bySource.values()].flatMap((of) => {
    const known = of.findLast(({ known_from }) => BigInt(known_from) <= position) ?? of[0];
    return known ? [known] : [];
  });
}

/** Which sources; members are joined by "and". */
export interface SourceFilter {
  /** Words of id, issuer, kind and name of the file. */
  readonly text?: string;
  readonly kind?: string;
  readonly sha256?: string;
  /** Whether nothing in effect then cites it. */
  readonly uncited?: boolean;
  /** Whether its text was deposited by then. */
  readonly hasText?: boolean;
}

function filtered(db: Db, filter: SourceFilter, asOf: AsOf) {
  const cited = sql<boolean>`exists (select 1 from ${tableOf(db, 'source_citation')} c
    where c.source_id = s.source_id and ${knownThen('c', asOf)})`;
  let query = db.selectFrom('source as s').where('s.annulled', '=', false).where(knownThen('s', asOf));
  if (isSearch(filter.text)) query = query.where(containsWords('s.search', filter.text));
  if (filter.kind !== undefined) query = query.where('s.kind', '=', filter.kind);
  if (filter.sha256 !== undefined) query = query.where('s.sha256', '=', filter.sha256);
  if (filter.uncited !== undefined) query = query.where(filter.uncited ? sql<boolean>`not ${cited}` : cited);
  if (filter.hasText !== undefined)
    query = query.where('s.text_lines', filter.hasText ? 'is not' : 'is', null);
  return query;
}

/** A page of sources, the last deposited first. */
export function listSources(
  db: Db,
  list: { readonly filter: SourceFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<SourceRow>> {
  const order = [
    { column: 's.deposited_at', type: 'bigint', descending: true },
    { column: 's.source_id', type: 'text', descending: true },
  ] as const;
  return pageOf(filtered(db, list.filter, list.asOf).selectAll('s'), order, list.page);
}

/** How many sources pass the filter. */
export function countSources(db: Db, filter: SourceFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}

const CITATION_ORDER = ['cited_at', 'place'] as const;

/** The first citations of each source by events in effect then, in the order of the log. */
export function firstCitationsOf(
  db: Db,
  sourceIds: readonly string[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<CitationRow>[]> {
  const list = sql`
    select * from ${tableOf(db, 'source_citation')} c
    where c.source_id = wanted.id and ${knownThen('c', asOf)}`;
  return firstOfEach<CitationRow>(db, sourceIds, list, { order: CITATION_ORDER, first });
}

/** A page of the citations of a source; see {@link firstCitationsOf}. */
export function listCitations(
  db: Db,
  list: { readonly sourceId: string; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<CitationRow>> {
  const query = db
    .selectFrom('source_citation')
    .selectAll()
    .where('source_id', '=', list.sourceId)
    .where(knownThen('source_citation', list.asOf));
  const order = [
    { column: 'cited_at', type: 'bigint' },
    { column: 'place', type: 'bigint' },
  ] as const;
  return pageOf(query, order, list.page);
}

/** How many citations each source has. */
export function countCitationsOf(
  db: Db,
  sourceIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select source_id as parent, count(*) from ${tableOf(db, 'source_citation')} c
      where ${oneOf('c.source_id', sourceIds)} and ${knownThen('c', asOf)}
      group by source_id`,
  );
}
