/**
 * The people of the fixture, and the search for their names in what the tests leave behind: the files of every data folder
 * and everything that a process wrote. No name may be found in clear anywhere.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { threadId } from 'node:worker_threads';
// Not the whole library: every spec that makes a folder would load the ledger for it.
import { readScenario } from '../../libs/demonstration/src/scenario.js';

/** The folder that a run of the tests has for itself; `run-of-tests.mjs` makes it, and its own end looks through it. */
export const RUN_FOLDER_VARIABLE = 'ENTENTE_TEST_RUN';

/** Where a name stands; the name itself is never shown. */
export interface NameFound {
  readonly personId: string;
  /** The file and, of a log, the line; of any other file, the byte. */
  readonly place: string;
}

interface Person {
  readonly personId: string;
  /** The name as bytes, in each form that some program could have written it in. */
  readonly forms: readonly Buffer[];
}

const named = [
  ...new Map(
    readScenario().events.flatMap(({ data }) => {
      const { displayName } = (data['personalData'] ?? {}) as { readonly displayName?: string };
      // Who led a mission is a free text that names somebody.
      const leaders = Object.values((data['ledBy'] ?? {}) as { readonly [lang: string]: string });
      return [
        ...(displayName === undefined ? [] : [[displayName, String(data['personId'])] as const]),
        ...leaders.map((text) => [text, String(data['missionId'])] as const),
      ];
    }),
  ),
];

/** Everybody whose name the fixture gives. */
export const people: readonly Person[] = named.map(([name, personId]) => ({
  personId,
  forms: formsOf(name),
}));

/** What every form of some name has in it: one pass over a file tells that none is there. */
const ANY = new RegExp(
  named
    .flatMap(([name]) => {
      const plain = name.split(/[^ -~]+/).toSorted((one, other) => other.length - one.length)[0] ?? '';
      return [plain.replace(/[^A-Za-z -]/g, '\\$&'), Buffer.from(plain, 'latin1').toString('hex')];
    })
    .join('|'),
);

/** UTF-8 composed and decomposed, Latin-1, the escapes of ASCII-only JSON, and UTF-8 in hexadecimal, as of a `bytea`. */
function formsOf(name: string): readonly Buffer[] {
  const composed = Buffer.from(name.normalize('NFC'), 'utf8');
  const escaped = name.replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const forms = [
    composed,
    Buffer.from(name.normalize('NFD'), 'utf8'),
    Buffer.from(name, 'latin1'),
    Buffer.from(escaped, 'latin1'),
    Buffer.from(composed.toString('hex'), 'latin1'),
  ];
  return forms.filter((form, index) => forms.findIndex((other) => other.equals(form)) === index);
}

/** A file in parts, for a text has an end; a name that lies across two of them is whole in the first. */
const PART_BYTES = 64 * 1024 * 1024;
const LONGEST_NAME_BYTES = 1_024;

function mayName(bytes: Buffer): boolean {
  for (let from = 0; from < bytes.length; from += PART_BYTES)
    if (ANY.test(bytes.toString('latin1', from, from + PART_BYTES + LONGEST_NAME_BYTES))) return true;
  return false;
}

/** Who is named in some bytes, each with the first byte of the name. */
export function namesIn(bytes: Buffer): readonly { readonly personId: string; readonly at: number }[] {
  if (!mayName(bytes)) return [];
  return people.flatMap(({ personId, forms }) => {
    const at = forms.map((form) => bytes.indexOf(form)).find((found) => found >= 0);
    return at === undefined ? [] : [{ personId, at }];
  });
}

/** Looks through every file below a folder; files that go away meanwhile are passed over. */
export function namesInFolder(folder: string): {
  readonly files: number;
  readonly found: readonly NameFound[];
} {
  const found: NameFound[] = [];
  let files = 0;
  for (const path of existsSync(folder) ? filesBelow(folder) : []) {
    const bytes = readIfThere(path);
    if (bytes === null) continue;
    files += 1;
    for (const { personId, at } of namesIn(withoutEmptyEnd(bytes)))
      found.push({ personId, place: `${relative(folder, path)}, byte ${at}` });
  }
  return { files, found };
}

/** The files below a folder, without following links: one may lead back. */
function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** At once and not awaited: for the two thousand small files of a database waiting costs more than reading. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A log's file is made at its full size, up to a quarter of a gigabyte of zeros: quickly compared, slowly searched. */
function withoutEmptyEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end >= EMPTY.length && bytes.subarray(end - EMPTY.length, end).equals(EMPTY)) end -= EMPTY.length;
  return bytes.subarray(0, end);
}
const EMPTY = Buffer.alloc(1_000_000);

/**
 * Looks through a folder that a test has done with, and removes it; outside a run of the tests (a benchmark) it only removes.
 * @throws when a name stands in it
 */
export async function removeFolder(folder: string): Promise<void> {
  const { files, found } =
    process.env[RUN_FOLDER_VARIABLE] === undefined ? { files: 0, found: [] } : namesInFolder(folder);
  // Also while the last process that wrote there is still closing its files.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  noteRemoved(files);
  if (found.length > 0) throw new NamesInClearError(found);
}

/** Keeps all that a process writes, to be looked through at the end of the run. A process, or a thread, has a log of its own. */
export function keepLog(of: string): (written: Buffer | string) => void {
  const run = process.env[RUN_FOLDER_VARIABLE];
  if (run === undefined) return () => {};
  keptLogs += 1;
  mkdirSync(join(run, LOGS), { recursive: true });
  const file = join(run, LOGS, `${of}-${process.pid}-${threadId}-${keptLogs}.log`);
  return (written) => appendFileSync(file, written);
}
let keptLogs = 0;

/** Names of people stand in clear where none may. */
export class NamesInClearError extends Error {
  /** @param where tells where the places can be looked at, when they still can */
  constructor(
    readonly found: readonly NameFound[],
    where = '',
  ) {
    const lines = found.map(({ personId, place }) => `  ${personId} in ${place}`);
    super([`names of people stand in clear${where}:`, ...lines].join('\n'));
    this.name = 'NamesInClearError';
  }
}

/** What a run has looked through. */
export interface LookedThrough {
  readonly people: number;
  readonly folders: number;
  readonly files: number;
  readonly logs: number;
}

/**
 * Looks through all that a run has left: the logs of its processes, and the folders that nobody removed.
 * @throws {NamesInClearError}
 */
export function lookThroughRun(run: string): LookedThrough {
  let { folders, files } = notedIn(run);
  let logs = 0;
  const found: NameFound[] = [];
  for (const { name } of readdirSync(run, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const left = namesInFolder(join(run, name));
    for (const { personId, place } of left.found)
      found.push({ personId, place: name === LOGS ? lineInLog(run, place) : `${name}/${place}` });
    if (name === LOGS) {
      logs = left.files;
    } else {
      folders += 1;
      files += left.files;
    }
  }
  if (found.length > 0) throw new NamesInClearError(found, ` in ${run}, which is kept`);
  return { people: people.length, folders, files, logs };
}

/** A place in a log as its line, for a reader. */
function lineInLog(run: string, place: string): string {
  const [, file = place, at = ''] = /^(.*), byte (\d+)$/.exec(place) ?? [];
  const before = readFileSync(join(run, LOGS, file)).subarray(0, Number(at));
  return `${LOGS}/${file}, line ${before.toString('latin1').split('\n').length}`;
}

const LOGS = 'logs';
const REMOVED = 'removed-folders';

/** Notes for the end of the run that a folder was looked through and removed, whichever of jest's processes did it. */
function noteRemoved(files: number): void {
  const run = process.env[RUN_FOLDER_VARIABLE];
  if (run !== undefined) appendFileSync(join(run, REMOVED), `${files}\n`);
}

function notedIn(run: string): { readonly folders: number; readonly files: number } {
  const path = join(run, REMOVED);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  return { folders: lines.length, files: lines.reduce((sum, line) => sum + Number(line), 0) };
}
