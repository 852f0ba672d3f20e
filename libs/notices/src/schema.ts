import { escapeIdentifier, type Pool } from 'pg';

/** Serialises those who make the tables at once; any number that nothing else in the database uses. */
const LOCK = 7_361_003;

const TABLES = `
  CREATE SCHEMA IF NOT EXISTS notices;
  CREATE TABLE IF NOT EXISTS notices.subscription (
    person_id text PRIMARY KEY,
    language text NOT NULL,
    everything boolean NOT NULL,
    organizations text[] NOT NULL,
    reminders text[] NOT NULL,
    acts boolean NOT NULL,
    made timestamptz NOT NULL,
    stopped timestamptz
  );
  CREATE TABLE IF NOT EXISTS notices.mail (
    mail_id uuid PRIMARY KEY,
    person_id text NOT NULL,
    day date NOT NULL,
    state text NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    due timestamptz NOT NULL,
    made timestamptz NOT NULL,
    settled timestamptz,
    recorded boolean NOT NULL DEFAULT false,
    problem text,
    UNIQUE (person_id, day)
  );
  CREATE INDEX IF NOT EXISTS mail_waiting ON notices.mail (due) WHERE state = 'WAITING';
  CREATE INDEX IF NOT EXISTS mail_unrecorded ON notices.mail (settled) WHERE state = 'SENT' AND NOT recorded;
  CREATE TABLE IF NOT EXISTS notices.item (
    person_id text NOT NULL,
    key text NOT NULL,
    about jsonb NOT NULL,
    mail_id uuid REFERENCES notices.mail (mail_id),
    noted timestamptz NOT NULL,
    PRIMARY KEY (person_id, key)
  );
  CREATE INDEX IF NOT EXISTS item_open ON notices.item (person_id) WHERE mail_id IS NULL;
  CREATE INDEX IF NOT EXISTS item_by_mail ON notices.item (mail_id);
  CREATE TABLE IF NOT EXISTS notices.webhook (
    webhook_id uuid PRIMARY KEY,
    host text NOT NULL,
    types text[] NOT NULL,
    sealed bytea NOT NULL,
    made timestamptz NOT NULL,
    removed timestamptz
  );
  CREATE TABLE IF NOT EXISTS notices.delivery (
    number bigint GENERATED ALWAYS AS IDENTITY,
    webhook_id uuid NOT NULL REFERENCES notices.webhook (webhook_id),
    event_id uuid NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    due timestamptz NOT NULL,
    noted timestamptz NOT NULL,
    settled timestamptz,
    problem text,
    PRIMARY KEY (webhook_id, event_id)
  );
  CREATE INDEX IF NOT EXISTS delivery_waiting ON notices.delivery (due, noted, number) WHERE state = 'WAITING';
  CREATE TABLE IF NOT EXISTS notices.import (import_id text PRIMARY KEY, file text NOT NULL, at timestamptz NOT NULL);
  CREATE TABLE IF NOT EXISTS notices.reader (name text PRIMARY KEY, commit bigint, prepare bigint);
`;

/** Makes the tables of notices where they are missing, as the account that owns them; `writer` alone may use them. */
export async function prepareNotices(pool: Pick<Pool, 'query'>, writer: string): Promise<void> {
  const account = escapeIdentifier(writer);
  await pool.query(`
    SELECT pg_advisory_xact_lock(${LOCK});
    ${TABLES}
    GRANT USAGE ON SCHEMA notices TO ${account};
    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA notices TO ${account};
    GRANT DELETE ON notices.subscription, notices.delivery, notices.import TO ${account};
  `);
}
