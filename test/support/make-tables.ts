/** Makes what a ledger finds at every start but its first. */
import { openDatabases } from '@entente/assembly';
import { openPostgresEventStore } from '@entente/event-store';
import { createEventReader, STORED_EVENTS } from '@entente/ledger';
import { loadConfiguration, silentLogger } from '@entente/platform';
import { LEDGER_READ_MODEL, prepareReadModel, readModelPool } from '@entente/read-model';

/** Makes the accounts, databases and tables of a ledger with these variables, and leaves them empty. */
export async function makeTables(env: Readonly<Record<string, string>>): Promise<void> {
  const loaded = loadConfiguration(env);
  if (!loaded.ok) throw new Error(loaded.problems.join('; '));
  const databases = await openDatabases(loaded.configuration, { log: silentLogger, beside: false });
  const { accounts, ownerUrl, writerUrl } = databases;
  const store = await openPostgresEventStore({ connectionString: writerUrl });
  const buildPool = readModelPool(ownerUrl, { copies: true });
  try {
    const events = createEventReader(STORED_EVENTS);
    await prepareReadModel({
      buildPool,
      accounts,
      store,
      events,
      log: silentLogger,
      readModel: LEDGER_READ_MODEL,
    });
  } finally {
    await buildPool.end();
    await store.close();
    await databases.stop();
  }
}
