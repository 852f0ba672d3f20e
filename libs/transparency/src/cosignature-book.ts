import type { Pool } from 'pg';

/** The cosignatures of witnesses, beside the checkpoints that they are on. What it holds is public. */
export interface CosignatureBook {
  /** Adds a verified cosignature; one that is there already is left as it is. */
  add(cosignature: {
    /** The checkpoint's place in the book. */
    readonly checkpoint: number;
    readonly witness: string;
    /** When the witness says that it signed, in seconds since 1970. */
    readonly time: number;
    /** The signature as a line of the note. */
    readonly line: string;
  }): Promise<void>;
}

/** The table, beside that of the checkpoints. */
export const COSIGNATURE_TABLE = `
  CREATE TABLE IF NOT EXISTS transparency.cosignature (
    checkpoint bigint NOT NULL REFERENCES transparency.checkpoint (number),
    witness text NOT NULL,
    "time" bigint NOT NULL,
    line text NOT NULL,
    PRIMARY KEY (checkpoint, witness, "time")
  );
`;

/** The lines of a checkpoint `c`: of each witness the newest. */
export const COSIGNATURE_LINES = `coalesce((
  SELECT string_agg(newest.line, '' ORDER BY newest.witness) FROM (
    SELECT DISTINCT ON (s.witness) s.witness, s.line FROM transparency.cosignature s
    WHERE s.checkpoint = c.number ORDER BY s.witness, s."time" DESC
  ) newest
), '')`;

/** The book in a database whose tables are there. */
export function openCosignatureBook(pool: Pick<Pool, 'query'>): CosignatureBook {
  return {
    async add({ checkpoint, witness, time, line }) {
      await pool.query(
        `INSERT INTO transparency.cosignature (checkpoint, witness, "time", line) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [checkpoint, witness, time, line],
      );
    },
  };
}
