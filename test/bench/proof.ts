/**
 * What proof costs: verifying a bundle against reading and hashing the same files, proofs in a large tree, sealing, receipts.
 *
 *   npm run bench:proof                       a million events, some minutes and 2 GB
 *   npm run bench:proof -- --events=20000     fewer
 *   npm run bench:proof -- --write            keeps the table in docs/performance.md
 */
import { execFileSync } from 'node:child_process';
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalBytes,
  createLogTree,
  entriesIn,
  leafHash,
  makeSignerKey,
  signNote,
  verifierOf,
  writeCheckpoint,
  writeVerifierKey,
} from '@entente/proof';
import { openReceipts, signerFolder, writeBundle, type LogTree } from '@entente/transparency';
import { keepTable } from './keep-table.js';

const option = (name: string): string | undefined =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const EVENTS = Number(option('events') ?? 1_000_000);
const EVENTS_PER_STREAM = 5;
const PROGRAM = join(import.meta.dirname, '../../dist/audit/entente-audit.mjs');
const LEDGER = randomUUID();
const ORIGIN = `entente/${LEDGER}`;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const whole = (n: number): string => Math.round(n).toLocaleString('en');

/** What a child process took. */
interface Taken {
  readonly seconds: number;
  /** Of the processor, on all its cores. */
  readonly cpu: number;
  readonly megabytes: number;
}

/** Runs a program in a process of its own, whose memory is its own; what it took stands in its last line. */
function inChild(args: readonly string[]): Taken {
  const said = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Taken;
}

/** Has a program say at its end what it took, from before it is read; its memory alone, not that of who started it. */
const SAYS_WHAT_IT_TOOK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const kilobytes = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    const megabytes = Number(kilobytes) / 1024;
    console.log(JSON.stringify({ seconds: performance.now() / 1000, cpu: (user + system) / 1e6, megabytes }));
  });`)}`;

/** What an auditor runs, as it is built and without a flag. */
function verify(folder: string): Taken {
  const bundle = [join(folder, 'bundle'), '--policy', join(folder, 'policy')];
  return inChild(['--import', SAYS_WHAT_IT_TOOK, PROGRAM, 'verify', ...bundle]);
}

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Reads and hashes every file of a bundle, and every event once more: what nobody who verifies can do without. */
function readAndHash(folder: string): void {
  for (const file of everyFile(folder)) {
    const content = readFileSync(file);
    createHash('sha256').update(content).digest();
    if (file.includes('/entries/')) for (const entry of entriesIn(content) ?? []) leafHash(entry);
  }
}

/** An event of the size that the ledger's have. */
function eventAt(index: number, prev: string | null): Record<string, unknown> {
  const date = {
    edtf: '2021-03-01',
    point: '2021-03-01',
    earliest: '2021-03-01',
    latest: '2021-03-01',
    precision: 'DAY',
    basis: 'STATED',
  };
  const stream = `agreement-bench-${Math.floor(index / EVENTS_PER_STREAM)}`;
  return {
    v: 1,
    ledger: LEDGER,
    id: randomUUID(),
    stream,
    rev: index % EVENTS_PER_STREAM,
    type: 'PartnerSigned',
    schema: 1,
    occurred: date,
    effective: date,
    recorded: '2026-01-01T00:00:00.000Z',
    actor: 'secretariat:bench',
    cause: {
      command: randomUUID(),
      name: 'recordSignature',
      digest: '0'.repeat(64),
      correlation: null,
      causation: null,
    },
    prev,
    after: null,
    provenance: [{ source: 'bench', from: 1, to: 2, kind: 'STATED' }],
    overrides: [],
    advice: [],
    data: {
      agreementId: stream.slice(10),
      organizationId: `org-${index % 200}`,
      capacity: 'ORIGINAL_SIGNATORY',
    },
    personal: {},
  };
}

/** Microseconds of one of many. */
function microseconds(count: number, work: (n: number) => void): number {
  const from = performance.now();
  for (let n = 0; n < count; n += 1) work(n);
  return ((performance.now() - from) * 1_000) / count;
}

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
}

async function bench(folder: string): Promise<readonly Row[]> {
  const tree = createLogTree();
  const entries: Uint8Array[] = [];
  let prev: string | null = null;
  let sealing = 0;
  for (let index = 0; index < EVENTS; index += 1) {
    const event = eventAt(index, index % EVENTS_PER_STREAM === 0 ? null : prev);
    const from = performance.now();
    const bytes = canonicalBytes(event);
    prev = leafHash(bytes);
    tree.append(Buffer.from(prev, 'hex'));
    sealing += performance.now() - from;
    entries.push(bytes);
  }
  const bytes = entries.reduce((sum, entry) => sum + entry.byteLength, 0);
  say(`${whole(EVENTS)} events made, ${whole(bytes / EVENTS)} bytes each`);

  const key = makeSignerKey(ORIGIN);
  const checkpoint = { origin: ORIGIN, size: EVENTS, root: tree.root() };
  const signing = microseconds(1_000, () => signNote(writeCheckpoint(checkpoint), [key]));
  const note = signNote(writeCheckpoint(checkpoint), [key]);
  const log: LogTree = {
    tree,
    catchUp: async () => {},
    indexAt: () => null,
    positionAt: () => null,
    entries: async (from, count) => entries.slice(from, from + count),
  };
  const book = { publish: async () => {}, latest: async () => null, page: async () => [] };
  const published = { number: 1, size: EVENTS, note, published: new Date(0) };
  writeFileSync(join(folder, 'policy'), `log ${writeVerifierKey(verifierOf(key))}\nquorum none\n`);
  await writeBundle({
    folder: join(folder, 'bundle'),
    log,
    book,
    checkpoint: published,
    onProgress: () => {},
  });
  say('bundle written');

  // Without the heap that making a log needs.
  const hooks = process.execArgv.filter((arg) => !arg.startsWith('--max-old-space-size'));
  const read = inChild([...hooks, import.meta.filename, `--read=${join(folder, 'bundle')}`]);
  const verified = verify(folder);
  const inclusion = microseconds(2_000, () => tree.inclusionProof(randomInt(EVENTS), EVENTS));
  const consistency = microseconds(2_000, () => tree.consistencyProof(1 + randomInt(EVENTS - 1), EVENTS));
  const proof = tree.inclusionProof(EVENTS - 2, EVENTS);
  const receipts = await openReceipts(signerFolder(join(folder, 'signer')), ORIGIN);
  const receipt = microseconds(2_000, () => receipts.issue([prev ?? ''], new Date()));

  const took = ({ seconds, cpu }: Taken): string =>
    `${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of the processor)`;
  const times = (of: 'seconds' | 'cpu'): string => (verified[of] / read[of]).toFixed(1);
  const us = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} µs`;
  return [
    {
      what: `verifying ${whole(EVENTS)} events, ${whole(bytes / 1e6)} MB`,
      measured: `${took(verified)}, ${whole(verified.megabytes)} MB of memory`,
      beside: `${took(read)} to read and hash the same files: ${times('seconds')} times, ${times('cpu')} times the processor`,
    },
    { what: 'an inclusion proof', measured: us(inclusion), beside: `${proof.length * 32} bytes` },
    { what: 'a consistency proof', measured: us(consistency), beside: '' },
    {
      what: 'sealing: canonical form, hash, place in the tree',
      measured: `${us((sealing * 1_000) / EVENTS)} an event`,
      beside: `signing a checkpoint, ${us(signing)}, once a minute`,
    },
    {
      what: 'a receipt',
      measured: us(receipt),
      beside: `${((receipt / 1e6) * 759 * 100).toFixed(1)}% of a core at 759 signatures a second`,
    },
  ];
}

const reading = option('read');
if (reading !== undefined) {
  // Its own work alone: a program that is built does not compile itself first.
  const [from, before] = [performance.now(), process.cpuUsage()];
  readAndHash(reading);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - from) / 1_000;
  say(JSON.stringify({ seconds, cpu: (user + system) / 1e6, megabytes: 0 } satisfies Taken));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'entente-bench-proof-'));
  try {
    const rows = await bench(folder);
    const busy = `${loadavg()[0]?.toFixed(1)} processes ready to run on average`;
    const table = [
      `| ${busy} | measured | beside |`,
      '|---|---|---|',
      ...rows.map(({ what, measured, beside }) => `| ${what} | ${measured} | ${beside} |`),
    ].join('\n');
    say(`\n${table}`);
    if (process.argv.includes('--write')) keepTable('proof', table);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
