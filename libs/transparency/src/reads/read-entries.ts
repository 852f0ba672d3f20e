import { createHmac } from 'node:crypto';
import { canonicalBytes, leafHash } from '@entente/proof';
import type { Pool, PoolClient } from 'pg';

/** Something sealed: a key by its id, a document by its SHA-256, a person who was looked for or written to. */
export interface ReadThing {
  readonly kind: 'KEY' | 'DOCUMENT' | 'PERSON';
  readonly id: string;
}

/** What an entry of the read log says. */
export interface ReadEntry {
  readonly at: string;
  /** A role and the id of a token, as the log of events has it, or a part of the ledger itself (`system:…`). */
  readonly who: string;
  /** By which way: `graphql`, `source file`, `export agreements.csv` … */
  readonly way: string;
  /** Digests of what was opened ({@link digestOfRead}); none for an export of what is not sealed. */
  readonly what: readonly string[];
  /** Of an entry that says so: those before this index were kept for long enough and are forgotten. */
  readonly forgot?: number;
}

/** An entry as it is kept; `bytes` is null once it was forgotten. */
export interface KeptReadEntry {
  readonly index: number;
  readonly leaf: Buffer;
  readonly bytes: Buffer | null;
}

const DIGEST_BYTES = 12;

/** What stands for something sealed in the read log: who has not the vault's secret learns from it neither what nor whose it is. */
export function digestOfRead(secret: Buffer, { kind, id }: ReadThing): string {
  return createHmac('sha256', secret)
    .update(`entente/read/v1\0${kind}\0${id}`)
    .digest()
    .subarray(0, DIGEST_BYTES)
    .toString('base64url');
}

/** Adds entries behind those that are there, in one statement: whoever adds at the same time comes before or after. */
export async function appendReads(
  database: Pick<Pool | PoolClient, 'query'>,
  entries: readonly ReadEntry[],
): Promise<void> {
  const bytes = entries.map((entry) => canonicalBytes({ v: 1, ...entry }));
  await database.query(
    `WITH place AS (
       UPDATE read_log.length SET entries = entries + cardinality($1::bytea[])
       RETURNING entries - cardinality($1::bytea[]) AS first
     )
     INSERT INTO read_log.entry (index, leaf, bytes, at)
     SELECT place.first + given.number - 1, given.leaf, given.bytes, given.at
     FROM place, unnest($1::bytea[], $2::bytea[], $3::timestamptz[]) WITH ORDINALITY AS given (leaf, bytes, at, number)`,
    [bytes.map((one) => Buffer.from(leafHash(one), 'hex')), bytes, entries.map(({ at }) => at)],
  );
}

/** Some entries in their order, from an index on. */
export async function readsFrom(
  pool: Pick<Pool, 'query'>,
  from: number,
  limit: number,
): Promise<readonly KeptReadEntry[]> {
  const { rows } = await pool.query<KeptReadEntry>(
    'SELECT index::float8 AS index, leaf, bytes FROM read_log.entry e WHERE e.index >= $1 ORDER BY e.index LIMIT $2',
    [from, limit],
  );
  return rows;
}

/** Some entries that are not forgotten, newest first, before an index and of a time. */
export async function newestReads(
  pool: Pick<Pool, 'query'>,
  asked: {
    readonly before: number;
    readonly since: Date | null;
    readonly until: Date | null;
    readonly limit: number;
  },
): Promise<readonly (ReadEntry & { readonly index: number })[]> {
  const { before, since, until, limit } = asked;
  const { rows } = await pool.query<{ index: number; bytes: Buffer }>(
    `SELECT index::float8 AS index, bytes FROM read_log.entry e
     WHERE e.index < $1 AND bytes IS NOT NULL AND at >= coalesce($2::timestamptz, '-infinity')
       AND at < coalesce($3::timestamptz, 'infinity')
     ORDER BY e.index DESC LIMIT $4`,
    [before, since, until, limit],
  );
  return rows.map(({ index, bytes }) => ({ index, ...entryIn(bytes) }));
}

/** What the bytes of an entry say. */
export function entryIn(bytes: Buffer): ReadEntry {
  const { at, who, way, what, forgot } = JSON.parse(bytes.toString('utf8')) as ReadEntry;
  return { at, who, way, what, ...(forgot !== undefined && { forgot }) };
}
