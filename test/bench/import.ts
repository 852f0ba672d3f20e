/**
 * What an import costs: rows a second of the whole (rehearsed, recorded, projected) against the same commands recorded alone in
 * the same run, and the memory of its process.
 *
 *   npm run bench:import                  10,000, 50,000 and 100,000 rows, each into an empty ledger; more than half an hour on a quiet machine
 *   npm run bench:import -- --rows=5000   one file, or several: --rows=5000,20000
 *   npm run bench:import -- --write       keeps the table in docs/performance.md
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createImporter,
  openKeptImports,
  publicationQuestionId,
  type ImportFile,
  type Watched,
} from '@entente/exchange';
import type { Requested } from '@entente/ledger';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { removeFolder } from '../support/names-in-clear.js';
import { keepTable } from './keep-table.js';

const option = (name: string): string | undefined =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const SIZES = (option('rows') ?? '10000,50000,100000').split(',').map(Number);
/** As many rows are recorded alone. */
const ALONE = 2_000;
const AT_ONCE = 32;
const ORGANIZATIONS = 1_000;
const HEADER = 'publisher,organization,start_date,end_date,id';
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
/** How far a long run is: what it has measured is known although it does not end. */
const note = (line: string): boolean => process.stderr.write(`${line}\n`);
const whole = (n: number): string => Math.round(n).toLocaleString('en');

/** What one import took. */
interface Measured {
  readonly rows: number;
  readonly events: number;
  readonly megabytes: number;
  readonly rehearsing: Part;
  readonly recording: Part;
  /** Rows a second of the same commands without an import. */
  readonly alone: number;
}

interface Part {
  readonly seconds: number;
  /** Of the processor, by this process, in milliseconds. */
  readonly cpu: number;
  /** The most that the process had. */
  readonly megabytes: number;
}

/** A name that resembles no other one. */
function nameOf(n: number): string {
  const digest = createHash('sha256').update(String(n)).digest();
  const letters = [...digest.subarray(0, 20)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
  return `${letters.slice(0, 9)} ${letters.slice(9)}`;
}

/** A list of agreements, each between a publisher and a consortium. */
function fileOf(name: string, rows: number): ImportFile {
  const lines = Array.from({ length: rows }, (_none, n) => {
    const year = 2015 + (n % 9);
    const [publisher, consortium] = [nameOf(n % 100), nameOf(100 + (n % (ORGANIZATIONS - 100)))];
    return `${publisher},${consortium},${year}-01-01,${year + 2}-12-31,${name}-${n}`;
  });
  return { name: `${name}.csv`, bytes: Buffer.from([HEADER, ...lines].join('\n')) };
}

/** Notes each tenth of some rows, with the time and the memory that they took. */
function noted(what: string): (done: number, of: number) => void {
  const from = performance.now();
  return (done, of) => {
    if (done % Math.ceil(of / 10) > 0) return;
    const seconds = (performance.now() - from) / 1_000;
    note(
      `${what} ${whole(done)} of ${whole(of)}: ${whole(done / seconds)}/s, ${whole(process.memoryUsage.rss() / 1_048_576)} MB`,
    );
  };
}

async function measured(work: () => Promise<unknown>): Promise<Part> {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const watch = setInterval(look, 100);
  const from = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  look();
  return {
    seconds: (performance.now() - from) / 1_000,
    cpu: (user + system) / 1_000,
    megabytes: most / 1_048_576,
  };
}

/** Records commands as an import does, and nothing else. */
async function recordAlone({ assembly }: AssembledLedger, rows: (readonly (readonly Requested[])[])[]) {
  const queue = rows[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const appends of queue)
      for (const commands of appends) {
        const { refused } = await assembly.ledger.executeTogether(commands);
        if (refused) throw new Error('the bench was refused');
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function measure(rows: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'entente-bench-import-'));
  const made = await assembleLedger();
  try {
    made.assembly.startWorker();
    const kept = openKeptImports(folder);
    const importer = createImporter({
      ...made.assembly,
      kept,
      caller: { actor: 'operator:bench' },
      now: () => new Date(),
    });
    const planned = async (file: ImportFile, watched: Watched = {}) => {
      const esac = await kept.profile('esac');
      const choices = { ...esac.choices, [publicationQuestionId(file)]: '2025-04-14' };
      const plan = await importer.plan(file, { ...esac, choices }, watched);
      const { faults, questions } = plan;
      if (faults.length + questions.length > 0) throw new Error(JSON.stringify([...faults, ...questions][0]));
      return plan;
    };
    const first = fileOf('alone', ALONE);
    const plan = await planned(first);
    for (const one of [plan.source, ...plan.organizations]) await made.assembly.ledger.executeTogether([one]);
    const commands: (readonly (readonly Requested[])[])[] = [];
    for await (const { appends } of plan.rows()) commands.push(appends);
    await made.caughtUp();
    const alone = await measured(() => recordAlone(made, commands));
    note(`recorded alone ${whole(ALONE / alone.seconds)}/s`);
    await made.caughtUp();

    const file = fileOf('list', rows);
    let larger = plan;
    const rehearsing = await measured(async () => {
      larger = await planned(file, { onProgress: noted('rehearsed') });
    });
    const recording = await measured(async () => {
      const recorded = await importer.record(larger, file, { onProgress: noted('recorded') });
      if (recorded.rows !== rows) throw new Error(`only ${recorded.rows} rows were recorded`);
    });
    return {
      rows,
      events: larger.counts.events,
      megabytes: file.bytes.byteLength / 1_048_576,
      rehearsing,
      recording,
      alone: ALONE / alone.seconds,
    };
  } finally {
    await made.dispose();
    await removeFolder(folder);
  }
}

function rowOf({ rows, events, megabytes, rehearsing, recording, alone }: Measured): string {
  const rate = (part: Part): string =>
    `${whole(rows / part.seconds)}/s (${(rows / part.seconds / alone).toFixed(2)}), ${(part.cpu / rows).toFixed(1)} ms`;
  return `| ${whole(rows)} rows, ${megabytes.toFixed(1)} MB, ${whole(events)} events | ${rate(rehearsing)} | ${rate(recording)} | ${whole(alone)}/s | ${whole(rehearsing.megabytes)} MB | ${whole(recording.megabytes)} MB |`;
}

const one = option('one');
if (one !== undefined) say(JSON.stringify(await measure(Number(one))));
else {
  // Each in a process of its own, whose memory is its own.
  const lines = SIZES.map((rows) => {
    const said = execFileSync(
      process.execPath,
      [...process.execArgv, import.meta.filename, `--one=${rows}`],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const line = rowOf(JSON.parse(said.trim().split('\n').at(-1) ?? '') as Measured);
    say(line);
    return line;
  });
  const [, load = 0] = loadavg();
  const table = [
    `| ${load.toFixed(1)} processes ready to run on average | rehearsed | recorded | recorded alone | memory while rehearsing | while recording |`,
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
  if (process.argv.includes('--write')) keepTable('import', table);
}
process.exit();
