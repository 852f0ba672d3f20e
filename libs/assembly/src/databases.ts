import { createHash, createHmac, pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isVaultSealed } from '@entente/ledger';
import {
  StartupProblem,
  findEmbeddedPostgres,
  readVaultKey,
  startEmbeddedPostgres,
  type Configuration,
  type EmbeddedPostgresOptions,
  type Logger,
} from '@entente/platform';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { CONNECT_MS, reachDatabases } from './database-trouble.js';

/** Where the main database and the vault are, and how to close them. */
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

/**
 * Starts the embedded server, or connects beside whoever runs it (`beside`), or takes the servers of the configuration.
 * @throws {StartupProblem} when one of those cannot be used, or the vault's key cannot.
 */
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
  await reachDatabases(configuration);
  if (database.kind === 'server') {
    const mainUrl = database.url;
    const vaultKey = givenKey(vault.keyFile);
    const vaultUrl =
      vault.database.kind === 'server' ? vault.database.url : await vaultBeside(mainUrl, vaultKey);
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

/**
 * The vault's own account and database beside the main one on a server: the account's name, and a password that only the
 * vault's key gives, the same at every start. An account and a database that work are left as they are.
 * @throws {StartupProblem} when they are not there and the main account may not make them.
 */
async function vaultBeside(mainUrl: string, vaultKey: Buffer): Promise<string> {
  const password = createHmac('sha256', vaultKey).update('entente/vault-account/v1').digest('base64url');
  const url = withAccount(withDatabase(mainUrl, VAULT), VAULT, password);
  if ((await refusalOf(url)) === null) return url;
  await makeVaultBeside(mainUrl, url, password);
  const refusal = await refusalOf(url);
  if (refusal !== null) throw vaultProblem(`${VAULT} cannot use its database`, refusal);
  return url;
}

/** Why the vault's account cannot use its database; null when it can. */
async function refusalOf(vaultUrl: string): Promise<Error | null> {
  try {
    let owns: boolean | undefined;
    await withClient(vaultUrl, async (client) => {
      const { rows } = await client.query<{ owns: boolean | null }>(
        `select has_schema_privilege(current_schema(), 'CREATE') as owns`,
      );
      owns = rows[0]?.owns === true;
    });
    return owns ? null : new Error(`the database ${VAULT} belongs to another account`);
  } catch (error) {
    if (codeIn(error, REFUSALS)) return error as Error;
    throw error;
  }
}

async function makeVaultBeside(mainUrl: string, vaultUrl: string, password: string): Promise<void> {
  const role = escapeIdentifier(VAULT);
  await withClient(mainUrl, async (client) => {
    const { rows } = await client.query<{ account: string; superuser: boolean }>(
      `select rolname as account, rolsuper as superuser from pg_roles where rolname = current_user`,
    );
    const { account, superuser } = rows[0] ?? { account: '', superuser: false };
    if (account === VAULT)
      throw vaultProblem(`ENTENTE_DATABASE_URL connects as ${VAULT}, which is the vault's account alone`);
    // The api and the worker may start together; the lock goes with the connection.
    await client.query('select pg_advisory_lock(7205922)');
    try {
      const refusal = await refusalOf(vaultUrl);
      if (refusal === null) return;
      const there = await client.query('select 1 from pg_roles where rolname = $1', [VAULT]);
      const made = await client.query('select 1 from pg_database where datname = $1', [VAULT]);
      // A process that runs on this vault with the right key must keep its password.
      if (there.rowCount !== 0 && made.rowCount !== 0 && codeIn(refusal, [WRONG_PASSWORD]))
        throw new StartupProblem(
          `the account ${VAULT} has another password than the one that ENTENTE_VAULT_KEY_FILE gives: that key is not the one ` +
            'this vault was made with; restore that one from your backup, or set ENTENTE_VAULT_DATABASE_URL if only ' +
            'the password was changed',
          { cause: refusal },
        );
      const verb = there.rowCount === 0 ? 'create' : 'alter';
      await client.query(`${verb} role ${role} login password ${escapeLiteral(scramVerifier(password))}`);
      if (made.rowCount !== 0) return;
      // Only a member of a role may make a database for it; a superuser is one of every role.
      if (!superuser) await client.query(`grant ${role} to current_user`);
      try {
        await client.query(`create database ${role} owner ${role}`);
        await client.query(`revoke connect on database ${role} from public`);
      } finally {
        if (!superuser) await client.query(`revoke ${role} from current_user`);
      }
    } catch (error) {
      if (!codeIn(error, [NOT_PERMITTED])) throw error;
      throw vaultProblem(`the account ${account} may not make it`, error as Error);
    }
  });
}

const NOT_PERMITTED = '42501';
const WRONG_PASSWORD = '28P01';
/** Connection refused by a rule, wrong password, no such database, no right to connect to it. */
const REFUSALS: readonly string[] = ['28000', WRONG_PASSWORD, '3D000', NOT_PERMITTED];

function codeIn(error: unknown, codes: readonly string[]): boolean {
  const { code } = error as { code?: string };
  return code !== undefined && codes.includes(code);
}

function vaultProblem(what: string, cause?: Error): StartupProblem {
  return new StartupProblem(
    `the vault needs an account and a database of its own: ${what}${cause ? ` (${cause.message})` : ''}; ` +
      `create the role ${VAULT} and a database ${VAULT} that it owns by hand and set ENTENTE_VAULT_DATABASE_URL to them, ` +
      'or give the account of ENTENTE_DATABASE_URL the rights CREATEROLE and CREATEDB',
    cause && { cause },
  );
}

/** What PostgreSQL keeps of a password (RFC 5803): the statement with it may come into the server's log, a password not. */
function scramVerifier(password: string): string {
  const iterations = 4_096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

/** The address with this account in place of its own, wherever it names one. */
function withAccount(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  if (url.host === '') {
    // A socket's address has no place for an account before the host.
    url.searchParams.set('user', user);
    url.searchParams.set('password', password);
  } else {
    url.username = user;
    url.password = password;
  }
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
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // Its queries report the error; without a listener a broken connection would end the process.
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
  const there = readVaultKey(keyFile);
  if (makeKeyFile && there.kind === 'PROBLEM' && there.absent) {
    // Another key would open none of what is stored, and get in the way of the right one.
    if (await isVaultSealed(vaultUrl))
      throw new StartupProblem(
        `the vault's key ${keyFile} is missing, and without it no personal data can be opened; restore it from a backup`,
      );
    await makeKeyFileAt(keyFile);
  }
  return givenKey(keyFile);
}

/** Reads the vault's master key from a file that must be there. */
function givenKey(keyFile: string): Buffer {
  const read = readVaultKey(keyFile);
  if (read.kind === 'PROBLEM') throw new StartupProblem(`the vault's key ${keyFile} ${read.problem}`);
  return read.key;
}

/** Makes a key file that is complete or absent, whatever happens; one that another process has just made is kept. */
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
