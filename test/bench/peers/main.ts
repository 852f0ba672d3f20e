/** Entente beside what a team would build instead, in turns in one run. `--help` says how it is called. */
import { openPostgresEventStore } from '@entente/event-store';
import { readModelPool } from '@entente/read-model';
import { startPostgres } from '../../support/embedded-postgres.js';
import { generateAgreements, generateOrganizations } from '../generate.js';
import { keepTable } from '../keep-table.js';
import { startServer, type Server } from '../load.js';
import { postgresCpuMs, watchReadiness } from '../machine.js';
import { CLIENTS, costing, histories, lists, positionText, signatures, statuses } from '../requests.js';
import { settle, untilProjected } from '../settled.js';
import { fillLean } from './lean.js';
import { INSTALL_EMMETT, hasEmmett, installOrm, outsidePeer } from './outside.js';
import { compared, median, type Figures, type Measured, type Name } from './compared.js';

const HELP = `Usage: npm run bench:peers -- [options]

Measures Entente beside a lean handler, NestJS + Apollo + TypeORM, and Emmett, in turns. Installs the packages
of the second in test/bench/peers/orm from the npm registry. Emmett has no licence: it is measured where
somebody has installed it, by

  ${INSTALL_EMMETT}

Options:
  --quick   2,000 agreements instead of 20,000, less time for each measurement
  --write   keeps the table in docs/performance.md
  --help    shows this
`;

const quick = process.argv.includes('--quick');
const AGREEMENTS = quick ? 2_000 : 20_000;
const SECONDS = quick ? 2 : 4;
const ROUNDS = 3;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A server that is measured, and what has to end before another is. */
interface Contender {
  readonly name: Name;
  readonly server: Server;
  settled(): Promise<void>;
}

async function bench(): Promise<string> {
  installOrm(say);
  const postgres = await startPostgres({ shared_buffers: '512MB', max_wal_size: '4GB' });
  try {
    const url = await postgres.createDatabase('entente');
    const entente = await startServer('entente', url, await postgres.createDatabase('vault'), CLIENTS);
    const store = await openPostgresEventStore({ connectionString: url });
    const pool = readModelPool(url);
    say(`filling ${AGREEMENTS.toLocaleString('en')} agreements each`);
    await generateOrganizations(store, entente.ledgerId);
    await generateAgreements(store, entente.ledgerId, 0, AGREEMENTS);
    await untilProjected(pool, store);

    const contenders: Contender[] = [
      { name: 'Entente', server: entente, settled: () => untilProjected(pool, store) },
    ];
    for (const kind of hasEmmett() ? (['lean', 'orm', 'emmett'] as const) : (['lean', 'orm'] as const)) {
      const own = await postgres.createDatabase(kind);
      const fill = kind === 'emmett' ? (await outsidePeer(kind)).fill : fillLean;
      await fill?.(own, AGREEMENTS);
      const server = await startServer(kind, own, '', CLIENTS);
      contenders.push({ name: kind, server, settled: async () => {} });
    }
    if (!hasEmmett()) say(`Emmett is not measured: it is not installed. To measure it:\n  ${INSTALL_EMMETT}`);

    const cpu = (): number => postgresCpuMs(postgres.dataDir);
    const past = { validOn: '2021-06-01', position: await positionText(entente, await middle(pool)) };
    await settle(pool);
    const readiness = watchReadiness();
    const figures = await inTurns(contenders, past, cpu);
    const ready = readiness.stop();
    for (const { server } of contenders) await server.stop();
    await store.close();
    await pool.end();
    return compared(figures, AGREEMENTS, ready);
  } finally {
    await postgres.dispose();
  }
}

/** Measures each work by each contender, round after round; the first round is left out: nothing was compiled before it. */
async function inTurns(
  contenders: readonly Contender[],
  past: object,
  cpu: () => number,
): Promise<readonly Figures[]> {
  const works = [
    { work: 'sign1', run: (server: Server) => signatures(server, AGREEMENTS, SECONDS, 1) },
    { work: 'sign32', run: (server: Server) => signatures(server, AGREEMENTS, SECONDS) },
    { work: 'status', run: (server: Server) => statuses(server, AGREEMENTS, SECONDS) },
    { work: 'history', run: (server: Server) => histories(server, AGREEMENTS, SECONDS) },
    { work: 'list', run: (server: Server) => lists(server, SECONDS) },
    { work: 'listPast', run: (server: Server) => lists(server, SECONDS, past) },
  ] as const;
  const taken = new Map<string, Measured[]>();
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { work, run } of works)
      for (const { name, server, settled } of contenders) {
        if (work === 'listPast' && name !== 'Entente') continue;
        const from = cpu();
        const { answers, ...load } = await costing(server, async () => {
          const measured = await run(server);
          // What a signature leaves to be projected is part of its cost.
          await settled();
          return measured;
        });
        const measured = { ...load, postgresMs: (cpu() - from) / answers };
        say(`${round}: ${work}, ${name}: ${Math.round(load.rate)}/s, ${load.cpuMs.toFixed(2)} ms`);
        if (round > 0) taken.set(`${work} ${name}`, [...(taken.get(`${work} ${name}`) ?? []), measured]);
      }
  return works.flatMap(({ work }) =>
    contenders.flatMap(({ name }) => {
      const of = taken.get(`${work} ${name}`);
      return of ? [{ work, name, ...median(of) }] : [];
    }),
  );
}

/** The position in the middle of what is projected. */
async function middle(pool: ReturnType<typeof readModelPool>): Promise<bigint> {
  const { rows } = await pool.query<{ position: string }>(
    'select position from read_model.version where live',
  );
  return BigInt(rows[0]?.position ?? 0) / 2n;
}

const unknown = process.argv.slice(2).filter((arg) => !['--quick', '--write', '--help'].includes(arg));
if (process.argv.includes('--help') || unknown.length > 0) {
  say(unknown.length > 0 ? `unknown option: ${unknown.join(' ')}\n\n${HELP}` : HELP);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  const table = await bench();
  say(`\n${table}`);
  if (process.argv.includes('--write')) keepTable('peers', table);
}
