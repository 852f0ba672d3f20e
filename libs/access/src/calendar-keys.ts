import type { Pool } from 'pg';
import { isRole, type Caller } from './role.js';
import { hashOfSecret, isSecret, newSecret } from './secret.js';

/** A new key. `key` is shown here and never again. */
export interface MadeCalendarKey {
  readonly key: string;
  readonly made: Date;
}

/**
 * The keys of calendar feeds: a calendar sends no header, so that the key stands in the address that it asks. A key opens the
 * calendar and nothing else. Each token has one at most, which ends with it.
 */
export interface CalendarKeys {
  /** Makes the key of a token, in place of the one before. */
  make(tokenId: string): Promise<MadeCalendarKey>;
  /** When the key of a token was made; null where it has none. */
  madeAt(tokenId: string): Promise<Date | null>;
  /** Ends the key of a token; none is ended already. */
  revoke(tokenId: string): Promise<void>;
  /** Whose key it is; null when it is unknown, or its token does not hold any more. */
  callerOf(key: string): Promise<Caller | null>;
}

/** The table of the keys, beside that of the tokens. */
export const CALENDAR_KEY_TABLE = `
  CREATE TABLE IF NOT EXISTS access.calendar_key (
    token_id text PRIMARY KEY,
    hash bytea NOT NULL UNIQUE,
    made timestamptz NOT NULL DEFAULT now()
  );
`;

/** Opens the keys over the database of the tokens. */
export function openCalendarKeys(pool: Pick<Pool, 'query'>): CalendarKeys {
  return {
    make: async (tokenId) => {
      const key = newSecret();
      const { rows } = await pool.query<{ made: Date }>(
        `INSERT INTO access.calendar_key (token_id, hash) VALUES ($1, $2)
         ON CONFLICT (token_id) DO UPDATE SET hash = excluded.hash, made = excluded.made RETURNING made`,
        [tokenId, hashOfSecret(key)],
      );
      const [row] = rows;
      if (!row) throw new Error('the key of a calendar was not kept');
      return { key, made: row.made };
    },

    madeAt: async (tokenId) => {
      const { rows } = await pool.query<{ made: Date }>(
        'SELECT made FROM access.calendar_key WHERE token_id = $1',
        [tokenId],
      );
      return rows[0]?.made ?? null;
    },

    revoke: async (tokenId) => {
      await pool.query('DELETE FROM access.calendar_key WHERE token_id = $1', [tokenId]);
    },

    callerOf: async (key) => {
      if (!isSecret(key)) return null;
      const { rows } = await pool.query<{ token_id: string; role: string; expires: Date | null }>({
        name: 'access.calendar-key',
        text: `SELECT t.token_id, t.role, t.expires FROM access.calendar_key k JOIN access.token t USING (token_id)
               WHERE k.hash = $1 AND t.revoked IS NULL AND (t.expires IS NULL OR t.expires > now())`,
        values: [hashOfSecret(key)],
      });
      const [row] = rows;
      if (!row || !isRole(row.role)) return null;
      const { role, token_id: tokenId, expires } = row;
      return { role, tokenId, actor: `${role}:${tokenId}`, ends: expires };
    },
  };
}
