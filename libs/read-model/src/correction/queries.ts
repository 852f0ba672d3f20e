import { sql } from 'kysely';
import { knownThen, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type CorrectedEventRow = Tables['corrected_event'];
export type CorrectionRow = Tables['correction'];

/** Those of some events that do not stand as they were recorded, as known then. */
export async function correctedEvents(
  db: Db,
  eventIds: readonly string[],
  asOf: AsOf,
): Promise<readonly CorrectedEventRow[]> {
  return db
    .selectFrom('corrected_event')
    .selectAll()
    .where(sql<boolean>`event_id = any(${[...eventIds]}::uuid[])`)
    .where(knownThen('corrected_event', asOf))
    .execute();
}

function filtered(db: Db, stream: string | null, asOf: AsOf) {
  const all = db.selectFrom('correction').where(knownThen('correction', asOf));
  return stream === null ? all : all.where('stream', '=', stream);
}

/** A page of the log of corrections, the newest first. */
export function listCorrections(
  db: Db,
  list: { readonly stream: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<CorrectionRow>> {
  const order = [
    { column: 'recorded_at', type: 'bigint', descending: true },
    { column: 'revision', type: 'bigint', descending: true },
  ] as const;
  return pageOf(filtered(db, list.stream, list.asOf).selectAll(), order, list.page);
}

/** How many corrections there are, of one stream or of all. */
export function countCorrections(db: Db, stream: string | null, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, stream, asOf));
}
