import type { Pool } from 'pg';

/** Advisory lock that whoever imports holds, shared with others who do; it goes with its connection. */
const IMPORT_LOCK = 7_205_927;
/** An import that stopped before its end holds notices for as long after it last did something. */
const HELD_FOR_MS = 24 * 3_600_000;

/** An import, by the SHA-256 of its file. */
export interface HeldImport {
  readonly importId: string;
  readonly file: string;
}

/** An import that has not ended, and holds notices. */
export interface Hold extends HeldImport {
  /** When it was last begun or stopped. */
  readonly at: Date;
  /** Until when it holds them unless it goes on. */
  readonly until: Date;
}

/** The imports for which notices are held. */
export interface ImportHolds {
  /**
   * Runs an import, and holds the notices of what it records until it ends. If it stops early, or its process is killed, they
   * are held for a day, or until it has gone on to its end or is given up.
   */
  whileImporting<T>(held: HeldImport, work: () => Promise<T>, hasEnded: (outcome: T) => boolean): Promise<T>;
  /** Whether notices are held now. */
  isHeld(): Promise<boolean>;
  /** Whether an import is being recorded now, by any process. */
  isRecording(): Promise<boolean>;
  /** The imports that have not ended. */
  list(): Promise<readonly Hold[]>;
  /** Gives imports up: notices are held for them no longer. Whether there was one. */
  giveUp(importId: string): Promise<boolean>;
}

/** Holds notices by the tables of one ledger. */
export function createImportHolds(pool: Pick<Pool, 'connect' | 'query'>, now: () => Date): ImportHolds {
  const since = (): Date => new Date(now().getTime() - HELD_FOR_MS);

  const note = async ({ importId, file }: HeldImport): Promise<void> => {
    await pool.query(
      `INSERT INTO notices.import (import_id, file, at) VALUES ($1, $2, $3)
       ON CONFLICT (import_id) DO UPDATE SET file = excluded.file, at = excluded.at`,
      [importId, file, now()],
    );
  };

  const giveUp = async (importId: string): Promise<boolean> => {
    const { rowCount } = await pool.query('DELETE FROM notices.import WHERE import_id = $1', [importId]);
    return rowCount === 1;
  };

  const isRecording = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ held: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1
         AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS held`,
      [IMPORT_LOCK],
    );
    return rows[0]?.held ?? false;
  };

  const list = async (): Promise<readonly Hold[]> => {
    const { rows } = await pool.query<{ import_id: string; file: string; at: Date }>(
      'SELECT import_id, file, at FROM notices.import WHERE at > $1 ORDER BY at',
      [since()],
    );
    return rows.map(({ import_id: importId, file, at }) => ({
      importId,
      file,
      at,
      until: new Date(at.getTime() + HELD_FOR_MS),
    }));
  };

  return {
    async whileImporting(held, work, hasEnded) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('SELECT pg_advisory_lock_shared($1)', [IMPORT_LOCK]);
        await note(held);
        const outcome = await work();
        if (hasEnded(outcome)) await giveUp(held.importId);
        else await note(held);
        return outcome;
      } finally {
        await client.query('SELECT pg_advisory_unlock_shared($1)', [IMPORT_LOCK]).catch(() => {
          broken = true;
        });
        client.release(broken);
      }
    },
    isHeld: async () => (await list()).length > 0 || (await isRecording()),
    isRecording,
    list,
    giveUp,
  };
}
