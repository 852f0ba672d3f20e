import {
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  type Configuration,
  type EmbeddedPostgresOptions,
  type Logger,
} from '@entente/platform';
import { reachDatabases } from './database-trouble.js';
import { openMainDatabase, type MainDatabase } from './main-database.js';
import { ensureDatabase, withClient } from './postgres-accounts.js';
import { ensureVaultAccount, vaultBeside } from './vault-database.js';
import { givenKeys, masterKeys, settledKeys, type VaultKeys } from './vault-key-file.js';

/** Where the main database and the vault are, and how to close them. */
export interface Databases extends MainDatabase {
  readonly vaultUrl: string;
  /** 32 bytes that wrap the vault's keys. */
  readonly vaultKey: Buffer;
  /** True when another Entente runs the embedded server and this process only connects to it. */
  readonly attached: boolean;
  stop(): Promise<void>;
}

const MAIN = 'entente';

/**
 * Starts the embedded server, or connects beside whoever runs it (`beside`), or takes the servers of the configuration; makes
 * the accounts and the tables that are missing.
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
    const given = givenKeys(vault.key);
    const keys = await settledKeys(vault.key, given, await vaultUrlOf(configuration, database.url, given));
    return {
      ...(await openServers(configuration, database.url, keys)),
      vaultKey: keys.key,
      attached: false,
      stop: async () => {},
    };
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
    const vaultUrl = await withClient(admin, async (client) => {
      await ensureDatabase(client, MAIN);
      return vault.database.kind === 'server' ? vault.database.url : ensureVaultAccount(client, admin);
    });
    const { key: vaultKey } = await masterKeys(vault.key, vaultUrl);
    const ownerUrl = server.superuserUrl(MAIN);
    const secret = new URL(ownerUrl).password;
    const main = await openMainDatabase({ ownerUrl, secret, configuration });
    return { ...main, vaultUrl, vaultKey, attached: running !== null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The databases on servers, whose accounts have the passwords that the vault's key gives. */
export async function openServers(
  configuration: Configuration,
  ownerUrl: string,
  keys: VaultKeys,
): Promise<MainDatabase & { readonly vaultUrl: string }> {
  const vaultUrl = await vaultUrlOf(configuration, ownerUrl, keys);
  const main = await openMainDatabase({ ownerUrl, secret: keys.key, before: keys.before, configuration });
  return { ...main, vaultUrl };
}

async function vaultUrlOf({ vault }: Configuration, ownerUrl: string, keys: VaultKeys): Promise<string> {
  return vault.database.kind === 'server' ? vault.database.url : vaultBeside(ownerUrl, keys);
}
