import { escapeIdentifier, type Pool, type PoolClient } from 'pg';
import { rememberCallers } from './known-callers.js';
import { isRole, ROLES, type Caller, type Role } from './role.js';
import { CALENDAR_KEY_TABLE, openCalendarKeys, type CalendarKeys } from './calendar-keys.js';
import { openSessions, SESSION_TABLES, type Sessions } from './sessions.js';
import { bearerToken, mintToken, readToken, sameHash } from './token.js';

/** A token as the register of tokens shows it; its secret is not kept. */
export interface TokenRecord {
  readonly tokenId: string;
  readonly role: Role;
  /** Whom or what it was made for, in plain words. */
  readonly name: string;
  readonly created: Date;
  /** When it ends by itself; null where it does not. */
  readonly expires: Date | null;
  /** Null while nobody has revoked it. */
  readonly revoked: Date | null;
  /** When it was last presented, within {@link USE_NOTED_MS}; null where it never was. */
  readonly lastUsed: Date | null;
}

/** A new token. `token` is shown here and never again. */
export interface CreatedToken {
  readonly tokenId: string;
  readonly role: Role;
  readonly name: string;
  readonly expires: Date | null;
  readonly token: string;
}

/** Tokens, and who presents them. */
export interface Access {
  createToken(wanted: WantedToken): Promise<CreatedToken>;
  listTokens(): Promise<readonly TokenRecord[]>;
  /** True when a valid token was revoked; false when the id is unknown or the token was revoked before. */
  revokeToken(tokenId: string): Promise<boolean>;
  /** The caller who presents this `Authorization` header; null when unknown. */
  authenticate(header: string | undefined): Promise<Caller | null>;
  /** The names of tokens, by their ids; unknown ones are left out. */
  namesOf(tokenIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The sessions of browsers. */
  readonly sessions: Sessions;
  /** The keys of calendar feeds. */
  readonly calendarKeys: CalendarKeys;
  /**
   * One token for each role, made once, at the ledger's first start, even when several processes start at once. `keep` puts
   * them where their owner finds them: they hold only once it has.
   *
   * @param name whose they are
   */
  firstTokens(
    name: string,
    keep: (tokens: readonly CreatedToken[]) => Promise<void>,
  ): Promise<readonly CreatedToken[]>;
}

/** A token to be made. */
export interface WantedToken {
  readonly role: Role;
  /** Whom or what it is made for. */
  readonly name: string;
  /** When it ends by itself; absent: never. */
  readonly expires?: Date | null;
}

/** How exactly it is noted when a token was last used: noting each use would be a write for each request. */
export const USE_NOTED_MS = 10 * 60_000;

/** Serialises those who make the tables at once; any number that nothing else in the database uses. */
const LOCK = 7_361_001;

const TABLES = `
  CREATE SCHEMA IF NOT EXISTS access;
  CREATE TABLE IF NOT EXISTS access.token (
    token_id text PRIMARY KEY,
    role text NOT NULL,
    name text NOT NULL,
    hash bytea NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    revoked timestamptz
  );
  ALTER TABLE access.token ADD COLUMN IF NOT EXISTS expires timestamptz;
  ALTER TABLE access.token ADD COLUMN IF NOT EXISTS last_used timestamptz;
  CREATE TABLE IF NOT EXISTS access.first_start (done boolean PRIMARY KEY CHECK (done));
  ${SESSION_TABLES}
  ${CALENDAR_KEY_TABLE}
`;

/** What is taken away when it is over. */
const CLEARED_TABLES = 'access.session, access.sign_in_code, access.calendar_key';

/** The part of a `pg` pool that is used. */
export type AccessPool = Pick<Pool, 'query' | 'connect'>;

/**
 * Makes the tables of the register where they are missing, as the account that owns them.
 *
 * @param writer the account that may read the tokens, add some and revoke some; nobody else may
 */
export async function prepareAccess(pool: AccessPool, writer?: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(TABLES);
    if (writer === undefined) return;
    const account = escapeIdentifier(writer);
    await client.query(
      `GRANT USAGE ON SCHEMA access TO ${account};
       GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA access TO ${account};
       GRANT DELETE ON ${CLEARED_TABLES} TO ${account}`,
    );
  });
}

/**
 * Opens the register of tokens in a database whose tables are there ({@link prepareAccess}).
 *
 * @param now milliseconds that never go back, for the cache
 */
export function openAccess(pool: AccessPool, now: () => number = () => performance.now()): Access {
  /** Valid tokens, by the header that presents them. */
  const known = rememberCallers(now);

  const insert = async (
    db: Pick<Pool, 'query'>,
    { role, name, expires = null }: WantedToken,
  ): Promise<CreatedToken> => {
    const { tokenId, token, hash } = mintToken();
    await db.query(
      'INSERT INTO access.token (token_id, role, name, hash, expires) VALUES ($1, $2, $3, $4, $5)',
      [tokenId, role, name, hash, expires],
    );
    return { tokenId, role, name, expires, token };
  };

  // Nobody waits for it: a use that could not be noted is noted the next time.
  const noteUse = (tokenId: string): void =>
    void pool
      .query('UPDATE access.token SET last_used = now() WHERE token_id = $1', [tokenId])
      .catch(() => null);

  const authenticate = async (header: string | undefined): Promise<Caller | null> => {
    const remembered = header === undefined ? null : known.get(header);
    if (remembered) return remembered;
    const token = bearerToken(header);
    const read = token === null ? null : readToken(token);
    if (read === null || header === undefined) return null;
    const { rows } = await pool.query<{ role: string; hash: Buffer; expires: Date | null; unnoted: boolean }>(
      {
        name: 'access.authenticate',
        text: `SELECT role, hash, expires, coalesce(last_used < now() - make_interval(secs => $2), true) AS unnoted
             FROM access.token
             WHERE token_id = $1 AND revoked IS NULL AND (expires IS NULL OR expires > now())`,
        values: [read.tokenId, USE_NOTED_MS / 1_000],
      },
    );
    const [row] = rows;
    if (!row || !isRole(row.role) || !sameHash(row.hash, read.hash)) return null;
    const { role, expires } = row;
    const caller = { role, tokenId: read.tokenId, actor: `${role}:${read.tokenId}`, ends: expires };
    known.set(header, caller);
    if (row.unnoted) noteUse(read.tokenId);
    return caller;
  };

  const sessions = openSessions(
    pool,
    {
      tokenIdOf: async (token) => (await authenticate(`Bearer ${token}`))?.tokenId ?? null,
      noteUse,
      noteAfterSeconds: USE_NOTED_MS / 1_000,
    },
    now,
  );

  return {
    sessions,
    calendarKeys: openCalendarKeys(pool),
    authenticate,

    namesOf: async (tokenIds) => {
      const { rows } = await pool.query<{ token_id: string; name: string }>(
        'SELECT token_id, name FROM access.token WHERE token_id = ANY($1)',
        [tokenIds],
      );
      return new Map(rows.map(({ token_id, name }) => [token_id, name]));
    },

    createToken: (wanted) => insert(pool, wanted),

    listTokens: async () => {
      const { rows } = await pool.query<{
        token_id: string;
        role: Role;
        name: string;
        created: Date;
        expires: Date | null;
        revoked: Date | null;
        last_used: Date | null;
      }>(
        'SELECT token_id, role, name, created, expires, revoked, last_used FROM access.token ORDER BY created, token_id',
      );
      return rows.map(({ token_id, last_used, ...rest }) => ({
        tokenId: token_id,
        ...rest,
        lastUsed: last_used,
      }));
    },

    revokeToken: async (tokenId) => {
      known.forget(tokenId);
      sessions.forget(tokenId);
      const { rowCount } = await pool.query(
        'UPDATE access.token SET revoked = now() WHERE token_id = $1 AND revoked IS NULL',
        [tokenId],
      );
      return rowCount === 1;
    },

    firstTokens: (name, keep) =>
      inTransaction(pool, async (client) => {
        const first = await client.query(
          'INSERT INTO access.first_start VALUES (true) ON CONFLICT DO NOTHING',
        );
        if (first.rowCount !== 1) return [];
        const created: CreatedToken[] = [];
        for (const role of ROLES) created.push(await insert(client, { role, name }));
        await keep(created);
        return created;
      }),
  };
}

async function inTransaction<T>(pool: AccessPool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // The next user cannot work on a connection in the middle of a transaction: closing it also rolls back.
    client.release(true);
    throw error;
  }
}
