import type { Pool } from 'pg';

/** The time stamps of checkpoints (RFC 3161), beside them. What it holds is public. */
export interface TimeStampBook {
  /** When the last checkpoint that has a stamp got it; null where none has. */
  lastStamped(): Promise<Date | null>;
  /** Adds the stamp of a checkpoint, by its place in the book; one that is there already is left as it is. */
  add(checkpoint: number, response: Uint8Array): Promise<void>;
  /** Some stamps in the order of their checkpoints, after one of them. */
  page(
    after: number,
    limit: number,
  ): Promise<readonly { readonly checkpoint: number; readonly response: Buffer }[]>;
}

/** The table, beside that of the checkpoints. */
export const TIME_STAMP_TABLE = `
  CREATE TABLE IF NOT EXISTS transparency.time_stamp (
    checkpoint bigint PRIMARY KEY REFERENCES transparency.checkpoint (number),
    response bytea NOT NULL,
    stamped timestamptz NOT NULL DEFAULT now()
  );
`;

/** The book in a database whose tables are there. */
export function openTimeStampBook(pool: Pick<Pool, 'query'>): TimeStampBook {
  return {
    async lastStamped() {
      const { rows } = await pool.query<{ last: Date | null }>(
        'SELECT max(stamped) AS last FROM transparency.time_stamp',
      );
      return rows[0]?.last ?? null;
    },
    async add(checkpoint, response) {
      await pool.query(
        'INSERT INTO transparency.time_stamp (checkpoint, response) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [checkpoint, response],
      );
    },
    async page(after, limit) {
      const { rows } = await pool.query<{ checkpoint: number; response: Buffer }>(
        `SELECT checkpoint::float8 AS checkpoint, response FROM transparency.time_stamp
         WHERE checkpoint > $1 ORDER BY time_stamp.checkpoint LIMIT $2`,
        [after, limit],
      );
      return rows;
    },
  };
}
