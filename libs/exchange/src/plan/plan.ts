import type { Bilingual, Day } from '@entente/domain';
import type { Caller, Ledger, Requested } from '@entente/ledger';
import { sha256 } from '@entente/proof';
import { fault, WHOLE_FILE, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import type { Table } from '../table/rows.js';
import { readTable } from '../table/table.js';
import { acceptedIn } from '../values/accepted.js';
import { buildRow, type BuiltAct } from './build.js';
import { changesOf } from './changes.js';
import { reasonToOverride, withoutSkipped } from './choices.js';
import { findColumns, type FoundColumn } from './columns.js';
import type { ImportFile } from './file.js';
import { organizationsOf, type LookUp } from './organizations.js';
import type { Question } from './questions.js';
import { rehearsePlan, waveOf } from './rehearsed.js';
import { createRequests } from './requests.js';
import { readRows, type ImportRow } from './rows.js';
import { changedColumns, writtenIn, type SeenRow } from './seen.js';
import { publicationQuestion, publishedOnOf, settingQuestions, settingsOf } from './settings.js';

/** What an import needs to know before it can say what would come of a file. */
export interface PlanOptions {
  readonly file: ImportFile;
  /** With the choices that were made. */
  readonly profile: Profile;
  /** What stands for the day on which the file was published until somebody says it, so that the rest can be rehearsed. */
  readonly today: Day;
  /** The rows that this profile recorded before, by their keys. */
  readonly seen: ReadonlyMap<string, SeenRow>;
  readonly ledger: Pick<Ledger, 'identity' | 'rehearse'>;
  readonly lookUp: LookUp;
  readonly caller: Caller;
  /** Whether the caller may record by a command. */
  readonly mayRecord: (command: string) => boolean;
}

/** A row with the commands that record it. */
export interface PlannedRow {
  readonly row: ImportRow;
  /** Those of one stream stand together, each in an append of its own. */
  readonly appends: readonly (readonly Requested[])[];
  readonly seen: SeenRow;
}

/** What would come of a file, and what has to be decided first. */
export interface ImportPlan {
  /** The name of the profile. */
  readonly profile: string;
  readonly file: string;
  readonly sha256: string;
  readonly counts: ImportCounts;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** The rows that somebody left out, each with the reason. */
  readonly skipped: readonly Fault[];
  /** Where the columns of the profile stand in the file. */
  readonly columns: readonly PlannedColumn[];
  readonly questions: readonly Question[];
  /** Columns of the file that the profile has no place for. */
  readonly unplaced: readonly string[];
  readonly source: Requested;
  readonly organizations: readonly Requested[];
  readonly rows: readonly PlannedRow[];
}

/** A column of the profile, and where the file has it. */
export interface PlannedColumn {
  readonly name: string;
  /** What the file calls it; null where it has none. */
  readonly header: string | null;
  readonly needed: boolean;
  /** What its cells may say; null for any text. */
  readonly accepted: Bilingual | null;
  /** The first values in it. */
  readonly samples: readonly string[];
}

/** How many rows and organisations there are of each class. */
export interface ImportCounts {
  readonly rows: number;
  /** Left out by somebody, with a reason. */
  readonly skipped: number;
  /** To be recorded, without what is refused. */
  readonly toRecord: number;
  /** As they were recorded before. */
  readonly known: number;
  readonly changed: number;
  readonly refused: number;
  /** In the ledger by this profile, and in the file no more. */
  readonly gone: number;
  readonly organizations: { readonly toRecord: number; readonly known: number; readonly undecided: number };
  readonly events: number;
}

/**
 * What would come of a file, by the deciders that record it; writes nothing. Reports all that stands against all rows.
 * @throws {UnreadableFileError}
 */
export async function planImport(options: PlanOptions): Promise<ImportPlan> {
  const { file, profile, seen, ledger, mayRecord } = options;
  const hash = sha256(file.bytes);
  const publishedOn = publishedOnOf(profile, file);
  const { table, left, skipped } = withoutSkipped(await readTable(file.bytes), hash, profile.choices);
  const found = findColumns(profile, table);
  const complete = found.faults.length === 0;
  const read = complete ? readRows(profile, table, found.columns) : { rows: [], faults: [], questions: [] };
  const organizations = await organizationsOf(profile, read.rows, found.columns, options.lookUp);
  const { ledgerId } = ledger.identity;
  const asked = createRequests({
    file,
    hash,
    profile,
    publishedOn,
    sheet: table.sheet ?? null,
    ledgerId,
    caller: options.caller,
  });
  const fresh = read.rows.filter((row) => {
    const before = seen.get(row.key);
    return before === undefined || changedColumns(row, before).length > 0;
  });
  const built = fresh.map((row) => {
    const build = {
      row,
      settings: settingsOf(profile),
      publishedOn: publishedOn ?? options.today,
      organizationId: (column: string, name: string) => organizations.idOf(row, column, name),
    };
    const before = seen.get(row.key);
    if (before)
      return {
        row,
        ...changesOf(before, { profile, columns: found.columns, build, eventOf: asked.eventOf }),
      };
    const made = buildRow(profile.acts, build);
    return { row, ...made, questions: [], recorded: made.acts.map(({ step }) => step) };
  });
  const rehearsed = await rehearsePlan(ledger, {
    source: asked.source,
    organizations: organizations.named
      .flatMap((one) => one.commands.map((command) => ({ one, command })))
      .toSorted((a, b) => waveOf(a.command) - waveOf(b.command))
      .map(({ one, command }) => ({ organization: one, asked: asked.organization(one, command) })),
    rows: built.map(({ row, acts, faults }) => ({
      row,
      faults: [...row.faults, ...faults, ...notAllowed(row, acts, mayRecord)],
      acts: acts.map((act) => ({ act, asked: asked.act(row, act) })),
    })),
    reasonTo: (rule, line) => reasonToOverride(profile.choices, hash, rule, line),
  });
  const recordedOf = new Map(built.map(({ row, recorded }) => [row.key, recorded]));
  const seenAs = (row: ImportRow): SeenRow => ({
    key: row.key,
    cells: writtenIn(row),
    steps: {
      ...seen.get(row.key)?.steps,
      ...Object.fromEntries((recordedOf.get(row.key) ?? []).map((step) => [step, hash])),
    },
  });
  const leftOut = complete ? readRows(profile, left, found.columns).rows : [];
  const keys = new Set([...read.rows, ...leftOut].map(({ key }) => key));
  const gone = complete ? [...seen.keys()].filter((key) => !keys.has(key)).toSorted(BY_KEY.compare) : [];
  const refused = rehearsed.rows.filter(({ faults }) => faults.length > 0);
  const wanted = rehearsed.rows.filter(({ faults }) => faults.length === 0);
  return {
    profile: profile.profile,
    file: file.name,
    sha256: hash,
    counts: {
      rows: table.rows.length + table.faults.length + skipped.length,
      skipped: skipped.length,
      toRecord: wanted.length,
      known: read.rows.length - fresh.length,
      changed: fresh.filter(({ key }) => seen.has(key)).length,
      refused: table.rows.length + table.faults.length - read.rows.length + refused.length,
      gone: gone.length,
      organizations: {
        toRecord: rehearsed.organizations.length,
        known: organizations.named.filter(({ commands }) => commands.length === 0).length,
        undecided: rehearsed.questions.length,
      },
      events: rehearsed.events,
    },
    faults: [
      ...found.faults,
      ...table.faults,
      ...read.faults,
      ...rehearsed.faults,
      ...refused.flatMap(({ faults }) => faults),
    ].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    warnings: [
      ...gone.map((key) => fault('ROW_GONE', { ...WHOLE_FILE, column: profile.key, value: key })),
      ...organizations.warnings,
      ...rehearsed.warnings,
    ],
    questions: [
      ...settingQuestions(profile),
      ...publicationQuestion(profile, hash, publishedOn),
      ...read.questions,
      ...onceEach(built.flatMap(({ questions }) => questions)),
      ...organizations.questions,
      ...rehearsed.questions,
    ],
    skipped,
    columns: columnsOf(profile, found.columns, table),
    unplaced: found.unplaced,
    source: asked.source,
    organizations: rehearsed.organizations,
    rows: wanted.map(({ row, appends }) => ({ row, appends, seen: seenAs(row) })),
  };
}

function notAllowed(
  { line }: ImportRow,
  acts: readonly BuiltAct[],
  mayRecord: PlanOptions['mayRecord'],
): readonly Fault[] {
  const commands = new Set(acts.map(({ command }) => command).filter((command) => !mayRecord(command)));
  return [...commands].map((command) => fault('ROLE_NEEDED', { ...WHOLE_FILE, line }, { command }));
}

const SAMPLES = 3;

function columnsOf(
  { columns }: Profile,
  found: readonly FoundColumn[],
  { rows }: Table,
): readonly PlannedColumn[] {
  return Object.entries(columns).map(([name, spec]) => {
    const at = found.find((one) => one.name === name);
    const values = at ? rows.slice(0, 50).map(({ cells }) => cells[at.index] ?? '') : [];
    return {
      name,
      header: at?.header ?? null,
      needed: !spec.optional,
      accepted: acceptedIn(spec),
      samples: [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, SAMPLES),
    };
  });
}

/** Row 9 stands before row 10. */
const BY_KEY = new Intl.Collator('en', { numeric: true });

/** A question is asked once, whichever row it came from. */
function onceEach(questions: readonly Question[]): readonly Question[] {
  return questions.filter(({ id }, index) => questions.findIndex((one) => one.id === id) === index);
}
