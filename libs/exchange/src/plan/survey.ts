import type { Bilingual } from '@entente/domain';
import { fault, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import type { Table, TableRow } from '../table/rows.js';
import { acceptedIn } from '../values/accepted.js';
import { skippedRow } from './choices.js';
import { keyHeaders, type FoundColumn } from './columns.js';
import { createListing, type Listing } from './listing.js';
import { gatherLists } from './lists.js';
import { gatherMentions, type Mentions } from './mentions.js';
import { compareParties, partyQuestionId, type PartyChange } from './party-changes.js';
import type { Question } from './questions.js';
import { questionsOn, readRow, type ImportRow } from './rows.js';
import type { SeenRows } from './seen.js';

/** A column of the profile, and where the file has it. */
export interface PlannedColumn {
  readonly name: string;
  /** What people call it. */
  readonly label: Bilingual;
  /** What the file calls it; null where it has none. */
  readonly header: string | null;
  readonly needed: boolean;
  /** What its cells may say; null for any text. */
  readonly accepted: Bilingual | null;
  /** The first values in it. */
  readonly samples: readonly string[];
}

/** A file, and how it is read. */
export interface FileRead {
  readonly table: Table;
  /** The SHA-256 of the file. */
  readonly hash: string;
  readonly profile: Profile;
  readonly columns: readonly FoundColumn[];
  /** Whether all needed columns are there; no row can be read without. */
  readonly isComplete: boolean;
}

/** What a file holds, from reading it once; its rows themselves are read again when they are needed. */
export interface Survey {
  /** Rows, those that are left out and those that cannot be read among them. */
  readonly count: number;
  readonly skipped: Listing<Fault>;
  readonly faults: Listing<Fault>;
  readonly questions: readonly Question[];
  /** The lines of the rows that can be read, by their keys. */
  readonly lines: ReadonlyMap<string, number>;
  /** The keys of the rows that are left out. */
  readonly leftOut: ReadonlySet<string>;
  readonly mentions: Mentions;
  /** The names of organisations that are others than before, each once. */
  readonly partyChanges: readonly PartyChange[];
  readonly columns: readonly PlannedColumn[];
}

const SAMPLES = 3;
/** As many rows give samples. */
const SAMPLED_ROWS = 50;

/** Reads a file once: what is wrong with its rows by themselves, their keys, and the organisations that they name. */
export async function surveyOf(
  { table, hash, profile, columns, isComplete }: FileRead,
  seen: Pick<SeenRows, 'has' | 'row'>,
): Promise<Survey> {
  const skipped = createListing<Fault>();
  const faults = createListing<Fault>();
  const questions = new Map<string, Question>();
  const lines = new Map<string, number>();
  const leftOut = new Set<string>();
  const mentions = gatherMentions(profile, columns);
  const lists = gatherLists(profile, columns);
  const partyChanges = new Map<string, PartyChange>();
  const sampled: TableRow[] = [];
  const keyColumns = keyHeaders(profile, columns);
  let count = 0;

  const place = async (row: TableRow): Promise<void> => {
    const read = readRow(profile, row, columns);
    lists.add(read);
    for (const one of questionsOn(read)) if (!questions.has(one.id)) questions.set(one.id, one);
    const { key, line } = read;
    const other = key === null ? undefined : lines.get(key);
    const at = { line, column: keyColumns, value: key };
    if (key === null) faults.add([...read.faults, fault('KEY_MISSING', at, { column: keyColumns })]);
    else if (other !== undefined) faults.add([...read.faults, fault('KEY_TWICE', at, { other })]);
    else {
      lines.set(key, line);
      mentions.add({ ...read, key });
      const before = seen.has(key) ? await seen.row(key) : undefined;
      for (const one of before ? compareParties({ ...read, key }, before, columns, profile).changes : [])
        if (!partyChanges.has(partyQuestionId(one))) partyChanges.set(partyQuestionId(one), one);
    }
  };

  for await (const row of table.rows()) {
    count += 1;
    const left = skippedRow(row, hash, profile.choices);
    if (left) skipped.add([left]);
    if ('uneven' in row) {
      if (!left) faults.add([row.uneven]);
    } else if (left) {
      const { key } = readRow(profile, row, columns);
      if (key !== null) leftOut.add(key);
    } else {
      if (sampled.length < SAMPLED_ROWS) sampled.push(row);
      if (isComplete) await place(row);
    }
  }
  return {
    count,
    skipped,
    faults,
    questions: [...questions.values(), ...lists.questions()],
    lines,
    leftOut,
    mentions: mentions.all(),
    partyChanges: [...partyChanges.values()],
    columns: columnsOf(profile, columns, sampled),
  };
}

/** The rows of a file that can be read, read again. */
export async function* readableRows(
  { table, hash, profile, columns, isComplete }: FileRead,
  { lines }: Pick<Survey, 'lines'>,
): AsyncGenerator<ImportRow> {
  if (!isComplete) return;
  for await (const row of table.rows()) {
    if ('uneven' in row || skippedRow(row, hash, profile.choices)) continue;
    const read = readRow(profile, row, columns);
    if (read.key !== null && lines.get(read.key) === read.line) yield { ...read, key: read.key };
  }
}

function columnsOf(
  { columns }: Profile,
  found: readonly FoundColumn[],
  rows: readonly TableRow[],
): readonly PlannedColumn[] {
  return Object.entries(columns).map(([name, spec]) => {
    const at = found.find((one) => one.name === name);
    const values = at ? rows.map(({ cells }) => cells[at.index] ?? '') : [];
    return {
      name,
      label: spec.label ?? { fr: spec.headers[0] ?? name, en: spec.headers[0] ?? name },
      header: at?.header ?? null,
      needed: !spec.optional,
      accepted: acceptedIn(spec),
      samples: [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, SAMPLES),
    };
  });
}
