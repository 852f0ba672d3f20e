/** How long a person waits for the console, over a small ledger and a large one. `--help` says how it is called. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startChromium } from '../support/chromium.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { keepTable } from './keep-table.js';
import { startLargeLedger, type LedgerSize } from './large-ledger.js';
import { watchReadiness } from './machine.js';
import { WAYS, visit, type Visit } from './visit.js';

const HELP = `Usage: npm run bench:console -- [options]

Builds the console, opens it in a headless browser over a ledger of 300 agreements and one of 100,000, each
as it comes and with a processor four times slower behind 10 Mbit/s and 40 ms, and measures how long the first
row of the list of agreements takes, another day, and a key in a form; and how far a page moves while it loads.
Some fifteen minutes, most of them to fill the large ledger.

Options:
  --quick   the small ledger alone
  --write   keeps the table in docs/performance.md
  --help    shows this
`;

const quick = process.argv.includes('--quick');
const SMALL: LedgerSize = { agreements: 300, organizations: 142 };
const LARGE: LedgerSize = { agreements: 100_000, organizations: 20_000 };
const SIZES = quick ? [SMALL] : [SMALL, LARGE];
const ROOT = join(import.meta.dirname, '../..');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Builds the console, and gives the seconds that it took. */
function build(): number {
  const from = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', 'build:console'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('the console was not built');
  return (performance.now() - from) / 1_000;
}

async function visitsOf(postgres: TestPostgres, size: LedgerSize): Promise<readonly Visit[]> {
  const name = `of_${size.agreements}`;
  const urls = [await postgres.createDatabase(name), await postgres.createDatabase(`${name}_vault`)] as const;
  const server = await startLargeLedger(urls, size);
  const browser = await startChromium();
  try {
    const visits: Visit[] = [];
    for (const way of WAYS) {
      visits.push(await visit(browser, server, way));
      for (const [what, cell] of MEASURES) say(`${what}, ${way.name}: ${cell(visits.at(-1) as Visit)}`);
    }
    return visits;
  } finally {
    await browser.close();
    await server.stop();
  }
}

const milliseconds = (taken: readonly number[]): string => {
  const sorted = taken.toSorted((one, other) => one - other);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)} ms (${Math.round(sorted.at(-1) ?? Number.NaN)})`;
};

/** What is measured, how a cell says it, and the aims as it comes and slowed down. */
const MEASURES: readonly (readonly [
  what: string,
  cell: (visit: Visit) => string,
  aims: readonly [string, string],
])[] = [
  [
    'first row of the list, nothing kept in the browser',
    ({ first }) => milliseconds(first),
    ['1,000 ms', '2,500 ms'],
  ],
  ['the same, files kept', ({ again }) => milliseconds(again), ['1,000 ms', '2,500 ms']],
  ['another day in the list', ({ otherDay }) => milliseconds(otherDay), ['300 ms', '300 ms']],
  ['a key in a form', ({ keys }) => milliseconds(keys), ['50 ms', '50 ms']],
  ['layout shift of a first visit', ({ shift }) => shift.toFixed(3), ['0.05', '0.05']],
];

function tableOf(all: readonly (readonly Visit[])[]): string {
  const heads = SIZES.map(({ agreements }) => `${agreements.toLocaleString('en')} agreements`);
  const rows = WAYS.flatMap((way, at) =>
    MEASURES.map(([what, cell, aims]) => {
      const cells = all.map((visits) => {
        const measured = visits[at];
        return measured ? cell(measured) : '';
      });
      return `| ${what}, ${way.name} | ${cells.join(' | ')} | ${aims[at]} |`;
    }),
  );
  return [
    `| median (slowest) | ${heads.join(' | ')} | aim |`,
    `|---|${heads.map(() => '---|').join('')}---|`,
    ...rows,
  ].join('\n');
}

const unknown = process.argv.slice(2).filter((arg) => !['--quick', '--write', '--help'].includes(arg));
if (process.argv.includes('--help') || unknown.length > 0) {
  process.stdout.write(HELP);
  process.exit(unknown.length > 0 ? 2 : 0);
}
const watch = watchReadiness();
const built = build();
say(`the console was built in ${built.toFixed(1)} s`);
const postgres = await startPostgres({ shared_buffers: '512MB', max_wal_size: '4GB' });
try {
  const all: (readonly Visit[])[] = [];
  for (const size of SIZES) all.push(await visitsOf(postgres, size));
  const table = [
    `The console was built in ${built.toFixed(1)} s (aim 30); ${watch.stop().toFixed(0)} processes ready to run beside all this, on average.`,
    '',
    tableOf(all),
  ].join('\n');
  say(`\n${table}`);
  if (process.argv.includes('--write')) keepTable('console', table);
} finally {
  await postgres.dispose();
}
