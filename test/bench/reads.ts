/**
 * What it costs to note who reads what is sealed: processor time of a request that opens names, with the read log and without.
 *
 *   npm run bench:reads               two questions, 16 clients, rounds in turns; some two minutes
 *   npm run bench:reads -- --write    keeps the table in docs/performance.md
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from '@entente/domain';
import { startRunner } from '@entente/read-model';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { ask } from '../support/ledger-process.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';
import { keepTable } from './keep-table.js';
import { postgresCpuMs, watchReadiness } from './machine.js';

const PERSONS = 200;
const CLIENTS = 16;
const ROUNDS = 8;
const REQUESTS = 320;
const QUESTIONS = {
  'the name of one person': (ids: readonly string[], n: number) =>
    `{ person(id: "${ids[n % ids.length] ?? ''}") { displayName } }`,
  'the names of 50 persons': (ids: readonly string[], n: number) =>
    `{ ${Array.from({ length: 50 }, (_none, at) => `p${at}: person(id: "${ids[(n + at) % ids.length] ?? ''}") { displayName }`).join(' ')} }`,
} as const;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

interface Round {
  readonly perSecond: number;
  readonly apiMs: number;
  readonly databaseMs: number;
}

async function persons({ assembly }: AssembledLedger): Promise<readonly string[]> {
  const record = async (name: string, input: object): Promise<object> => {
    const outcome = await assembly.ledger.execute({ name, input } as unknown as Command, {
      commandId: randomUUID(),
      caller: { actor: 'secretariat:bench' },
    });
    if (outcome.refused) throw new Error(`${name} was refused: ${outcome.code}`);
    return outcome.events[0]?.envelope.data ?? {};
  };
  await record('depositSource', { sourceId: 's0', kind: 'BENCH', sha256: 'a'.repeat(64) });
  const ids: string[] = [];
  for (let n = 0; n < PERSONS; n += 1) {
    const data = await record('registerPerson', {
      displayName: `Somebody ${n}`,
      evidence: [{ sourceId: 's0' }],
    });
    ids.push((data as { readonly personId: string }).personId);
  }
  return ids;
}

async function measure(
  served: ServedLedger,
  made: AssembledLedger,
  question: (n: number) => string,
): Promise<Round> {
  const tokens = await Promise.all(
    Array.from({ length: CLIENTS }, () => served.access.createToken({ role: 'auditor', name: 'bench' })),
  );
  const data = join(made.dataDir, 'postgres');
  const [cpu, database, from] = [process.cpuUsage(), postgresCpuMs(data), performance.now()];
  let next = 0;
  await Promise.all(
    tokens.map(async ({ token }) => {
      while (next < REQUESTS) {
        const { errors } = await ask(served.url, question((next += 1)), {}, token);
        if (errors.length > 0) throw new Error(JSON.stringify(errors));
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (REQUESTS / (performance.now() - from)) * 1_000,
    apiMs: (user + system) / 1_000 / REQUESTS,
    databaseMs: (postgresCpuMs(data) - database) / REQUESTS,
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const made = await assembleLedger({ env: { ENTENTE_LOG_LEVEL: 'warn' } });
const runner = startRunner(made.assembly.runnerParts);
try {
  const ids = await persons(made);
  await made.caughtUp();
  const noted = await serveLedger(made.assembly, { runner, role: 'auditor' });
  const unnoted = await serveLedger(
    { ...made.assembly, reads: { ...made.assembly.reads, note: async () => {} } },
    { runner, role: 'auditor' },
  );
  const watch = watchReadiness();
  const lines: string[] = [];
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const rounds: [Round, Round][] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push([
        await measure(noted, made, (n) => question(ids, n)),
        await measure(unnoted, made, (n) => question(ids, n)),
      ]);
    // The first warms both up.
    const of = (which: 0 | 1, member: keyof Round): string =>
      median(rounds.slice(1).map((round) => round[which][member])).toFixed(member === 'perSecond' ? 0 : 2);
    for (const [which, way] of [
      [0, 'noted'],
      [1, 'not noted'],
    ] as const)
      lines.push(
        `| ${what}, ${way} | ${of(which, 'apiMs')} ms | ${of(which, 'databaseMs')} ms | ${of(which, 'perSecond')}/s |`,
      );
    say(lines.slice(-2).join('\n'));
  }
  const table = [
    `| ${CLIENTS} clients, ${watch.stop().toFixed(0)} processes ready to run beside them | processor time of API and clients | of the database | requests |`,
    '|---|---|---|---|',
    ...lines,
  ].join('\n');
  say(`\n${table}`);
  if (process.argv.includes('--write')) keepTable('reads', table);
  await noted.close();
  await unnoted.close();
} finally {
  await runner.stop();
  await made.dispose();
}
