import type { Pool } from 'pg';
import { schemaOf } from '../schema/version-tables.js';
import { isReplaced, leftVersions, liveVersion } from './versions.js';

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
  for (;;) {
    const version = (await liveVersion(pool))?.version ?? (await leftVersions(pool)).at(-1);
    if (version === undefined) return null;
    try {
      return await lastEventIn(pool, version, except);
    } catch (error) {
      // A rebuilt version may have taken its place since.
      const now = (await liveVersion(pool))?.version;
      if (!isReplaced(error) || now === undefined || now === version) throw error;
    }
  }
}

async function lastEventIn(
  pool: Pool,
  version: number,
  except: readonly string[],
): Promise<LastEvent | null> {
  const { rows } = await pool.query<Omit<LastEvent, 'position'> & { readonly position: string }>(
    `select id, stream, revision, hash, position::text as position
     from ${schemaOf(version)}.event e where stream <> all($1::text[]) order by e.position desc limit 1`,
    [except],
  );
  const [row] = rows;
  return row ? { ...row, position: BigInt(row.position) } : null;
}
