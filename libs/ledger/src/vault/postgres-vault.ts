import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { assertDurable } from '@entente/event-store';
import { sha256 } from '@entente/proof';
import { Client, Pool, type PoolClient } from 'pg';
import type { VaultKey } from '../envelope/sealing.js';
import { CONTACT_SCHEMA, contactsIn } from './contacts.js';
import { tokensOfName, tokensOfText } from './name-index.js';
import {
  ERASURE_SCHEMA,
  beginMakingKeys,
  destroyKeys,
  erasedKeysIn,
  isErased,
  notErasedAmong,
} from './postgres-erasure.js';
import { openDocument, sealDocument } from './sealed-document.js';
import {
  PersonErasedError,
  VaultKeyDamagedError,
  type FoundKeys,
  type KeptDocument,
  type KeyRequest,
  type NameOfPerson,
  type Vault,
} from './vault.js';
import { unwrap, unwrapped, wrap } from './wrapping.js';

const SCHEMA = `
  create table if not exists vault_key (
    kid uuid primary key,
    person_id text unique,
    wrapped bytea not null,
    created timestamptz not null default clock_timestamp()
  );
  create table if not exists text_key_person (
    kid uuid not null references vault_key (kid) on delete cascade,
    person_id text not null,
    primary key (kid, person_id)
  );
  create index if not exists text_key_person_by_person on text_key_person (person_id);
  create table if not exists erased_key (kid uuid primary key, erased timestamptz not null default clock_timestamp());
  create table if not exists kept_document (
    sha256 text primary key,
    kid uuid not null,
    sealed bytea not null,
    kept timestamptz not null default clock_timestamp()
  );
  create table if not exists name_token (
    token bytea not null,
    kid uuid not null references vault_key (kid) on delete cascade,
    primary key (token, kid)
  );
  create index if not exists name_token_by_key on name_token (kid);
  create table if not exists name_index_key (singleton boolean primary key default true check (singleton), wrapped bytea not null);
  create table if not exists vault_of (singleton boolean primary key default true check (singleton), ledger_id uuid not null);
  create table if not exists master_key_check (singleton boolean primary key default true check (singleton), wrapped bytea not null);
  ${ERASURE_SCHEMA}
  ${CONTACT_SCHEMA}
`;

/** What the tables were made by, which stands beside one of them. */
const MADE_BY = `made by ${sha256(SCHEMA)}`;

/** Makes the tables, unless they are there as they should be: making them waits for all who write, who may wait for this. */
async function makeTables(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ made: string | null }>(
    `select obj_description(to_regclass('vault_of'), 'pg_class') as made`,
  );
  if (rows[0]?.made === MADE_BY) return;
  await pool.query(
    `select pg_advisory_lock(7205921); ${SCHEMA} comment on table vault_of is '${MADE_BY}';
     select pg_advisory_unlock(7205921);`,
  );
}

/** The master key is not the one that wrapped what the vault holds: without that one nothing in it can be opened. */
export class VaultKeyDiffersError extends Error {
  constructor() {
    super('the key of the vault is not the one that its personal data was sealed with');
    this.name = 'VaultKeyDiffersError';
  }
}

/** The vault holds the personal data of another ledger: what is erased for one would be erased for both. */
export class VaultOfAnotherLedgerError extends Error {
  constructor(readonly ledgerId: string) {
    super(`the vault is that of another ledger, ${ledgerId}`);
    this.name = 'VaultOfAnotherLedgerError';
  }
}

/** How long a server may take: keys are looked up by their ids, and what freezes is given up before a request is. */
const PATIENCE_MS = 5_000;
/** The most keys that health looks for again: one is enough to be red. */
const REMEMBERED = 100;

/** Whether a database holds a vault that was sealed with some master key already. */
export async function isVaultSealed(connectionString: string): Promise<boolean> {
  return (await rowOf(connectionString, 'master_key_check', 'true')) !== null;
}

/** The id of the ledger whose vault a database holds; null where it holds none. */
export function vaultLedgerId(connectionString: string): Promise<string | null> {
  return rowOf(connectionString, 'vault_of', 'ledger_id');
}

/** What the one row of a vault's table holds; null where the table or its row is not there. */
async function rowOf(
  connectionString: string,
  table: 'master_key_check' | 'vault_of',
  column: string,
): Promise<string | null> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    const made = await client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [
      table,
    ]);
    if (!made.rows[0]?.there) return null;
    const { rows } = await client.query<{ value: string }>(`select ${column}::text as value from ${table}`);
    return rows[0]?.value ?? null;
  } finally {
    await client.end();
  }
}

/**
 * The vault of one ledger, in a PostgreSQL database of its own. Keys are wrapped by a master key that is not in the database.
 * @throws {VaultKeyDiffersError} when the master key is not the one that wrapped what is there.
 * @throws {VaultOfAnotherLedgerError}
 * @throws {NotDurableError} when the server would not keep what it acknowledges.
 */
export async function openPostgresVault(options: {
  readonly connectionString: string;
  readonly masterKey: Buffer;
  readonly ledgerId: string;
}): Promise<Vault> {
  const { masterKey } = options;
  const pool = new Pool({
    connectionString: options.connectionString,
    max: 4,
    // Closes a connection on which a statement got no answer in time.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  pool.on('error', () => {});
  // A connection that breaks in somebody's hands fails their query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  let indexKey: Buffer;
  /** What the master key is known by; another one where it was rotated meanwhile. */
  let wrappedBy: Buffer;
  try {
    await durable(pool);
    await makeTables(pool);
    wrappedBy = await checkMasterKey(pool, masterKey);
    await checkLedger(pool, options.ledgerId);
    indexKey = await indexKeyOf(pool, masterKey);
  } catch (error) {
    await pool.end();
    throw error;
  }

  const insert = async (requests: readonly KeyRequest[]): Promise<readonly VaultKey[]> => {
    const made = requests.map((request) => ({ request, kid: randomUUID(), key: randomBytes(32) }));
    const persons = made.map(({ request }) => (request.kind === 'PERSON' ? request.personId : null));
    const client = await pool.connect();
    try {
      // What is wrapped by a key that was rotated away could not be opened by anybody.
      if (!(await beginMakingKeys(client)).equals(wrappedBy)) throw new VaultKeyDiffersError();
      const inserted = await client.query<{ kid: string }>({
        name: 'vault-insert',
        text: `insert into vault_key (kid, person_id, wrapped)
               select * from unnest($1::uuid[], $2::text[], $3::bytea[]) as made (kid, person_id, wrapped)
               where not exists (select 1 from erased_person e where e.person_id = made.person_id)
               on conflict (person_id) do nothing returning kid`,
        values: [made.map(({ kid }) => kid), persons, made.map(({ kid, key }) => wrap(masterKey, kid, key))],
      });
      const links = made.flatMap(({ request, kid }) =>
        request.kind === 'TEXT' ? request.names.map((personId) => ({ kid, personId })) : [],
      );
      if (links.length > 0)
        await client.query(
          // What is written after an erasure is not part of it.
          `insert into text_key_person select * from unnest($1::uuid[], $2::text[]) as made (kid, person_id)
           where not exists (select 1 from erased_person e where e.person_id = made.person_id)
           on conflict do nothing`,
          [links.map(({ kid }) => kid), links.map(({ personId }) => personId)],
        );
      await client.query('commit');
      const ours = new Set(inserted.rows.map(({ kid }) => kid));
      // On the connection in hand: were every connection waiting for another one, none would come.
      const there = await personKeys(
        client,
        masterKey,
        made.flatMap(({ request, kid }) =>
          request.kind === 'PERSON' && !ours.has(kid) ? [request.personId] : [],
        ),
      );
      const given = made.map(({ request, kid, key }) =>
        request.kind === 'TEXT' || ours.has(kid) ? { kid, key } : (there.get(request.personId) ?? request),
      );
      for (const one of given) {
        if ('key' in one) continue;
        if (await isErased(client, one.personId)) throw new PersonErasedError(one.personId);
        throw new Error('a person’s key disappeared while it was being read');
      }
      return given as readonly VaultKey[];
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  };

  /** Keys that were asked for, are not usable, and were not erased: health looks for them again. */
  const inVain = new Set<string>();

  const find = async (kids: readonly string[]): Promise<FoundKeys> => {
    const { rows } = await pool.query<{ kid: string; wrapped: Buffer | null }>({
      name: 'vault-open',
      text: `select kid, wrapped from vault_key where kid = any($1::uuid[])
             union all select kid, null from erased_key where kid = any($1::uuid[])`,
      values: [[...new Set(kids)]],
    });
    const keys = new Map<string, Buffer>();
    const erased = new Set<string>();
    let damaged = false;
    for (const { kid, wrapped } of rows) {
      const key = wrapped && unwrapped(masterKey, kid, wrapped);
      if (key) keys.set(kid, key);
      else if (wrapped === null) erased.add(kid);
      else damaged = true;
    }
    // Nothing is damaged where the master key was rotated under this process: it has to start again with the new one.
    if (damaged && !(await checkOf(pool)).equals(wrappedBy)) throw new VaultKeyDiffersError();
    return { keys, erased };
  };

  const place = (hash: string) => ({ ledger: options.ledgerId, sha256: hash });

  const keep = async (documents: readonly Buffer[]): Promise<void> => {
    const keys = await insert(documents.map(() => ({ kind: 'TEXT', names: [] })));
    const rows = documents.map((bytes, index) => {
      const { kid, key } = keys[index] as VaultKey;
      const hash = sha256(bytes);
      return { hash, kid, sealed: sealDocument(bytes, place(hash), key) };
    });
    // What was erased may be given again: whoever does so knows that it was.
    await pool.query(
      `insert into kept_document (sha256, kid, sealed)
       select distinct on (sha256) * from unnest($1::text[], $2::uuid[], $3::bytea[]) as kept (sha256, kid, sealed)
       on conflict (sha256) do update set kid = excluded.kid, sealed = excluded.sealed, kept = clock_timestamp()
       where not exists (select 1 from vault_key where vault_key.kid = kept_document.kid)`,
      [rows.map(({ hash }) => hash), rows.map(({ kid }) => kid), rows.map(({ sealed }) => sealed)],
    );
  };

  const documents = async (hashes: readonly string[]): Promise<ReadonlyMap<string, KeptDocument>> => {
    const { rows } = await pool.query<{ sha256: string; kid: string; sealed: Buffer }>({
      name: 'vault-documents',
      text: 'select sha256, kid, sealed from kept_document where sha256 = any($1::text[])',
      values: [[...new Set(hashes)]],
    });
    const { keys, erased } = await open(rows.map(({ kid }) => kid));
    const kept = ({ sha256: hash, kid, sealed }: (typeof rows)[number]): KeptDocument => {
      const key = keys.get(kid);
      const bytes = key ? openDocument(sealed, place(hash), key) : null;
      if (bytes) return { state: 'OPENED', bytes };
      return { state: erased.has(kid) ? 'ERASED' : 'UNREADABLE' };
    };
    return new Map(rows.map((row) => [row.sha256, kept(row)]));
  };

  const open = async (kids: readonly string[]): Promise<FoundKeys> => {
    if (kids.length === 0) return { keys: new Map(), erased: new Set() };
    const found = await find(kids);
    for (const kid of lost(kids, found)) if (inVain.size < REMEMBERED) inVain.add(kid);
    return found;
  };

  const indexNames = async (names: readonly NameOfPerson[]): Promise<void> => {
    const tokens = names.flatMap(({ personId, name }) =>
      tokensOfName(indexKey, name).map((token) => ({ personId, token })),
    );
    if (tokens.length === 0) return;
    await pool.query(
      `insert into name_token (token, kid)
       select token, kid from unnest($1::text[], $2::bytea[]) as given (person_id, token)
       join vault_key using (person_id)
       on conflict do nothing`,
      [tokens.map(({ personId }) => personId), tokens.map(({ token }) => token)],
    );
  };

  const findPersons = async (text: string, most: number): Promise<readonly string[]> => {
    const tokens = tokensOfText(indexKey, text);
    if (tokens.length === 0) return [];
    const { rows } = await pool.query<{ person_id: string }>({
      name: 'vault-find-persons',
      text: `select person_id from name_token join vault_key using (kid) where token = any($1::bytea[])
             group by person_id having count(*) = $2 order by person_id limit $3`,
      values: [tokens, tokens.length, most],
    });
    return rows.map(({ person_id }) => person_id);
  };

  const personsWithoutName = async (): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ person_id: string }>(
      `select person_id from vault_key k where person_id is not null
       and not exists (select 1 from name_token t where t.kid = k.kid) order by person_id`,
    );
    return rows.map(({ person_id }) => person_id);
  };

  return {
    secretFor: (purpose) => createHmac('sha256', indexKey).update(`entente/secret/v1\0${purpose}`).digest(),
    contacts: contactsIn({ pool, ledgerId: options.ledgerId, keysFor: insert, open }),
    indexNames,
    findPersons,
    personsWithoutName,
    async keysFor(requests) {
      if (requests.length === 0) return [];
      return insert(requests);
    },
    keep,
    documents,
    open,
    erase: (erasure) => destroyKeys({ pool, connectionString: options.connectionString }, erasure),
    notErased: (personIds) => notErasedAmong(pool, personIds),
    erasedKeys: () => erasedKeysIn(pool),
    async unusable(kids) {
      const asked = [...new Set([...kids, ...inVain])];
      const left = lost(asked, await find(asked));
      for (const kid of asked) if (!left.includes(kid)) inVain.delete(kid);
      return left;
    },
    close: () => pool.end(),
  };
}

async function personKeys(
  client: PoolClient,
  masterKey: Buffer,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, VaultKey>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await client.query<{ kid: string; person_id: string; wrapped: Buffer }>(
    'select kid, person_id, wrapped from vault_key where person_id = any($1::text[])',
    [personIds],
  );
  return new Map(
    rows.map(({ kid, person_id, wrapped }) => {
      const key = unwrapped(masterKey, kid, wrapped);
      if (!key) throw new VaultKeyDamagedError();
      return [person_id, { kid, key }];
    }),
  );
}

/** Of some keys, those that were neither found nor erased. */
function lost(kids: readonly string[], { keys, erased }: FoundKeys): readonly string[] {
  return kids.filter((kid) => !keys.has(kid) && !erased.has(kid));
}

/** A key that is lost after a crash takes what it sealed with it: it must be on the disk before the log is. */
async function durable(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await assertDurable(client);
  } finally {
    client.release();
  }
}

/** The first start keeps a known value wrapped by the master key; every later one must be able to open it. */
async function checkMasterKey(pool: Pool, masterKey: Buffer): Promise<Buffer> {
  const known = Buffer.alloc(32);
  await pool.query('insert into master_key_check (wrapped) values ($1) on conflict do nothing', [
    wrap(masterKey, 'check', known),
  ]);
  const wrapped = await checkOf(pool);
  if (unwrapped(masterKey, 'check', wrapped) === null) throw new VaultKeyDiffersError();
  return wrapped;
}

/** The known value as it is wrapped now: it changes with the master key. */
async function checkOf(pool: Pool): Promise<Buffer> {
  const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from master_key_check');
  return rows[0]?.wrapped ?? Buffer.alloc(0);
}

/** The key of the index of names: made at the first start, wrapped as every other key. */
async function indexKeyOf(pool: Pool, masterKey: Buffer): Promise<Buffer> {
  await pool.query('insert into name_index_key (wrapped) values ($1) on conflict do nothing', [
    wrap(masterKey, 'name-index', randomBytes(32)),
  ]);
  const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from name_index_key');
  return unwrap(masterKey, 'name-index', rows[0]?.wrapped ?? Buffer.alloc(0));
}

/** A vault is that of the ledger that first opened it. */
async function checkLedger(pool: Pool, ledgerId: string): Promise<void> {
  await pool.query('insert into vault_of (ledger_id) values ($1) on conflict do nothing', [ledgerId]);
  const { rows } = await pool.query<{ ledger_id: string }>('select ledger_id from vault_of');
  const there = rows[0]?.ledger_id;
  if (there !== undefined && there !== ledgerId) throw new VaultOfAnotherLedgerError(there);
}
