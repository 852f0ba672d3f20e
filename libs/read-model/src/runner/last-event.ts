import type { Pool } from 'pg';
import { schemaOf } from '../schema/version-tables.js';
import { leftVersions, liveVersion } from './versions.js';

/** The last event that the read model has, by which it knows the log that it follows. */
export interface LastEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly hash: string;
}

/**
 * The last event of the version that answers, in no stream of `except`; null where there is none. Where the row that names that
 * version is lost, its tables still say which log they are of.
 */
export async function lastEventOf(pool: Pool, except: readonly string[] = []): Promise<LastEvent | null> {
  const live = (await liveVersion(pool))?.version ?? (await leftVersions(pool)).at(-1);
  if (live === undefined) return null;
  const { rows } = await pool.query<Omit<LastEvent, 'position'> & { readonly position: string }>(
    `select id, stream, revision, hash, position::text as position
     from ${schemaOf(live)}.event e where stream <> all($1::text[]) order by e.position desc limit 1`,
    [except],
  );
  const [row] = rows;
  return row ? { ...row, position: BigInt(row.position) } : null;
}
