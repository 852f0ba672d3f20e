/**
 * What answers about the whole ledger cost in a large one: how long 19 of 20 take at most, and how many SQL statements.
 *
 *   npm run bench:answers               100,000 agreements and 20,000 organisations; some ten minutes, most of them to load
 *   npm run bench:answers -- --quick    2,000 agreements and 400 organisations
 *   npm run bench:answers -- --write    keeps the table in docs/performance.md
 */
import { startPostgres } from '../support/embedded-postgres.js';
import { startLargeLedger } from './large-ledger.js';
import { answersCost, type AnswerCost } from './questions.js';
import { keepTable } from './keep-table.js';

const quick = process.argv.includes('--quick');
const SIZE = quick
  ? { agreements: 2_000, organizations: 400 }
  : { agreements: 100_000, organizations: 20_000 };
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const whole = (count: number): string => count.toLocaleString('en');

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
  const entente = await startLargeLedger(urls, SIZE);
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
