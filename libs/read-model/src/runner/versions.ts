import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { escapeIdentifier, type Pool, type PoolClient } from 'pg';
import { MIGRATIONS } from '../schema/migrations.js';
import { schemaOf, versionDdl, versionRights, type Accounts } from '../schema/version-tables.js';
import type { Progress } from './apply.js';
import { inTransaction } from './locks.js';
import type { ReadModelDefinition } from './definition.js';

/** One version of the read model, as its row tells. */
export interface Version extends Progress {
  readonly version: number;
  readonly layout: number;
  readonly live: boolean;
  /** What stopped it, and where; null while it runs. */
  readonly poison: string | null;
  readonly poisonPosition: string | null;
}

/**
 * Brings the tables around the versions up to date, as the account that owns them, and lets the others do with them and with
 * the versions that are there what they have to.
 */
export async function prepareVersions(pool: Pool, accounts?: Accounts): Promise<void> {
  await migrate(pool);
  if (!accounts) return;
  const [writer, reader] = [escapeIdentifier(accounts.writer), escapeIdentifier(accounts.reader)];
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(7205923)');
    await client.query(
      `grant usage on schema read_model to ${writer}, ${reader};
       grant select, insert, update, delete
         on read_model.version, read_model.damage, read_model.verification to ${writer};
       grant select on read_model.version, read_model.verification to ${reader}`,
    );
    for (const { version } of await listVersions(client))
      if (!(await areOpened(client, version, accounts))) await client.query(versionRights(version, accounts));
  });
}

/** Whether the accounts may already do with a version's tables what they have to: to grant it again writes each of them anew. */
async function areOpened(
  client: PoolClient,
  version: number,
  { writer, reader }: Accounts,
): Promise<boolean> {
  const { rows } = await client.query<{ opened: boolean | null }>(
    `select has_schema_privilege($2, n.oid, 'usage') and has_schema_privilege($3, n.oid, 'usage')
       and bool_and(has_table_privilege($3, c.oid, 'select'))
       and bool_and(has_table_privilege($2, c.oid, 'select') and has_table_privilege($2, c.oid, 'insert')
         and has_table_privilege($2, c.oid, 'update') and has_table_privilege($2, c.oid, 'delete')) as opened
     from pg_namespace n join pg_class c on c.relnamespace = n.oid and c.relkind = 'r'
     where n.nspname = $1 group by n.oid`,
    [schemaOf(version), writer, reader],
  );
  return rows[0]?.opened === true;
}

async function migrate(pool: Pool): Promise<void> {
  if (await isMigrated(pool)) return;
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    migrationTableSchema: 'read_model',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Whether there is nothing to migrate, as at every start but the first: the migrator takes a while to find that out. */
async function isMigrated(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(`select 1 where to_regclass('read_model.kysely_migration') is not null`);
  if (rows.length === 0) return false;
  const done = await pool.query<{ name: string }>('select name from read_model.kysely_migration');
  // One that this program does not know is left to the migrator, which refuses it.
  return (
    done.rows
      .map(({ name }) => name)
      .toSorted()
      .join() === Object.keys(MIGRATIONS).toSorted().join()
  );
}

interface VersionRow {
  readonly version: number;
  readonly layout: number;
  readonly live: boolean;
  readonly checkpoint: string | null;
  readonly position: string;
  readonly known: Date | null;
  readonly poison: string | null;
  readonly poison_position: string | null;
}

const COLUMNS =
  'version, layout, live, checkpoint, position::text as position, known, poison, poison_position';

function toVersion(row: VersionRow): Version {
  const { poison_position: poisonPosition, position, ...rest } = row;
  return { ...rest, position: BigInt(position), poisonPosition };
}

/** Every version, oldest first. */
export async function listVersions(client: Pool | PoolClient): Promise<readonly Version[]> {
  const { rows } = await client.query<VersionRow>(
    `select ${COLUMNS} from read_model.version order by version`,
  );
  return rows.map(toVersion);
}

/** The version that answers; null before the first start. */
export async function liveVersion(client: Pool | PoolClient): Promise<Version | null> {
  const { rows } = await client.query<VersionRow>({
    name: 'live-version',
    text: `select ${COLUMNS} from read_model.version where live`,
  });
  return rows[0] ? toVersion(rows[0]) : null;
}

/** Whether a version was asked whose tables are gone: another one answers now. */
export function isReplaced(error: unknown): boolean {
  const { code } = error as { readonly code?: string };
  return code === '42P01' || code === '3F000';
}

/** The versions whose tables are there and whose row is not, oldest first. */
export async function leftVersions(client: Pool | PoolClient): Promise<readonly number[]> {
  const { rows } = await client.query<{ version: number }>(
    `select substring(nspname from '[0-9]+$')::int as version from pg_namespace
     where nspname ~ '^${schemaOf(0).slice(0, -1)}[0-9]+$'
       and substring(nspname from '[0-9]+$')::int not in (select version from read_model.version)
     order by 1`,
  );
  return rows.map(({ version }) => version);
}

/** Makes the tables of a new version, empty and not live. */
export async function createVersion(
  pool: Pool,
  definition: ReadModelDefinition,
  accounts?: Accounts,
): Promise<Version> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(7205923)');
    // Tables whose row was lost may still be asked: their number is not given again.
    const left = (await leftVersions(client)).at(-1) ?? 0;
    const { rows } = await client.query<VersionRow>(
      `insert into read_model.version (version, layout)
       select greatest(coalesce(max(version), 0), $2) + 1, $1 from read_model.version returning ${COLUMNS}`,
      [definition.layout, left],
    );
    const made = toVersion(rows[0] as VersionRow);
    await client.query(versionDdl(made.version, definition).create);
    if (accounts) await client.query(versionRights(made.version, accounts));
    return made;
  });
}

/** Makes the indexes that only questions need. */
export async function indexVersion(
  pool: Pool,
  version: number,
  definition: ReadModelDefinition,
): Promise<void> {
  await pool.query(versionDdl(version, definition).index);
  const tables = definition.projections.flatMap(({ tables: of }) => of.map(({ name }) => name));
  for (const table of ['event', ...tables]) await pool.query(`analyze ${schemaOf(version)}.${table}`);
}

/** Drops a version that is not live, tables and all. */
export async function dropVersion(pool: Pool, version: number): Promise<void> {
  await pool.query(
    `drop schema if exists ${schemaOf(version)} cascade; delete from read_model.version where version = ${version} and not live`,
  );
}
