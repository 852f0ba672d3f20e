import type { ResolutionStage } from '@entente/domain';
import { sql } from 'kysely';
import { oneOf, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type ResolutionRow = Tables['resolution'];

/** Resolutions by id, as known then, whatever had become of them. */
export async function resolutionsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly ResolutionRow[]> {
  return db
    .selectFrom('resolution')
    .selectAll()
    .where(oneOf('resolution_id', ids))
    .where(validAndKnown('resolution', asOf))
    .execute();
}

/** Which resolutions: of one committee or of all, in a state or in any. */
export interface ResolutionFilter {
  readonly committeeId?: string;
  readonly state?: ResolutionStage;
}

function filtered(db: Db, { committeeId, state }: ResolutionFilter, asOf: AsOf) {
  let query = db
    .selectFrom('resolution as r')
    .where('r.annulled', '=', false)
    .where('r.stage', 'is not', null)
    .where(validAndKnown('r', asOf));
  if (committeeId !== undefined) query = query.where('r.committee_id', '=', committeeId);
  if (state !== undefined) query = query.where('r.stage', '=', state);
  return query;
}

/** A page of the resolutions proposed by then, oldest first. */
export function listResolutions(
  db: Db,
  list: { readonly filter: ResolutionFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<ResolutionRow>> {
  const order = [
    { column: 'r.proposed_day', type: 'date' },
    { column: 'r.resolution_id', type: 'text' },
  ] as const;
  return pageOf(filtered(db, list.filter, list.asOf).selectAll('r'), order, list.page);
}

/** How many resolutions had been proposed by then. */
export function countResolutions(db: Db, filter: ResolutionFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}

function inState(state: ResolutionStage | null) {
  return state === null ? sql`r.stage is not null` : sql`r.stage = ${state}`;
}

/** The first resolutions of each committee, in a state or in any, oldest first. */
export function firstResolutionsOf(
  db: Db,
  committeeIds: readonly string[],
  state: ResolutionStage | null,
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<ResolutionRow>[]> {
  const list = sql`
    select * from ${tableOf(db, 'resolution')} r
    where r.committee_id = wanted.id and not r.annulled and ${inState(state)} and ${validAndKnown('r', asOf)}`;
  return firstOfEach<ResolutionRow>(db, committeeIds, list, {
    order: ['proposed_day', 'resolution_id'],
    first,
  });
}

/** How many resolutions were put before each committee by then. */
export function countResolutionsOf(
  db: Db,
  committeeIds: readonly string[],
  state: ResolutionStage | null,
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select r.committee_id as parent, count(*) from ${tableOf(db, 'resolution')} r
      where ${oneOf('r.committee_id', committeeIds)} and not r.annulled and ${inState(state)}
        and ${validAndKnown('r', asOf)}
      group by r.committee_id`,
  );
}
