import type { Pool, PoolClient } from 'pg';
import { appendReads } from './read-entries.js';

/** What forgets notes it under this name. */
const FORGETTING = { who: 'system:read-log', way: 'forget', what: [] };

/**
 * Empties the entries that are older than a time, all those before the first that is not, and notes that it did. Their hashes
 * stay, so that the tree goes on and shows how much was read.
 *
 * @returns how many were emptied
 */
export async function forgetReads(
  pool: Pick<Pool, 'connect'>,
  { before, now }: { readonly before: Date; readonly now: Date },
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const forgotten = await forget(client, before, now);
    await client.query('COMMIT');
    return forgotten;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function forget(client: PoolClient, before: Date, now: Date): Promise<number> {
  const { rows } = await client.query<{ first: number | null; until: number }>(
    `SELECT (SELECT min(index)::float8 FROM read_log.entry WHERE bytes IS NOT NULL) AS first,
       coalesce((SELECT min(index) FROM read_log.entry WHERE bytes IS NOT NULL AND at >= $1),
         (SELECT entries FROM read_log.length))::float8 AS until`,
    [before],
  );
  const { first = null, until = 0 } = rows[0] ?? {};
  if (first === null || first >= until) return 0;
  await appendReads(client, [{ ...FORGETTING, at: now.toISOString(), forgot: until }]);
  const { rowCount } = await client.query(
    'UPDATE read_log.entry SET bytes = NULL WHERE index < $1 AND bytes IS NOT NULL',
    [until],
  );
  return rowCount ?? 0;
}
