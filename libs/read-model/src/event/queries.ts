import { sql } from 'kysely';
import { oneOf, tableOf, toPage, type Db, type Page, type PageRequest } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type EventRow = Tables['event'];

/** Events by id, each once. */
export async function eventsByIds(db: Db, ids: readonly string[]): Promise<readonly EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** Which events of the log: of one stream, of some types, up to a position. */
export interface EventFilter {
  readonly stream?: string;
  readonly types?: readonly string[];
}

function filtered(db: Db, filter: EventFilter, position: bigint) {
  let query = db.selectFrom('event').where('position', '<=', position.toString());
  if (filter.stream !== undefined) query = query.where('stream', '=', filter.stream);
  if (filter.types) query = query.where(oneOf('type', filter.types));
  return query;
}

/** A page of events in the order of the log; valid time never filters history. */
export async function listEvents(
  db: Db,
  list: { readonly filter: EventFilter; readonly position: bigint; readonly page: PageRequest },
): Promise<Page<EventRow>> {
  const { after, first } = list.page;
  let query = filtered(db, list.filter, list.position).selectAll();
  if (after) query = query.where(sql<boolean>`position > ${after[0]}::bigint`);
  const rows = await query
    .orderBy('position')
    .limit(first + 1)
    .execute();
  return toPage(
    rows,
    first,
    (row) => row,
    (row) => [row.position],
  );
}

/** How many events pass the filter. */
export async function countEvents(db: Db, filter: EventFilter, position: bigint): Promise<number> {
  const row = await filtered(db, filter, position)
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** The first page of each stream's history, for many streams in one statement; `first + 1` rows a stream at most. */
export async function firstEventsOf(
  db: Db,
  streams: readonly string[],
  position: bigint,
  first: number,
): Promise<readonly EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.* from unnest(${[...streams]}::text[]) wanted (stream)
    cross join lateral (
      select * from ${tableOf(db, 'event')} h
      where h.stream = wanted.stream and h.position <= ${position.toString()}::bigint
      order by h.revision limit ${first + 1}
    ) e`.execute(db);
  return rows;
}
