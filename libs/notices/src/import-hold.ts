import type { Pool } from 'pg';

/** Advisory lock that whoever imports holds, shared with others who do; it goes with its connection. */
const IMPORT_LOCK = 7_205_927;

/** Runs an import. Until it ends, also by the death of its process, nobody is told of what is recorded meanwhile. */
export async function whileImporting<T>(pool: Pick<Pool, 'connect'>, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('SELECT pg_advisory_lock_shared($1)', [IMPORT_LOCK]);
    return await work();
  } finally {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [IMPORT_LOCK]).catch(() => {
      broken = true;
    });
    client.release(broken);
  }
}

/** Whether somebody imports. */
export async function isImporting(pool: Pick<Pool, 'query'>): Promise<boolean> {
  const { rows } = await pool.query<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1
       AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS held`,
    [IMPORT_LOCK],
  );
  return rows[0]?.held ?? false;
}
