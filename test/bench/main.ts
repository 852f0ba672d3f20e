/**
 * The benchmark: every figure is a ratio against a raw baseline of the same run on the same machine. Nothing is asserted.
 *
 *   npm run bench                       all of it, some ten minutes
 *   npm run bench -- --quick            smaller sizes, a minute
 *   npm run bench -- --up-to=500000     no more events than that
 *   npm run bench -- --eventstoredb     the log in EventStoreDB, of ENTENTE_TEST_EVENTSTORE_URL or an eventstored on the PATH
 *   npm run bench -- --write            keeps the table in docs/performance.md
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { openEventStoreDb, openPostgresEventStore, type EventStore } from '@entente/event-store';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import { LEDGER_READ_MODEL, readModelPool, rebuild, schemaOf } from '@entente/read-model';
import { Client, type Pool } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable, Writable } from 'node:stream';
import { startPostgres } from '../support/embedded-postgres.js';
import { findEventStoreDb, startEventStoreDb } from '../support/eventstoredb.js';
import { EVENTS_PER_AGREEMENT, generateAgreements, generateOrganizations } from './generate.js';
import { signedByMany } from './crowd.js';
import { fullestAnswer, largeAnswer, refusedForGreed, type Cost } from './greed.js';
import { keepTable } from './keep-table.js';
import { perSecond, startServer, type Load, type Server } from './load.js';
import { fillLean } from './peers/lean.js';
import { CLIENTS, costing, lists, positionText, signatures, statuses } from './requests.js';
import { settle, untilProjected } from './settled.js';

const quick = process.argv.includes('--quick');
const SECONDS = quick ? 2 : 5;
/** Agreements at which growth is measured: a thousand events to a million. */
const upTo = Number(process.argv.find((arg) => arg.startsWith('--up-to='))?.slice(8) ?? 1_000_000);
const SIZES = (quick ? [200, 2_000] : [200, 2_000, 20_000, 100_000, 200_000]).filter(
  (agreements) => agreements * EVENTS_PER_AGREEMENT <= upTo,
);
const LIST_AT = quick ? 2_000 : 100_000;
const SIGNED_BY = quick ? 400 : 2_000;
const RECEIPT_TURNS = 4;
const CATCH_UP_AT = quick ? 2_000 : 20_000;

interface Result {
  readonly what: string;
  readonly measured: string;
  readonly baseline: string;
  readonly ratio: string;
  readonly aim: string;
}
const results: Result[] = [];
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const rate = (n: number): string => `${n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(1)}/s`;

function report(what: string, measured: number, baseline: number, against: string, aim: string): void {
  results.push({
    what,
    measured: rate(measured),
    baseline: `${rate(baseline)} ${against}`,
    ratio: (measured / baseline).toFixed(2),
    aim,
  });
  say(`${what}: ${rate(measured)}, ${against} ${rate(baseline)}, ratio ${(measured / baseline).toFixed(2)}`);
}

async function benchSignatures(entente: Server, mainUrl: string, agreements: number): Promise<void> {
  const bareServer = await startServer('bare', mainUrl, '', CLIENTS);
  const bare = await signatures(bareServer, agreements, SECONDS);
  await bareServer.stop();
  const measured = await signatures(entente, agreements, SECONDS);
  const store = await openPostgresEventStore({ connectionString: mainUrl, schema: 'raw' });
  const bytes = randomBytes(900);
  const raw = await perSecond(CLIENTS, SECONDS, () =>
    store.append(`agreement-${randomUUID()}`, 'none', [{ id: randomUUID(), type: 'PartnerSigned', bytes }]),
  );
  await store.close();
  report('signatures, 32 clients', measured.rate, bare.rate, 'bare pipeline', '0.8');
  report('signatures, 32 clients', measured.rate, raw, 'raw grouped inserts', '—');
}

/** The same signatures with receipts and without, in turns, so that both have the machine as it is. */
async function benchReceipts(entente: Server, agreements: number): Promise<void> {
  const taken = { with: { rate: 0, cpuMs: 0 }, without: { rate: 0, cpuMs: 0 } };
  for (let turn = 0; turn < RECEIPT_TURNS; turn += 1)
    for (const side of ['without', 'with'] as const) {
      await entente.giveReceipts(side === 'with');
      const { rate: measured, cpuMs } = await costing(entente, () =>
        signatures(entente, agreements, SECONDS),
      );
      taken[side].rate += measured / RECEIPT_TURNS;
      taken[side].cpuMs += cpuMs / RECEIPT_TURNS;
    }
  const cpu = `${taken.without.cpuMs.toFixed(2)} ms of CPU each, ${taken.with.cpuMs.toFixed(2)} with them`;
  report(
    'signatures with receipts, 32 clients',
    taken.with.rate,
    taken.without.rate,
    `without receipts (${cpu})`,
    '—',
  );
}

/** The same requests to what a team would build by hand, one after the other, so that both have the machine to themselves. */
async function benchLean(entente: Server, leanUrl: string, agreements: number): Promise<void> {
  await fillLean(leanUrl, agreements);
  const lean = await startServer('lean', leanUrl, '', CLIENTS);
  const compare = async (what: string, of: (server: Server) => Promise<Load>, aim: string) => {
    const [theirs, ours] = [await costing(lean, () => of(lean)), await costing(entente, () => of(entente))];
    report(what, ours.rate, theirs.rate, `lean handler (${times(ours.cpuMs, theirs.cpuMs)} its CPU)`, aim);
  };
  await compare('signatures, 32 clients', (server) => signatures(server, agreements, SECONDS), '0.8');
  await compare(
    'status of one agreement, 8 clients',
    (server) => statuses(server, agreements, SECONDS),
    'at most 3 times its CPU',
  );
  await compare('list of 50 with parties, 4 clients', (server) => lists(server, SECONDS), '—');
  await lean.stop();
}

function times(one: number, other: number): string {
  return `${(one / other).toFixed(1)} times`;
}

async function benchCrowd(entente: Server): Promise<void> {
  const { first, last } = await signedByMany(entente, SIGNED_BY);
  report(
    `one agreement, its ${SIGNED_BY.toLocaleString('en')}th signature, 1 client`,
    last,
    first,
    'its first hundred',
    '0.5',
  );
}

async function benchGreed(entente: Server): Promise<void> {
  const large = await largeAnswer(entente);
  const told = ({ milliseconds, megabytes, heldMs }: Cost): string =>
    `${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB, others wait ${Math.round(heldMs)} ms`;
  const row = (what: string, cost: Cost, aim: string): void => {
    const baseline = `${told(large)} a page of 200, answered`;
    const ratio = (cost.milliseconds / large.milliseconds).toFixed(2);
    results.push({ what, measured: told(cost), baseline, ratio, aim });
    say(`${what}: ${told(cost)}; ${baseline}; ratio ${ratio}`);
  };
  row('a request for millions of values, refused', await refusedForGreed(entente), '200 ms, 50 MB, 100 ms');
  row('as many values as an answer may hold', await fullestAnswer(entente), 'others wait 100 ms');
}

async function benchCatchUp(mainUrl: string, store: EventStore, events: number): Promise<void> {
  const log = { info: () => {}, warn: say, error: say };
  const buildPool = readModelPool(mainUrl, { projects: true, copies: true });
  let from = performance.now();
  const { version } = await rebuild({
    buildPool,
    store,
    events: createEventReader(STORED_EVENTS),
    readModel: LEDGER_READ_MODEL,
    // The accounts that the server made, for it goes on with what is built here.
    accounts: { writer: 'entente_writer', reader: 'entente_reader' },
    log,
  });
  await buildPool.end();
  const rebuilt = events / ((performance.now() - from) / 1_000);

  const tables = [
    'event',
    ...LEDGER_READ_MODEL.projections.flatMap(({ tables: of }) => of.map(({ name }) => name)),
  ];
  const schema = schemaOf(version);
  const dumps = new Map<string, Buffer>();
  // A connection of the read model's pool sends statements ahead, which copies do not bear.
  const client = new Client({ connectionString: mainUrl });
  await client.connect();
  for (const table of tables) {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    await pipeline(client.query(copyTo(`copy ${schema}.${table} to stdout`)), sink);
    dumps.set(table, Buffer.concat(chunks));
  }
  await client.query('create schema copied');
  for (const table of tables)
    await client.query(`create table copied.${table} (like ${schema}.${table} including defaults)`);
  from = performance.now();
  await client.query('begin');
  for (const table of tables)
    await pipeline(
      Readable.from([dumps.get(table) ?? Buffer.alloc(0)]),
      client.query(copyFrom(`copy copied.${table} from stdin`)),
    );
  await client.query('commit');
  const { rows } = await client.query<{ indexdef: string }>(
    'select indexdef from pg_indexes where schemaname = $1 and tablename = any($2)',
    [schema, tables],
  );
  for (const { indexdef } of rows)
    await client.query(indexdef.replaceAll(`${schema}.`, 'copied.').replace(/INDEX \S+ ON/, 'INDEX ON'));
  const copied = events / ((performance.now() - from) / 1_000);
  await client.query('drop schema copied cascade');
  await client.end();
  report(
    `projecting ${events.toLocaleString('en')} events`,
    rebuilt,
    copied,
    'COPY and index of the same rows',
    '0.25',
  );
}

/** The same list by hand: one statement, no GraphQL. */
const LIST_SQL = (schema: string): string => `
  select s.agreement_id, a.registration -> 'title', p.parties
  from (
    select agreement_id, title_key from ${schema}.agreement_status
    where in_force = 'YES' and known_from <= $1 and known_to > $1 and valid_from <= $2 and valid_to > $2
    order by title_key, agreement_id limit 51
  ) s
  join ${schema}.agreement a on a.agreement_id = s.agreement_id and a.known_from <= $1 and a.known_to > $1
  cross join lateral (
    select json_agg(json_build_object('id', p.organization_id, 'name', n.text)) as parties
    from ${schema}.participation p
    join ${schema}.organization_name n on n.organization_id = p.organization_id
      and n.known_from <= $1 and n.known_to > $1 and n.valid_from <= $2 and n.valid_to > $2
    where p.agreement_id = s.agreement_id and p.role = 'PARTY'
      and p.known_from <= $1 and p.known_to > $1 and p.valid_from <= $2 and p.valid_to > $2
  ) p
  order by s.title_key, s.agreement_id`;

async function benchList(entente: Server, pool: Pool, agreements: number): Promise<void> {
  const { rows } = await pool.query<{ version: number; position: string }>(
    'select version, position from read_model.version where live',
  );
  const schema = schemaOf(rows[0]?.version ?? 0);
  const head = rows[0]?.position ?? '0';
  await settle(pool);
  const middle = String(Math.floor(Number(head) / 2));
  for (const [when, validOn, known] of [
    ['today', new Date().toISOString().slice(0, 10), head],
    ['as of 2021', '2021-06-01', middle],
  ] as const) {
    const asOf = when === 'today' ? {} : { validOn, position: await positionText(entente, BigInt(known)) };
    const byHand = await perSecond(4, SECONDS, () =>
      pool.query({ name: `hand-${schema}`, text: LIST_SQL(schema), values: [known, validOn] }),
    );
    const { rate: measured } = await lists(entente, SECONDS, asOf);
    report(
      `list of 50 with parties, ${agreements.toLocaleString('en')} agreements, ${when}`,
      measured,
      byHand,
      'the same by hand in SQL',
      '0.5',
    );
  }
}

/** How many events there are: positions count them on PostgreSQL only. */
async function countProjected(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ version: number }>('select version from read_model.version where live');
  const { rows: counted } = await pool.query<{ count: string }>(
    `select count(*) from ${schemaOf(rows[0]?.version ?? 0)}.event`,
  );
  return Number(counted[0]?.count ?? 0);
}

/** The server that keeps the log, where that is asked for. */
async function eventStoreDbAskedFor(): Promise<{ readonly url: string; dispose(): Promise<void> } | null> {
  if (!process.argv.includes('--eventstoredb')) return null;
  const url = process.env['ENTENTE_TEST_EVENTSTORE_URL'];
  if (url !== undefined) return { url, dispose: async () => {} };
  const executable = findEventStoreDb();
  if (executable === null)
    throw new Error('there is no ENTENTE_TEST_EVENTSTORE_URL and no eventstored or kurrentd on the PATH');
  return startEventStoreDb(executable, { onDisk: true });
}

if (process.argv.includes('--eventstoredb') && process.argv.includes('--write'))
  throw new Error('the table in docs/performance.md is of the log in PostgreSQL');
const eventStoreDb = await eventStoreDbAskedFor();
const postgres = await startPostgres({ shared_buffers: '512MB', max_wal_size: '4GB' });
const growth: { events: number; signatures: number; status: number; list: number }[] = [];
try {
  const mainUrl = await postgres.createDatabase('entente');
  const vaultUrl = await postgres.createDatabase('entente_vault');
  const entente = await startServer('entente', mainUrl, vaultUrl, CLIENTS, eventStoreDb?.url);
  const store = await (eventStoreDb
    ? openEventStoreDb({ connectionString: eventStoreDb.url })
    : openPostgresEventStore({ connectionString: mainUrl }));
  const pool = readModelPool(mainUrl);
  await generateOrganizations(store, entente.ledgerId);
  let made = 0;
  for (const [round, size] of SIZES.entries()) {
    await generateAgreements(store, entente.ledgerId, made, size);
    made = size;
    await untilProjected(pool, store);
    const events = await countProjected(pool);
    say(`— ${events.toLocaleString('en')} events`);
    await settle(pool);
    // Compiled code, as in a process that has run for a while; nobody measures the first seconds of one.
    if (round === 0) await signatures(entente, size, SECONDS);
    if (round === 0) await benchCrowd(entente);
    if (round === 1) await benchSignatures(entente, mainUrl, size);
    if (round === 1) await benchReceipts(entente, size);
    if (round === 1) await benchLean(entente, await postgres.createDatabase('lean'), size);
    if (round === 1) await benchGreed(entente);
    const signed = await signatures(entente, size, SECONDS);
    await untilProjected(pool, store);
    const status = await statuses(entente, size, SECONDS);
    const list = await lists(entente, SECONDS);
    growth.push({ events, signatures: signed.rate, status: status.rate, list: list.rate });
    say(
      `  signatures ${rate(signed.rate)}, status of one ${rate(status.rate)}, list of 50 ${rate(list.rate)}`,
    );
    if (size === CATCH_UP_AT) await benchCatchUp(mainUrl, store, events);
    if (size === LIST_AT) await benchList(entente, pool, size);
  }
  await entente.stop();
  await store.close();
  await pool.end();
} finally {
  await postgres.dispose();
  await eventStoreDb?.dispose();
}

const table = [
  '| what | measured | baseline | ratio | aim |',
  '|---|---|---|---|---|',
  ...results.map((r) => `| ${r.what} | ${r.measured} | ${r.baseline} | ${r.ratio} | ${r.aim} |`),
  '',
  '| events | signatures, 32 clients | status of one agreement, 8 clients | list of 50 with parties, 4 clients |',
  '|---|---|---|---|',
  ...growth.map(
    (g) =>
      `| ${g.events.toLocaleString('en')} | ${rate(g.signatures)} | ${rate(g.status)} | ${rate(g.list)} |`,
  ),
].join('\n');
say(`\n${table}`);
if (process.argv.includes('--write')) keepTable('figures', table);
