import { Client, type Pool, type PoolClient } from 'pg';
import type { DestroyedKeys, ErasedKey, ErasureOfPerson } from './vault.js';

/** What the vault remembers of those whose keys it destroyed: no key is made for them again. */
export const ERASURE_SCHEMA = `
  create table if not exists erased_person (
    person_id text primary key,
    erased timestamptz not null default clock_timestamp()
  );
  create table if not exists key_of_erased (
    kid uuid primary key,
    person_id text not null,
    own boolean not null
  );
  create index if not exists key_of_erased_by_person on key_of_erased (person_id);
`;

/** Held, shared, by whoever makes keys and, alone, by whoever destroys them: no key is linked to a person who is just erased. */
const ERASING = 7205923;

/** Begins a transaction that makes keys; answers with the value by which the master key is known. */
export async function beginMakingKeys(client: PoolClient): Promise<Buffer> {
  // Several statements have several results, which the types do not know.
  const results = (await client.query(
    `begin; select pg_advisory_xact_lock_shared(${ERASING}); select wrapped from master_key_check`,
  )) as unknown as readonly { readonly rows: readonly { readonly wrapped: Buffer }[] }[];
  return results[2]?.rows[0]?.wrapped ?? Buffer.alloc(0);
}

/** Keeps everybody from making and destroying keys until the transaction ends. */
export async function lockVault(client: Client): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${ERASING})`);
}

/** True for a person whose keys were destroyed. */
export async function isErased(client: PoolClient, personId: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from erased_person where person_id = $1', [personId]);
  return rowCount !== 0;
}

/** Those of some persons who have a key, or of whom nothing says that theirs was destroyed. */
export async function notErasedAmong(pool: Pool, personIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ person_id: string }>(
    `select person_id from unnest($1::text[]) as asked (person_id)
     where not exists (select 1 from erased_person e where e.person_id = asked.person_id)
        or exists (select 1 from vault_key k where k.person_id = asked.person_id)
     order by person_id`,
    [personIds],
  );
  return rows.map(({ person_id }) => person_id);
}

/** Every key that was destroyed, with the person for whom; null where nobody wrote that down. */
export async function erasedKeysIn(pool: Pool): Promise<readonly ErasedKey[]> {
  const { rows } = await pool.query<{ kid: string; person_id: string | null }>(
    'select kid, person_id from erased_key left join key_of_erased using (kid) order by kid',
  );
  return rows.map(({ kid, person_id }) => ({ kid, personId: person_id }));
}

/** Destroys the keys of a person in one transaction, and then what the server keeps of rows that were deleted. */
export async function destroyKeys(
  parts: { readonly pool: Pool; readonly connectionString: string },
  { personId, documents, keys }: ErasureOfPerson,
): Promise<DestroyedKeys> {
  const client = await parts.pool.connect();
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${ERASING})`);
    await client.query('insert into erased_person (person_id) values ($1) on conflict do nothing', [
      personId,
    ]);
    await client.query(
      `with gone as (
         delete from vault_key where person_id = $1 or kid = any($3::uuid[])
           or kid in (select kid from text_key_person where person_id = $1)
           or kid in (select kid from kept_document where sha256 = any($2::text[]))
         returning kid, person_id is not null as own
       ), all_gone as (
         select kid, own from gone
         union all select kid, false from unnest($3::uuid[]) as asked (kid) where kid not in (select kid from gone)
       ), marked as (
         insert into erased_key (kid) select distinct kid from all_gone on conflict do nothing
       )
       insert into key_of_erased (kid, person_id, own)
       select kid, $1, bool_or(own) from all_gone group by kid on conflict do nothing`,
      [personId, documents, keys],
    );
    await client.query(
      `update kept_document set sealed = '' where sha256 = any($1::text[]) and kid in (select kid from erased_key)`,
      [documents],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
  await rewriteTables(parts.connectionString);
  const { rows } = await parts.pool.query<{ key: string | null; others: number }>(
    `select min(kid::text) filter (where own) as key, count(*) filter (where not own)::int as others
     from key_of_erased where person_id = $1`,
    [personId],
  );
  return { key: rows[0]?.key ?? null, otherKeys: rows[0]?.others ?? 0 };
}

/** Rows that were deleted stay in the files of their table until it is written anew. It may take longer than a question. */
async function rewriteTables(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  try {
    for (const table of ['vault_key', 'name_token', 'contact']) await client.query(`vacuum full ${table}`);
    // Without their keys documents are noise, and writing all of them anew would take long.
    await client.query('vacuum kept_document');
  } finally {
    await client.end();
  }
}
