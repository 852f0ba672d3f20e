/** A ledger of many agreements, written into its log and projected at once: one that follows while it is filled takes longer. */
import { openPostgresEventStore } from '@entente/event-store';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import { LEDGER_READ_MODEL, keepSummary, readModelPool, rebuild } from '@entente/read-model';
import { generateOrganizations, generateVariedAgreements } from './generate.js';
import { startServer, type Server } from './load.js';

/** How many agreements and organisations a ledger has. */
export interface LedgerSize {
  readonly agreements: number;
  readonly organizations: number;
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const whole = (count: number): string => count.toLocaleString('en');

/** Starts a ledger of a size on two empty databases, its own and that of its vault. */
export async function startLargeLedger(
  urls: readonly [mainUrl: string, vaultUrl: string],
  size: LedgerSize,
): Promise<Server> {
  const start = (): Promise<Server> => startServer('entente', ...urls, 1);
  const opened = await start();
  await opened.stop();
  await fill(urls[0], opened.ledgerId, size);
  return start();
}

async function fill(mainUrl: string, ledgerId: string, size: LedgerSize): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: mainUrl });
  const pool = readModelPool(mainUrl, { projects: true, copies: true });
  const from = performance.now();
  await generateOrganizations(store, ledgerId, size.organizations);
  await generateVariedAgreements(store, ledgerId, size);
  const database = new URL(mainUrl).pathname.slice(1);
  let events = 0;
  const built = await rebuild(
    {
      buildPool: pool,
      store,
      events: createEventReader(STORED_EVENTS),
      readModel: LEDGER_READ_MODEL,
      // The accounts that the server made, for it goes on with what is built here.
      accounts: { writer: `${database}_writer`, reader: `${database}_reader` },
      log: { info: () => {}, warn: say, error: say },
    },
    (done) => {
      if (Math.floor(done / 50_000) > Math.floor(events / 50_000)) say(`  ${whole(done)} events projected`);
      events = done;
    },
  );
  // What the runner does of itself a moment after its start.
  for (const summary of LEDGER_READ_MODEL.summaries)
    await keepSummary(pool, { summary, version: built.version, position: built.position });
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
  await store.close();
  await pool.end();
  const seconds = (performance.now() - from) / 1_000;
  say(`${whole(events)} events loaded in ${Math.round(seconds)} s`);
}
