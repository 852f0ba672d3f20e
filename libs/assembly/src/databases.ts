import { createHmac, randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import {
  StartupProblem,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  type Configuration,
  type EmbeddedPostgresOptions,
  type Logger,
} from '@entente/platform';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Where the main database and the vault are, and how to leave them. */
export interface Databases {
  readonly mainUrl: string;
  readonly vaultUrl: string;
  /** 32 bytes that wrap the vault's keys. */
  readonly vaultKey: Buffer;
  /** True when another Entente runs the embedded server and this process only connects to it. */
  readonly attached: boolean;
  stop(): Promise<void>;
}

const MAIN = 'entente';
const VAULT = 'entente_vault';

/** Starts the embedded server, or connects beside whoever runs it (`beside`), or takes the servers of the configuration. */
export async function openDatabases(
  configuration: Configuration,
  options: {
    readonly log: Logger;
    readonly beside: boolean;
    readonly onProgress?: EmbeddedPostgresOptions['onProgress'];
    readonly onExit?: EmbeddedPostgresOptions['onExit'];
  },
): Promise<Databases> {
  const { database, vault } = configuration;
  if (database.kind === 'server') {
    const mainUrl = database.url;
    const vaultUrl =
      vault.database.kind === 'server' ? vault.database.url : withDatabase(database.url, VAULT);
    if (vault.database.kind === 'beside') await ensureDatabase(mainUrl, VAULT);
    const vaultKey = await masterKey(vault);
    return { mainUrl, vaultUrl, vaultKey, attached: false, stop: async () => {} };
  }
  const running = options.beside ? await findEmbeddedPostgres(configuration.dataDir) : null;
  const server =
    running ??
    (await startEmbeddedPostgres({
      dataDir: configuration.dataDir,
      log: options.log,
      ...(options.onProgress && { onProgress: options.onProgress }),
      ...(options.onExit && { onExit: options.onExit }),
    }));
  const stop = 'stop' in server ? () => (server as { stop(): Promise<void> }).stop() : async () => {};
  try {
    const admin = server.superuserUrl('postgres');
    await ensureDatabase(admin, MAIN);
    const vaultUrl =
      vault.database.kind === 'server' ? vault.database.url : await ensureVaultAccount(admin);
    const vaultKey = await masterKey(vault);
    return { mainUrl: server.superuserUrl(MAIN), vaultUrl, vaultKey, attached: running !== null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The vault's own account and database on the embedded server: no other account than the superuser's may connect. */
async function ensureVaultAccount(admin: string): Promise<string> {
  const password = createHmac('sha256', new URL(admin).password).update(VAULT).digest('base64url');
  await withClient(admin, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [VAULT]);
    if (rowCount === 0)
      await client
        .query(`create role ${escapeIdentifier(VAULT)} login password ${escapeLiteral(password)}`)
        .catch(ignoreDuplicate);
  });
  await ensureDatabase(admin, VAULT, VAULT);
  const url = new URL(withDatabase(admin, VAULT));
  url.username = VAULT;
  url.password = password;
  return url.href;
}

async function ensureDatabase(url: string, name: string, owner?: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    await client
      .query(`create database ${escapeIdentifier(name)}${owner ? ` owner ${escapeIdentifier(owner)}` : ''}`)
      .catch(ignoreDuplicate);
    if (owner) await client.query(`revoke connect on database ${escapeIdentifier(name)} from public`);
  });
}

/** Another process may have made it in the same moment. */
function ignoreDuplicate(error: unknown): void {
  const { code } = error as { code?: string };
  if (code !== '42P04' && code !== '42710' && code !== '23505') throw error;
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Reads the vault's master key, making it (mode 0600, synced) where the configuration allows that. */
async function masterKey(vault: Configuration['vault']): Promise<Buffer> {
  let text = await readFile(vault.keyFile, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && vault.makeKeyFile) return null;
    throw new StartupProblem(`the vault's key cannot be read from ${vault.keyFile}`, { cause: error });
  });
  if (text === null) {
    text = randomBytes(32).toString('hex');
    const file = await open(vault.keyFile, 'wx', 0o600);
    try {
      await file.writeFile(`${text}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  if (!/^[0-9a-f]{64}$/i.test(text.trim()))
    throw new StartupProblem(`${vault.keyFile} does not hold a vault key (64 hexadecimal digits)`);
  return Buffer.from(text.trim(), 'hex');
}
