/**
 * Signatures of 32 clients on a ledger whose log is in EventStoreDB (one node, on disk), beside what the port appends there and
 * what its client does with a call for each, all in turns on one server. Needs an `eventstored` on the PATH.
 *
 *   npm run bench:eventstoredb              2,000 agreements; some three minutes
 *   npm run bench:eventstoredb -- --write   keeps the table in docs/performance.md
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { openEventStoreDb, type EventStore } from '@entente/event-store';
import { readModelPool } from '@entente/read-model';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { startPostgres } from '../support/embedded-postgres.js';
import { findEventStoreDb, startEventStoreDb } from '../support/eventstoredb.js';
import { generateAgreements, generateOrganizations } from './generate.js';
import { keepTable } from './keep-table.js';
import { perSecond, startServer } from './load.js';
import { CLIENTS, costing, signatures } from './requests.js';
import { settle, untilProjected } from './settled.js';

const AGREEMENTS = 2_000;
const TURNS = 3;
const SECONDS = 5;
/** As long as a signature in its envelope. */
const BYTES = randomBytes(900);
/** With credentials of its own each append is a call of its own. */
const ALONE = { credentials: { username: 'none', password: 'none' } };
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Appends to streams of which each client has its own, one event after the other. */
function appending(append: (stream: string, revision: number) => Promise<unknown>): Promise<number> {
  const next = new Map<number, { readonly stream: string; revision: number }>();
  return perSecond(CLIENTS, SECONDS, async (client) => {
    const own = next.get(client) ?? { stream: `bench-${randomUUID()}`, revision: -1 };
    next.set(client, own);
    await append(own.stream, own.revision);
    own.revision += 1;
  });
}

const byPort = (store: EventStore) =>
  appending((stream, revision) =>
    store.append(stream, revision < 0 ? 'none' : revision, [
      { id: randomUUID(), type: 'Bench', bytes: BYTES },
    ]),
  );

const byClient = (client: EventStoreDBClient) =>
  appending((stream, revision) =>
    client.appendToStream(stream, binaryEvent({ id: randomUUID(), type: 'Bench', data: BYTES }), {
      expectedRevision: revision < 0 ? NO_STREAM : BigInt(revision),
      ...ALONE,
    }),
  );

const executable = findEventStoreDb();
if (executable === null) throw new Error('There is no eventstored (or kurrentd) on the PATH to measure.');
const server = await startEventStoreDb(executable, { onDisk: true });
const postgres = await startPostgres({ shared_buffers: '512MB', max_wal_size: '4GB' });
try {
  const mainUrl = await postgres.createDatabase('entente');
  const vaultUrl = await postgres.createDatabase('entente_vault');
  const entente = await startServer('entente', mainUrl, vaultUrl, CLIENTS, server.url);
  const store = await openEventStoreDb({ connectionString: server.url });
  const client = EventStoreDBClient.connectionString(server.url);
  const pool = readModelPool(mainUrl);
  await generateOrganizations(store, entente.ledgerId);
  await generateAgreements(store, entente.ledgerId, 0, AGREEMENTS);
  await untilProjected(pool, store);
  await settle(pool);
  const signing = () => costing(entente, () => signatures(entente, AGREEMENTS, SECONDS));
  // Compiled code, and connections that are open.
  await signing();
  const sums = { client: 0, port: 0, signed: 0, cpuMs: 0 };
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await untilProjected(pool, store);
    sums.client += await byClient(client);
    sums.port += await byPort(store);
    const { rate, cpuMs } = await signing();
    sums.signed += rate;
    sums.cpuMs += cpuMs;
    say(`turn ${turn} of ${TURNS}`);
  }
  const mean = (sum: number): number => sum / TURNS;
  const of = (sum: number): string => (sums.signed / sum).toFixed(2);
  const table = [
    '| 32 clients, EventStoreDB on disk | a second | signatures beside it |',
    '|---|---|---|',
    `| the client, a call for each append | ${mean(sums.client).toFixed(0)} | ${of(sums.client)} (aim 0.35) |`,
    `| the port | ${mean(sums.port).toFixed(0)} | ${of(sums.port)} (aim 0.5) |`,
    `| signatures (${mean(sums.cpuMs).toFixed(1)} ms of the API’s processor each) | ${mean(sums.signed).toFixed(0)} | |`,
  ].join('\n');
  say(table);
  if (process.argv.includes('--write')) keepTable('eventstoredb', table);
  await entente.stop();
  await store.close();
  await client.dispose();
  await pool.end();
} finally {
  await postgres.dispose();
  await server.dispose();
}
