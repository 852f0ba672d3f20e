import type { Pool } from 'pg';

/**
 * What the ledger verified of itself: ROWS, the worker's round, all rows of the read model against the log; WHOLE, `entente
 * verify`, the log too.
 */
export type VerificationKind = 'ROWS' | 'WHOLE';

/** A verification that came to its end. */
export interface Verification {
  readonly kind: VerificationKind;
  readonly finished: Date;
  /** The streams whose rows were compared. */
  readonly streams: number;
  /** How much was not as it should be. */
  readonly damage: number;
}

/** An old program's tables have no place for it. */
const NO_SUCH_TABLE = '42P01';

/** Keeps the last verification of its kind. @param version the version of the read model that was compared */
export async function keepVerification(
  pool: Pool,
  { kind, streams, damage, version }: Omit<Verification, 'finished'> & { readonly version: number },
): Promise<void> {
  await pool
    .query(
      `insert into read_model.verification (kind, version, streams, damage) values ($1, $2, $3, $4)
       on conflict (kind) do update set version = excluded.version, streams = excluded.streams,
         damage = excluded.damage, finished = clock_timestamp()`,
      [kind, version, streams, damage],
    )
    .catch((error: Error & { readonly code?: string }) => {
      if (error.code !== NO_SUCH_TABLE) throw error;
    });
}

/** The last verification of each kind; none of rows that a rebuild has replaced since. */
export async function lastVerifications(pool: Pool): Promise<readonly Verification[]> {
  const { rows } = await pool.query<Verification>({
    name: 'last-verifications',
    text: `select kind, finished, streams, damage from read_model.verification
           where version = (select version from read_model.version where live) order by kind`,
  });
  return rows;
}
