import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { lockVault } from './postgres-erasure.js';
import { VaultKeyDiffersError } from './postgres-vault.js';
import { unwrapped, wrap } from './wrapping.js';

/** Another process uses the vault: what it would wrap with the old key could not be opened any more. */
export class VaultInUseError extends Error {
  constructor(readonly connections: number) {
    super(`${connections} connections of other processes use the vault`);
    this.name = 'VaultInUseError';
  }
}

/** What wrapping a vault's keys anew came to. */
export interface RotatedVault {
  /** Keys that are wrapped by the new master key. */
  readonly keys: number;
  /** Keys that could not be opened before either; they are left as they are. */
  readonly damaged: number;
}

/** A rotation of the master key. */
export interface MasterKeyRotation {
  readonly connectionString: string;
  readonly from: Buffer;
  readonly to: Buffer;
  /** Goes through everything and keeps nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number, of: number) => void;
  /** Called once everything is wrapped, before it is kept. */
  readonly beforeCommit?: () => void;
}

const PAGE = 1_000;
const LOOKS = 20;
const LOOK_AGAIN_MS = 100;

/**
 * Wraps every key of a vault by a new master key, in one transaction: whatever happens, all keys are wrapped by the old one or
 * all by the new one. Nothing the worse for being done again. What the server keeps of the old rows is written over.
 *
 * @throws {VaultKeyDiffersError} when the vault is wrapped by neither
 * @throws {VaultInUseError}
 */
export async function rotateMasterKey(rotation: MasterKeyRotation): Promise<RotatedVault> {
  const { connectionString, dryRun = false, beforeCommit } = rotation;
  const client = new Client({ connectionString, keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  try {
    await checkUnused(client);
    await client.query('begin');
    await lockVault(client);
    const rotated = await wrapAll(client, rotation);
    beforeCommit?.();
    await client.query(dryRun ? 'rollback' : 'commit');
    if (!dryRun) await client.query('vacuum full vault_key');
    return rotated;
  } finally {
    await client.end();
  }
}

/** Whether a database holds a vault whose keys this master key wraps. */
export async function opensVault(connectionString: string, masterKey: Buffer): Promise<boolean> {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('master_key_check') is not null as there`,
    );
    return rows[0]?.there === true && (await isWrappedBy(client, masterKey));
  } finally {
    await client.end();
  }
}

/** A connection that was just closed is seen for a moment longer. */
async function checkUnused(client: Client): Promise<void> {
  for (let look = 1; ; look += 1) {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
    );
    const others = rows[0]?.others ?? 0;
    if (others === 0) return;
    if (look === LOOKS) throw new VaultInUseError(others);
    await pause(LOOK_AGAIN_MS);
  }
}

async function wrapAll(client: Client, { from, to, onProgress }: MasterKeyRotation): Promise<RotatedVault> {
  const counted = await client.query<{ keys: number }>('select count(*)::int as keys from vault_key');
  const of = counted.rows[0]?.keys ?? 0;
  if (await isWrappedBy(client, to)) return { keys: of, damaged: 0 };
  if (!(await isWrappedBy(client, from))) throw new VaultKeyDiffersError();
  let [last, keys, damaged] = ['00000000-0000-0000-0000-000000000000', 0, 0];
  for (;;) {
    const { rows } = await client.query<{ kid: string; wrapped: Buffer }>(
      'select kid, wrapped from vault_key where kid > $1 order by kid limit $2',
      [last, PAGE],
    );
    const anew = rows.flatMap(({ kid, wrapped }) => {
      const key = unwrapped(from, kid, wrapped);
      return key ? [{ kid, wrapped: wrap(to, kid, key) }] : [];
    });
    await client.query(
      `update vault_key set wrapped = anew.wrapped from unnest($1::uuid[], $2::bytea[]) as anew (kid, wrapped)
       where vault_key.kid = anew.kid`,
      [anew.map(({ kid }) => kid), anew.map(({ wrapped }) => wrapped)],
    );
    keys += anew.length;
    damaged += rows.length - anew.length;
    if (of > 0) onProgress?.(keys + damaged, of);
    if (rows.length < PAGE) break;
    last = rows.at(-1)?.kid ?? last;
  }
  await wrapOne(client, 'name_index_key', 'name-index', { from, to });
  await wrapOne(client, 'master_key_check', 'check', { from, to });
  return { keys, damaged };
}

async function isWrappedBy(client: Client, masterKey: Buffer): Promise<boolean> {
  const { rows } = await client.query<{ wrapped: Buffer }>('select wrapped from master_key_check');
  return rows[0] !== undefined && unwrapped(masterKey, 'check', rows[0].wrapped) !== null;
}

async function wrapOne(
  client: Client,
  table: 'name_index_key' | 'master_key_check',
  name: string,
  { from, to }: Pick<MasterKeyRotation, 'from' | 'to'>,
): Promise<void> {
  const { rows } = await client.query<{ wrapped: Buffer }>(`select wrapped from ${table}`);
  const key = rows[0] && unwrapped(from, name, rows[0].wrapped);
  // A vault that was never opened for long has no index of names yet.
  if (!rows[0]) return;
  if (!key) throw new VaultKeyDiffersError();
  await client.query(`update ${table} set wrapped = $1`, [wrap(to, name, key)]);
}
