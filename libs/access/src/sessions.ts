import type { Pool } from 'pg';
import { rememberCallers, type KnownCallers } from './known-callers.js';
import { isRole, type Caller, type Role } from './role.js';
import { hashOfSecret, isSecret, newSecret } from './secret.js';

/** How long a browser stays signed in: a long working day. */
export const SESSION_HOURS = 12;
/** How long the code of a sign-in link is good for. */
export const CODE_HOURS = 1;

/** What a browser signs in with: a token, or the code of a sign-in link. */
export type SignIn = { readonly token: string } | { readonly code: string };

/** A session that has begun. `secret` goes into the browser's cookie; only its hash is kept. */
export interface BegunSession {
  readonly secret: string;
  readonly expires: Date;
}

/** The sessions of browsers. Each belongs to a token and ends with it. */
export interface Sessions {
  /** Begins a session for whoever presents a valid token or code; null otherwise. A code is used up by it. */
  begin(signIn: SignIn): Promise<BegunSession | null>;
  /** The caller whose browser presents this secret; null when its session is over or unknown. */
  callerOf(secret: string): Promise<Caller | null>;
  /** Ends a session; one that is unknown is over already. */
  end(secret: string): Promise<void>;
  /** Makes the code of a sign-in link for a token, good once within {@link CODE_HOURS}; null where the token is not valid. */
  createCode(tokenId: string): Promise<string | null>;
  /** As {@link createCode}, for the first valid token of a role; null where it has none. */
  createCodeFor(role: Role): Promise<string | null>;
  /** As {@link createCodeFor}, as long as nobody has used any token yet; null afterwards. */
  createFirstCode(role: Role): Promise<string | null>;
}

/**
 * The link that signs a browser in with a code. The fragment of an address is sent to no server, and stands in no log.
 *
 * @param page where the console is, such as `http://localhost:4000`
 */
export function signInLink(page: string, code: string): string {
  return `${page}/#sign-in=${code}`;
}

/** The tables of the sessions, beside that of the tokens. */
export const SESSION_TABLES = `
  CREATE TABLE IF NOT EXISTS access.session (
    hash bytea PRIMARY KEY,
    token_id text NOT NULL,
    expires timestamptz NOT NULL
  );
  CREATE TABLE IF NOT EXISTS access.sign_in_code (
    hash bytea PRIMARY KEY,
    token_id text NOT NULL,
    expires timestamptz NOT NULL
  );
`;

/** A token that still holds. */
const VALID = 't.revoked IS NULL AND (t.expires IS NULL OR t.expires > now())';

/** How sessions and tokens know each other. */
export interface TokenSide {
  /** The id of the token that a text is; null where it is not a valid one. */
  tokenIdOf(token: string): Promise<string | null>;
  /** Notes that a token was used. */
  noteUse(tokenId: string): void;
  /** After this many seconds a use is noted again. */
  readonly noteAfterSeconds: number;
}

/**
 * Opens the sessions over the database of the tokens.
 *
 * @param now milliseconds that never go back
 */
export function openSessions(
  pool: Pick<Pool, 'query'>,
  tokens: TokenSide,
  now: () => number,
): Sessions & Pick<KnownCallers, 'forget'> {
  const known = rememberCallers(now);

  const begun = async (tokenId: string): Promise<BegunSession | null> => {
    const secret = newSecret();
    const { rows } = await pool.query<{ expires: Date }>(
      `WITH gone AS (DELETE FROM access.session WHERE expires < now())
       INSERT INTO access.session (hash, token_id, expires)
       SELECT $1, t.token_id, least(now() + make_interval(hours => $3), t.expires)
       FROM access.token t WHERE t.token_id = $2 AND ${VALID}
       RETURNING expires`,
      [hashOfSecret(secret), tokenId, SESSION_HOURS],
    );
    const [row] = rows;
    return row ? { secret, expires: row.expires } : null;
  };

  /** The token that a code stands for; the code is used up. */
  const tokenOfCode = async (code: string): Promise<string | null> => {
    if (!isSecret(code)) return null;
    const { rows } = await pool.query<{ token_id: string; good: boolean }>(
      'DELETE FROM access.sign_in_code WHERE hash = $1 RETURNING token_id, expires > now() AS good',
      [hashOfSecret(code)],
    );
    return rows[0]?.good ? rows[0].token_id : null;
  };

  const createCode = async (condition: string, value: string): Promise<string | null> => {
    const code = newSecret();
    const { rowCount } = await pool.query(
      `WITH gone AS (DELETE FROM access.sign_in_code WHERE expires < now())
       INSERT INTO access.sign_in_code (hash, token_id, expires)
       SELECT $1, t.token_id, now() + make_interval(hours => $3)
       FROM access.token t WHERE ${condition} AND ${VALID} ORDER BY t.created, t.token_id LIMIT 1`,
      [hashOfSecret(code), value, CODE_HOURS],
    );
    return rowCount === 1 ? code : null;
  };

  return {
    begin: async (signIn) => {
      const tokenId =
        'token' in signIn ? await tokens.tokenIdOf(signIn.token) : await tokenOfCode(signIn.code);
      if (tokenId === null) return null;
      const session = await begun(tokenId);
      if (session) tokens.noteUse(tokenId);
      return session;
    },

    callerOf: async (secret) => {
      const remembered = known.get(secret);
      if (remembered) return remembered;
      if (!isSecret(secret)) return null;
      const { rows } = await pool.query<{ token_id: string; role: string; expires: Date; unnoted: boolean }>({
        name: 'access.session',
        text: `SELECT t.token_id, t.role, s.expires,
                 coalesce(t.last_used < now() - make_interval(secs => $2), true) AS unnoted
               FROM access.session s JOIN access.token t USING (token_id)
               WHERE s.hash = $1 AND s.expires > now() AND ${VALID}`,
        values: [hashOfSecret(secret), tokens.noteAfterSeconds],
      });
      const [row] = rows;
      if (!row || !isRole(row.role)) return null;
      const { role, token_id: tokenId, expires } = row;
      const caller = { role, tokenId, actor: `${role}:${tokenId}`, ends: expires };
      known.set(secret, caller);
      if (row.unnoted) tokens.noteUse(tokenId);
      return caller;
    },

    end: async (secret) => {
      known.drop(secret);
      await pool.query('DELETE FROM access.session WHERE hash = $1', [hashOfSecret(secret)]);
    },

    createCode: (tokenId) => createCode('t.token_id = $2', tokenId),
    createCodeFor: (role) => createCode('t.role = $2', role),
    createFirstCode: (role) =>
      createCode(
        't.role = $2 AND NOT EXISTS (SELECT FROM access.token used WHERE used.last_used IS NOT NULL)',
        role,
      ),
    forget: (tokenId) => known.forget(tokenId),
  };
}
