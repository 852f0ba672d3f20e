import { escapeIdentifier, type Pool } from 'pg';
import { COSIGNATURE_LINES, COSIGNATURE_TABLE } from './cosignature-book.js';
import { TIME_STAMP_TABLE } from './time-stamp-book.js';

/** Every checkpoint that was signed, where whoever serves the log finds it. What it holds is public. */
export interface CheckpointBook {
  /** Adds a signed note; one that is there already is left as it is. */
  publish(checkpoint: { readonly size: number; readonly note: string }): Promise<void>;
  /** The note of the largest checkpoint; null where none was signed. Of two of one size, the last published. */
  latest(): Promise<PublishedCheckpoint | null>;
  /** Some checkpoints in the order in which they were published, after one of them. */
  page(after: number, limit: number): Promise<readonly PublishedCheckpoint[]>;
}

/** A checkpoint as it was published. */
export interface PublishedCheckpoint {
  /** Its place in the book. */
  readonly number: number;
  readonly size: number;
  /** The signed note, with the cosignatures of witnesses behind what the ledger signed. */
  readonly note: string;
  readonly published: Date;
}

/** Serialises those who make the table at once; any number that nothing else in the database uses. */
const LOCK = 7_361_002;

const TABLE = `
  CREATE SCHEMA IF NOT EXISTS transparency;
  CREATE TABLE IF NOT EXISTS transparency.checkpoint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size bigint NOT NULL,
    note text NOT NULL UNIQUE,
    published timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS checkpoint_by_size ON transparency.checkpoint (size DESC, number DESC);
  ${COSIGNATURE_TABLE}
  ${TIME_STAMP_TABLE}
`;

const COLUMNS = `number::float8 AS number, size::float8 AS size, note || ${COSIGNATURE_LINES} AS note, published`;

/** Makes the tables where they are missing, as the account that owns them; `writer` may read them and add to them, nobody else may. */
export async function prepareCheckpoints(pool: Pick<Pool, 'query'>, writer: string): Promise<void> {
  const account = escapeIdentifier(writer);
  await pool.query(`
    SELECT pg_advisory_xact_lock(${LOCK});
    ${TABLE}
    GRANT USAGE ON SCHEMA transparency TO ${account};
    GRANT SELECT, INSERT ON transparency.checkpoint, transparency.cosignature, transparency.time_stamp TO ${account};
  `);
}

/** The book in a database whose table is there ({@link prepareCheckpoints}). */
export function openCheckpointBook(pool: Pick<Pool, 'query'>): CheckpointBook {
  return {
    async publish({ size, note }) {
      await pool.query(
        'INSERT INTO transparency.checkpoint (size, note) VALUES ($1, $2) ON CONFLICT (note) DO NOTHING',
        [size, note],
      );
    },
    async latest() {
      const { rows } = await pool.query<PublishedCheckpoint>(
        `SELECT ${COLUMNS} FROM transparency.checkpoint c ORDER BY size DESC, number DESC LIMIT 1`,
      );
      return rows[0] ?? null;
    },
    async page(after, limit) {
      const { rows } = await pool.query<PublishedCheckpoint>(
        `SELECT ${COLUMNS} FROM transparency.checkpoint c WHERE c.number > $1 ORDER BY c.number LIMIT $2`,
        [after, limit],
      );
      return rows;
    },
  };
}
