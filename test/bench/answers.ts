/**
 * What answers about the whole ledger cost in a large one: how long 19 of 20 take at most, and how many SQL statements.
 *
 *   npm run bench:answers               100,000 agreements and 20,000 organisations; some ten minutes, most of them to load
 *   npm run bench:answers -- --quick    2,000 agreements and 400 organisations
 *   npm run bench:answers -- --write    keeps the table in docs/performance.md
 */
import { openPostgresEventStore } from '@entente/event-store';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import { LEDGER_READ_MODEL, keepSummary, readModelPool, rebuild } from '@entente/read-model';
import { startPostgres } from '../support/embedded-postgres.js';
import { generateOrganizations, generateVariedAgreements } from './generate.js';
import { startServer, type Server } from './load.js';
import { answersCost, type AnswerCost } from './questions.js';
import { keepTable } from './keep-table.js';

const quick = process.argv.includes('--quick');
const SIZE = quick
  ? { agreements: 2_000, organizations: 400 }
  : { agreements: 100_000, organizations: 20_000 };
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const whole = (count: number): string => count.toLocaleString('en');

/** Writes the log, and makes all rows of it at once: a ledger that follows while it is filled takes longer. */
async function load(mainUrl: string, ledgerId: string): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: mainUrl });
  const pool = readModelPool(mainUrl);
  const from = performance.now();
  await generateOrganizations(store, ledgerId, SIZE.organizations);
  await generateVariedAgreements(store, ledgerId, SIZE);
  let events = 0;
  const built = await rebuild(
    {
      pool,
      store,
      events: createEventReader(STORED_EVENTS),
      readModel: LEDGER_READ_MODEL,
      // The accounts that the server made, for it goes on with what is built here.
      accounts: { writer: 'entente_writer', reader: 'entente_reader' },
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

function tableOf(costs: readonly AnswerCost[]): string {
  return [
    `| ${whole(SIZE.agreements)} agreements, ${whole(SIZE.organizations)} organisations | p95 | fastest | statements | with the largest page |`,
    '|---|---|---|---|---|',
    ...costs.map(
      ({ what, p95, fastest, statements, most }) =>
        `| ${what} | ${Math.round(p95)} ms | ${Math.round(fastest)} ms | ${statements} | ${most} |`,
    ),
  ].join('\n');
}

const postgres = await startPostgres({ shared_buffers: '512MB', max_wal_size: '4GB' });
try {
  const urls = [await postgres.createDatabase('entente'), await postgres.createDatabase('vault')] as const;
  const start = (): Promise<Server> => startServer('entente', ...urls, 1);
  const opened = await start();
  await opened.stop();
  await load(urls[0], opened.ledgerId);
  const entente = await start();
  const costs = await answersCost(entente, SIZE, (cost) =>
    say(
      `${cost.what}: p95 ${Math.round(cost.p95)} ms, ${cost.statements} statements, ${cost.most} with the largest page`,
    ),
  );
  await entente.stop();
  const table = tableOf(costs);
  say(`\n${table}`);
  if (process.argv.includes('--write')) keepTable('answers', table);
} finally {
  await postgres.dispose();
}
