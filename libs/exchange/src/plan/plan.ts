import type { Day } from '@entente/domain';
import type { Caller, Ledger, Requested } from '@entente/ledger';
import { sha256 } from '@entente/proof';
import { fault, WHOLE_FILE, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import { readTable } from '../table/table.js';
import { buildRow } from './build.js';
import { changesOf } from './changes.js';
import { findColumns } from './columns.js';
import type { ImportFile } from './file.js';
import { organizationsOf, type OrganizationsNamed } from './organizations.js';
import type { Question } from './questions.js';
import { rehearsePlan } from './rehearsed.js';
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
  readonly organizationsNamed: OrganizationsNamed;
  readonly caller: Caller;
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
  readonly questions: readonly Question[];
  /** Columns of the file that the profile has no place for. */
  readonly unplaced: readonly string[];
  readonly source: Requested;
  readonly organizations: readonly Requested[];
  readonly rows: readonly PlannedRow[];
}

/** How many rows and organisations there are of each class. */
export interface ImportCounts {
  readonly rows: number;
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
  const { file, profile, seen, ledger } = options;
  const hash = sha256(file.bytes);
  const publishedOn = publishedOnOf(profile, file);
  const table = await readTable(file.bytes);
  const found = findColumns(profile, table);
  const complete = found.faults.length === 0;
  const read = complete ? readRows(profile, table, found.columns) : { rows: [], faults: [], questions: [] };
  const organizations = await organizationsOf(profile, read.rows, found.columns, options.organizationsNamed);
  const { ledgerId } = ledger.identity;
  const asked = createRequests({ file, hash, profile, publishedOn, ledgerId, caller: options.caller });
  const fresh = read.rows.filter((row) => {
    const before = seen.get(row.key);
    return before === undefined || changedColumns(row, before).length > 0;
  });
  const built = fresh.map((row) => {
    const build = {
      row,
      settings: settingsOf(profile),
      publishedOn: publishedOn ?? options.today,
      organizationId: organizations.idOf,
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
    organizations: organizations.named.flatMap((one) =>
      one.command ? [{ organization: one, asked: asked.organization(one, one.command) }] : [],
    ),
    rows: built.map(({ row, acts, faults }) => ({
      row,
      faults: [...row.faults, ...faults],
      acts: acts.map((act) => ({ act, asked: asked.act(row, act) })),
    })),
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
  const keys = new Set(read.rows.map(({ key }) => key));
  const gone = complete ? [...seen.keys()].filter((key) => !keys.has(key)) : [];
  const refused = rehearsed.rows.filter(({ faults }) => faults.length > 0);
  const wanted = rehearsed.rows.filter(({ faults }) => faults.length === 0);
  return {
    profile: profile.profile,
    file: file.name,
    sha256: hash,
    counts: {
      rows: table.rows.length + table.faults.length,
      toRecord: wanted.length,
      known: read.rows.length - fresh.length,
      changed: fresh.filter(({ key }) => seen.has(key)).length,
      refused: table.rows.length + table.faults.length - read.rows.length + refused.length,
      gone: gone.length,
      organizations: {
        toRecord: rehearsed.organizations.length,
        known: organizations.named.filter(({ command }) => command === null).length,
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
    unplaced: found.unplaced,
    source: asked.source,
    organizations: rehearsed.organizations,
    rows: wanted.map(({ row, appends }) => ({ row, appends, seen: seenAs(row) })),
  };
}

/** A question is asked once, whichever row it came from. */
function onceEach(questions: readonly Question[]): readonly Question[] {
  return questions.filter(({ id }, index) => questions.findIndex((one) => one.id === id) === index);
}
