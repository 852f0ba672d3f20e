import { oneOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type SourceRow = Tables['source'];

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
