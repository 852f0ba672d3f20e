import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isVaultSealed } from '@entente/ledger';
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
    const vaultKey = await masterKey(vault, vaultUrl);
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
    const vaultUrl = vault.database.kind === 'server' ? vault.database.url : await ensureVaultAccount(admin);
    const vaultKey = await masterKey(vault, vaultUrl);
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
  // Its queries tell what is wrong; without a listener a broken connection would end the process.
  client.on('error', () => {});
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
async function masterKey(
  { keyFile, makeKeyFile }: Configuration['vault'],
  vaultUrl: string,
): Promise<Buffer> {
  const there = await readKeyFile(keyFile);
  if (there === null && !makeKeyFile)
    throw new StartupProblem(`the vault's key ${keyFile} is not there; put it back from where it is kept`);
  // Another key would open nothing of what is there, and stand in the way of the right one.
  if (there === null && (await isVaultSealed(vaultUrl)))
    throw new StartupProblem(
      `the vault's key ${keyFile} has gone, and without it no personal data can be opened; put it back from a backup`,
    );
  if (there === null) await makeKeyFileAt(keyFile);
  const text = there ?? (await readKeyFile(keyFile)) ?? '';
  if (!/^[0-9a-f]{64}$/i.test(text.trim()))
    throw new StartupProblem(`${keyFile} does not hold a vault key (64 hexadecimal digits)`);
  return Buffer.from(text.trim(), 'hex');
}

/** The key file's text; null when there is none. */
async function readKeyFile(keyFile: string): Promise<string | null> {
  return readFile(keyFile, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartupProblem(`the vault's key cannot be read from ${keyFile}`, { cause: error });
  });
}

/** Makes a key file that is whole or not there, whatever happens; one that somebody else has just made is left. */
async function makeKeyFileAt(keyFile: string): Promise<void> {
  const draft = `${keyFile}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, keyFile).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    await syncFolder(dirname(keyFile));
  } finally {
    await rm(draft, { force: true });
  }
}

/** What is sealed with the key may be on disk at once: so must be the key's name. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder to sync it.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
