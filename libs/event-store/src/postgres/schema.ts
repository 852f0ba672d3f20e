import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';

/**
 * Makes the log's schema where it is missing. Safe to run in many processes at once and again at every start; an account
 * without the right to create anything may open a log that is there.
 */
export async function ensureLogSchema(client: ClientBase, schema: string): Promise<void> {
  const name = escapeIdentifier(schema);
  const present = await client.query<{ there: boolean }>(
    `SELECT to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL AS there`,
    [`${name}.event`, `${name}.head`],
  );
  if (present.rows[0]?.there) return;
  // One statement string is one transaction: the lock is released when everything is there.
  await client.query(`
    SELECT pg_advisory_xact_lock(hashtextextended('entente log schema', 0));
    CREATE SCHEMA IF NOT EXISTS ${name};

    CREATE TABLE IF NOT EXISTS ${name}.head (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      position bigint NOT NULL
    ) WITH (fillfactor = 10);
    INSERT INTO ${name}.head (position) VALUES (0) ON CONFLICT DO NOTHING;

    CREATE TABLE IF NOT EXISTS ${name}.event (
      position bigint PRIMARY KEY,
      id uuid NOT NULL UNIQUE,
      stream text COLLATE "C" NOT NULL,
      revision integer NOT NULL CHECK (revision >= 0),
      type text COLLATE "C" NOT NULL,
      bytes bytea NOT NULL,
      hash bytea NOT NULL,
      created timestamptz NOT NULL,
      UNIQUE (stream, revision)
    );

    CREATE OR REPLACE FUNCTION ${name}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
    CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${name}.event
      FOR EACH STATEMENT EXECUTE FUNCTION ${name}.refuse_change();
  `);
}

/** Lets an account add events to the log and read them; nothing that is there can be changed by it. */
export async function letWriteLog(client: ClientBase, schema: string, writer: string): Promise<void> {
  const [name, account] = [escapeIdentifier(schema), escapeIdentifier(writer)];
  await client.query(`
    SELECT pg_advisory_xact_lock(hashtextextended('entente log schema', 0));
    GRANT USAGE ON SCHEMA ${name} TO ${account};
    GRANT SELECT, INSERT ON ${name}.event TO ${account};
    GRANT SELECT, UPDATE ON ${name}.head TO ${account};
  `);
}

/** A server on which what was acknowledged could be lost, or that does not keep text as it was given. */
export class NotDurableError extends Error {
  constructor(faults: readonly string[]) {
    super(`this PostgreSQL server cannot keep a ledger: ${faults.join('; ')}`);
    this.name = 'NotDurableError';
  }
}

/**
 * Refuses a server on which what was acknowledged could be lost, or that does not keep text as it was given.
 *
 * @throws {NotDurableError} that names every setting at fault and what it must be.
 */
export async function assertDurable(client: ClientBase): Promise<void> {
  const answer = await client.query<Record<string, string>>(
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
            current_setting('synchronous_commit') AS synchronous_commit,
            current_setting('server_encoding') AS server_encoding`,
  );
  const settings = answer.rows[0] ?? {};
  const faults = [
    settings['fsync'] === 'on' ? null : `fsync is ${settings['fsync']}, it must be on`,
    settings['full_page_writes'] === 'on'
      ? null
      : `full_page_writes is ${settings['full_page_writes']}, it must be on`,
    settings['synchronous_commit'] === 'off' ? 'synchronous_commit is off, it must be on' : null,
    settings['server_encoding'] === 'UTF8'
      ? null
      : `the database's encoding is ${settings['server_encoding']}, it must be UTF8`,
  ].filter((fault) => fault !== null);
  if (faults.length > 0) throw new NotDurableError(faults);
}
