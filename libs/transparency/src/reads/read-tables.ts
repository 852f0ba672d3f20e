import { escapeIdentifier, type Pool } from 'pg';

/** Serialises those who make the tables at once; any number that nothing else in the database uses. */
const LOCK = 7_361_004;

const TABLES = `
  CREATE SCHEMA IF NOT EXISTS read_log;
  CREATE TABLE IF NOT EXISTS read_log.entry (
    index bigint PRIMARY KEY,
    leaf bytea NOT NULL,
    -- Null once it was kept for long enough: its hash stays in the tree.
    bytes bytea,
    at timestamptz NOT NULL
  );
  CREATE INDEX IF NOT EXISTS entry_kept ON read_log.entry (index) WHERE bytes IS NOT NULL;
  CREATE TABLE IF NOT EXISTS read_log.length (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    entries bigint NOT NULL
  );
  INSERT INTO read_log.length (entries) VALUES (0) ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS read_log.head (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size bigint NOT NULL,
    note text NOT NULL UNIQUE,
    published timestamptz NOT NULL DEFAULT now()
  );
`;

/** Makes the tables where they are missing, as the account that owns them; `writer` may add to them and empty what is old, nobody else may. */
export async function prepareReadLog(pool: Pick<Pool, 'query'>, writer: string): Promise<void> {
  const account = escapeIdentifier(writer);
  await pool.query(`
    SELECT pg_advisory_xact_lock(${LOCK});
    ${TABLES}
    GRANT USAGE ON SCHEMA read_log TO ${account};
    GRANT SELECT, INSERT ON read_log.entry, read_log.head TO ${account};
    GRANT UPDATE (bytes) ON read_log.entry TO ${account};
    GRANT SELECT, UPDATE ON read_log.length TO ${account};
  `);
}
