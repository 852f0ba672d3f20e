import { oneOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type SourceRow = Tables['source'];

/** Sources by id. A source is what it is: neither date filters it. */
export async function sourcesByIds(db: Db, ids: readonly string[]): Promise<readonly SourceRow[]> {
  return db.selectFrom('source').selectAll().where(oneOf('source_id', ids)).execute();
}
