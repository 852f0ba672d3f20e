import type { PoolClient } from 'pg';
import type { KeyedItem } from './items.js';

/** Notes what a person is to hear of; what was noted once is not noted again. @returns how many are new */
export async function noteItems(
  client: Pick<PoolClient, 'query'>,
  personId: string,
  items: readonly KeyedItem[],
  now: Date,
): Promise<number> {
  if (items.length === 0) return 0;
  const { rowCount } = await client.query(
    `INSERT INTO notices.item (person_id, key, about, noted)
     SELECT $1, key, about, $4 FROM unnest($2::text[], $3::jsonb[]) AS given (key, about)
     ON CONFLICT DO NOTHING`,
    [personId, items.map(({ key }) => key), items.map(({ item }) => JSON.stringify(item)), now],
  );
  return rowCount ?? 0;
}
