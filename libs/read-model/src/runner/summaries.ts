import type { Pool, PoolClient } from 'pg';
import { versionsIn } from '../asking/version-db.js';
import { schemaOf } from '../schema/version-tables.js';
import { errorText } from './apply-batch.js';
import { delay, inTransaction } from './locks.js';
import type { RunnerParts } from './parts.js';
import type { Summary } from './definition.js';

/** A summary is made anew when as many events have been recorded since. */
const AGAIN_AFTER = 1_000;
/** How often it is looked whether so many have been. */
const LOOK_MS = 1_000;
/** It rests as many times as long as it took: while much is recorded, making it takes a small part of the machine. */
const RESTS = 10;

/**
 * Keeps the summaries of a version as its runner goes on, until the signal aborts. What fails is reported and tried again:
 * without a summary, answers are only slower.
 */
export async function keepSummaries(
  parts: RunnerParts,
  version: number,
  reached: () => bigint,
  signal: AbortSignal,
): Promise<void> {
  const pool = parts.buildPool;
  let looked = -1n;
  while (!signal.aborted) {
    const [position, from] = [reached(), performance.now()];
    try {
      if (position !== looked)
        for (const summary of parts.readModel.summaries)
          await keepSummary(pool, { summary, version, position }, { signal });
      looked = position;
    } catch (error) {
      if (!signal.aborted)
        parts.log.warn(
          `the counts that are kept were not made anew, answers are slower: ${errorText(error)}`,
        );
    }
    await delay(Math.max(LOOK_MS, RESTS * (performance.now() - from)), signal);
  }
}

/** Makes a summary anew as known at a position of a version, where enough has been recorded since. */
export async function keepSummary(
  pool: Pool,
  at: { readonly summary: Summary; readonly version: number; readonly position: bigint },
  { againAfter = AGAIN_AFTER, signal }: { readonly againAfter?: number; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { summary, version, position } = at;
  const db = versionsIn(pool)(version);
  const make = async (client: PoolClient): Promise<void> => {
    // Nobody else makes it meanwhile; who asks is not kept waiting.
    await client.query(`lock table ${schemaOf(version)}.${summary.table} in share row exclusive mode`);
    const { sql, parameters } = summary.keptAt(db);
    const { rows } = await client.query<{ position: string }>(sql, [...parameters]);
    const kept = rows[0]?.position ?? '-1';
    const { rows: since } = await client.query(
      `select 1 from ${schemaOf(version)}.event where position > $1 and position <= $2 limit $3`,
      [kept, position.toString(), againAfter],
    );
    if (since.length < againAfter) return;
    const made = summary.keep(db, position);
    await cancelled(pool, client, signal, () => client.query(made.sql, [...made.parameters]));
  };
  await inTransaction(pool, make, WHOLE_TABLES);
}

/**
 * For statements that read whole tables. While a table grows fast, PostgreSQL's statistics of it are old: the planner expects few
 * rows, and would read one table again for each row of another.
 */
export const WHOLE_TABLES = ['enable_nestloop = off'] as const;

/** Runs a long statement, which the server gives up when the signal aborts. */
async function cancelled(
  pool: Pool,
  client: PoolClient,
  signal: AbortSignal | undefined,
  work: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const cancel = () => void pool.query('select pg_cancel_backend($1)', [rows[0]?.pid]).catch(() => {});
  signal?.addEventListener('abort', cancel);
  try {
    if (!signal?.aborted) await work();
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
