import {
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  type Configuration,
  type EmbeddedPostgresOptions,
  type Logger,
} from '@entente/platform';
import { reachDatabases } from './database-trouble.js';
import { openMainDatabase, type MainDatabase } from './main-database.js';
import { ensureDatabase } from './postgres-accounts.js';
import { ensureVaultAccount, vaultBeside } from './vault-database.js';
import { givenKey, masterKey } from './vault-key-file.js';

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
    const vaultKey = givenKey(vault.keyFile);
    const vaultUrl =
      vault.database.kind === 'server' ? vault.database.url : await vaultBeside(database.url, vaultKey);
    const main = await openMainDatabase({ ownerUrl: database.url, secret: vaultKey, configuration });
    return { ...main, vaultUrl, vaultKey, attached: false, stop: async () => {} };
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
    const ownerUrl = server.superuserUrl(MAIN);
    const secret = new URL(ownerUrl).password;
    const main = await openMainDatabase({ ownerUrl, secret, configuration });
    return { ...main, vaultUrl, vaultKey, attached: running !== null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
