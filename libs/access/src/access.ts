import type { Pool, PoolClient } from 'pg';
import { isRole, ROLES, type Caller, type Role } from './role.js';
import { bearerToken, mintToken, readToken, sameHash } from './token.js';

/** A token as the register of tokens shows it; its secret is not kept. */
export interface TokenRecord {
  readonly tokenId: string;
  readonly role: Role;
  /** Whom or what it was made for, in plain words. */
  readonly name: string;
  readonly created: Date;
  /** Null while it is valid. */
  readonly revoked: Date | null;
}

/** A new token. `token` is shown here and never again. */
export interface CreatedToken {
  readonly tokenId: string;
  readonly role: Role;
  readonly name: string;
  readonly token: string;
}

/** Tokens, and who presents them. */
export interface Access {
  createToken(wanted: { readonly role: Role; readonly name: string }): Promise<CreatedToken>;
  listTokens(): Promise<readonly TokenRecord[]>;
  /** True when a valid token was revoked; false when the id is unknown or the token was revoked before. */
  revokeToken(tokenId: string): Promise<boolean>;
  /** The caller who presents this `Authorization` header; null when unknown. */
  authenticate(header: string | undefined): Promise<Caller | null>;
  /** One token for each role, made once, at the ledger's first start, even when several processes start at once. */
  firstTokens(): Promise<readonly CreatedToken[]>;
}

/** How long a valid token is cached. A revocation by another process may take this long to work. */
const CACHE_MS = 1_000;
const MOST_CACHED = 1_000;
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
  CREATE TABLE IF NOT EXISTS access.first_start (done boolean PRIMARY KEY CHECK (done));
`;

/** The part of a `pg` pool that is used. */
export type AccessPool = Pick<Pool, 'query' | 'connect'>;

/**
 * Opens the register of tokens in a database, and makes its tables when they are not there.
 *
 * @param now milliseconds that never go back, for the cache
 */
export async function openAccess(
  pool: AccessPool,
  now: () => number = () => performance.now(),
): Promise<Access> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(TABLES);
  });
  const cache = new Map<string, { readonly hash: Buffer; readonly caller: Caller; readonly until: number }>();

  const insert = async (
    db: Pick<Pool, 'query'>,
    { role, name }: { readonly role: Role; readonly name: string },
  ): Promise<CreatedToken> => {
    const { tokenId, token, hash } = mintToken();
    await db.query('INSERT INTO access.token (token_id, role, name, hash) VALUES ($1, $2, $3, $4)', [
      tokenId,
      role,
      name,
      hash,
    ]);
    return { tokenId, role, name, token };
  };

  return {
    createToken: (wanted) => insert(pool, wanted),

    listTokens: async () => {
      const { rows } = await pool.query<{
        token_id: string;
        role: Role;
        name: string;
        created: Date;
        revoked: Date | null;
      }>('SELECT token_id, role, name, created, revoked FROM access.token ORDER BY created, token_id');
      return rows.map(({ token_id, ...rest }) => ({ tokenId: token_id, ...rest }));
    },

    revokeToken: async (tokenId) => {
      cache.delete(tokenId);
      const { rowCount } = await pool.query(
        'UPDATE access.token SET revoked = now() WHERE token_id = $1 AND revoked IS NULL',
        [tokenId],
      );
      return rowCount === 1;
    },

    authenticate: async (header) => {
      const token = bearerToken(header);
      const read = token === null ? null : readToken(token);
      if (read === null) return null;
      const cached = cache.get(read.tokenId);
      if (cached && cached.until > now()) return sameHash(cached.hash, read.hash) ? cached.caller : null;
      const { rows } = await pool.query<{ role: string; hash: Buffer }>({
        name: 'access.authenticate',
        text: 'SELECT role, hash FROM access.token WHERE token_id = $1 AND revoked IS NULL',
        values: [read.tokenId],
      });
      const [row] = rows;
      if (!row || !isRole(row.role) || !sameHash(row.hash, read.hash)) return null;
      const caller = { role: row.role, tokenId: read.tokenId, actor: `${row.role}:${read.tokenId}` };
      if (cache.size >= MOST_CACHED) cache.clear();
      cache.set(read.tokenId, { hash: row.hash, caller, until: now() + CACHE_MS });
      return caller;
    },

    firstTokens: () =>
      inTransaction(pool, async (client) => {
        const first = await client.query(
          'INSERT INTO access.first_start VALUES (true) ON CONFLICT DO NOTHING',
        );
        if (first.rowCount !== 1) return [];
        const created: CreatedToken[] = [];
        for (const role of ROLES) created.push(await insert(client, { role, name: 'first start' }));
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
