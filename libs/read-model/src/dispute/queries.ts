import { sql } from 'kysely';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type DisputeRow = Tables['dispute'];

/** Which disputes; members are joined by "and". */
export interface DisputeFilter {
  readonly stream?: string;
  readonly open?: boolean;
}

function filtered(db: Db, { stream, open }: DisputeFilter, asOf: AsOf) {
  let query = db.selectFrom('dispute').where(knownThen('dispute', asOf));
  if (stream !== undefined) query = query.where('stream', '=', stream);
  if (open !== undefined) query = query.where('open', '=', open);
  return query;
}

/** A page of disputes, the newest first. */
export function listDisputes(
  db: Db,
  list: { readonly filter: DisputeFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<DisputeRow>> {
  const order = [
    { column: 'recorded_at', type: 'bigint', descending: true },
    { column: 'revision', type: 'bigint', descending: true },
  ] as const;
  return pageOf(filtered(db, list.filter, list.asOf).selectAll(), order, list.page);
}

/** How many disputes there are. */
export function countDisputes(db: Db, filter: DisputeFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}

/** The disputes in each of some streams, the newest first. */
export function disputesOfStreams(
  db: Db,
  streams: readonly string[],
  asOf: AsOf,
): Promise<readonly DisputeRow[]> {
  return db
    .selectFrom('dispute')
    .selectAll()
    .where(oneOf('stream', streams))
    .where(knownThen('dispute', asOf))
    .orderBy('recorded_at', 'desc')
    .orderBy('revision', 'desc')
    .execute();
}

/** A dispute with one of the events that it names. */
export type DisputeOfEvent = DisputeRow & { readonly named: string };

/** The disputes that name each of some events, the newest first. */
export async function disputesOfEvents(
  db: Db,
  eventIds: readonly string[],
  asOf: AsOf,
): Promise<readonly DisputeOfEvent[]> {
  const { rows } = await sql<DisputeOfEvent>`
    select d.*, wanted.id as named from unnest(${[...eventIds]}::uuid[]) wanted (id)
    join ${tableOf(db, 'dispute')} d on d.targets @> array[wanted.id] and ${knownThen('d', asOf)}
    order by d.recorded_at desc, d.revision desc`.execute(db);
  return rows;
}
