import type { Caller, Ledger, Requested } from '@entente/ledger';
import type { Day } from '@entente/domain';
import { sha256 } from '@entente/proof';
import { fault, WHOLE_FILE, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import { openTable } from '../table/table.js';
import { findColumns, keyHeaders } from './columns.js';
import type { ImportFile } from './file.js';
import { together, unlistedIn, type Listing } from './listing.js';
import { awaitsParting } from './lists.js';
import { organizationsOf, type LookUp } from './organizations.js';
import type { Question } from './questions.js';
import { rehearseRows, type PlannedRow, type Watched } from './rehearsed-rows.js';
import { createRequests } from './requests.js';
import type { ChangedCell, SeenRows } from './seen.js';
import { publicationQuestion, publishedOnOf, settingQuestions } from './settings.js';
import { surveyOf, type FileRead, type PlannedColumn, type Survey } from './survey.js';

/** What an import needs to know before it can say what would come of a file. */
export interface PlanOptions extends Watched {
  readonly file: ImportFile;
  /** With the choices that were made. */
  readonly profile: Profile;
  /** What stands for the day on which the file was published until somebody says it, so that the rest can be rehearsed. */
  readonly today: Day;
  /** The rows that this profile recorded before. */
  readonly seen: SeenRows;
  readonly ledger: Pick<Ledger, 'identity' | 'rehearsal'>;
  readonly lookUp: LookUp;
  readonly caller: Caller;
  /** Whether the caller may record by a command. */
  readonly mayRecord: (command: string) => boolean;
}

/** What would come of a file, and what has to be decided first. The first 1,000 of each list are listed. */
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
  /** The cells of rows that were recorded before, where they say something else now. */
  readonly changes: readonly ChangedCell[];
  readonly questions: readonly Question[];
  /** How many more there are of what is listed. */
  readonly unlisted: Unlisted;
  /** Where the columns of the profile stand in the file. */
  readonly columns: readonly PlannedColumn[];
  /** Columns of the file that the profile has no place for. */
  readonly unplaced: readonly string[];
  readonly source: Requested;
  readonly organizations: readonly Requested[];
  /** The rows to record, read from the file again each time. */
  readonly rows: () => AsyncIterable<PlannedRow>;
}

/** How many there are beyond those that are listed. */
export type Unlisted = Readonly<Record<'faults' | 'warnings' | 'skipped' | 'changes' | 'questions', number>>;

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
 * What would come of a file, by the deciders that record it; writes nothing. Reports all reasons why rows cannot be recorded. The
 * file is read once for each step, and its rows are not held.
 * @throws {UnreadableFileError} {PlanStoppedError}
 */
export async function planImport(options: PlanOptions): Promise<ImportPlan> {
  const { file, profile, ledger, caller, seen } = options;
  const hash = sha256(file.bytes);
  const table = await openTable(file.bytes);
  const found = findColumns(profile, table);
  const { columns } = found;
  const read: FileRead = { table, hash, profile, columns, isComplete: found.faults.length === 0 };
  const survey = await surveyOf(read, seen);
  const publishedOn = publishedOnOf(profile, file);
  const organizations = await organizationsOf(profile, survey, columns, {
    lookUp: options.lookUp,
    publishedOn: publishedOn ?? options.today,
  });
  const sheet = table.sheet ?? null;
  const { ledgerId } = ledger.identity;
  const asked = createRequests({ file, hash, profile, publishedOn, sheet, ledgerId, caller });
  const building = { read, survey, seen, organizations, asked, publishedOn: publishedOn ?? options.today };
  const rehearsed = await rehearseRows(building, options);
  const gone = goneFrom(seen, survey, read);
  const onOrganizations = [...organizations.questions, ...rehearsed.questions];
  const questions = together<Question>([
    settingQuestions(profile),
    publicationQuestion(profile, hash, { publishedOn, isNeeded: organizations.needsPublication }),
    survey.questions,
    rehearsed.rowQuestions,
    onOrganizations.filter(({ value }) => !awaitsParting(value, survey.questions)),
  ]);
  const faults = together<Fault>(
    [found.faults, survey.faults, rehearsed.faults],
    (a, b) => (a.line ?? 0) - (b.line ?? 0),
  );
  const warnings = together<Fault>([gone, organizations.warnings, rehearsed.warnings]);
  const { skipped } = survey;
  const { changes } = rehearsed;
  const { toRecord, known, changed, refused, events } = rehearsed.counts;
  return {
    profile: profile.profile,
    file: file.name,
    sha256: hash,
    counts: {
      rows: survey.count,
      skipped: skipped.count,
      toRecord,
      known,
      changed,
      refused: survey.count - skipped.count - survey.lines.size + refused,
      gone: gone.count,
      organizations: {
        toRecord: rehearsed.organizations.length,
        known: organizations.named.filter(({ commands }) => commands.length === 0).length,
        undecided: rehearsed.questions.length,
      },
      events,
    },
    faults: faults.listed,
    warnings: warnings.listed,
    changes: changes.listed,
    questions: questions.listed,
    skipped: skipped.listed,
    unlisted: {
      faults: unlistedIn(faults),
      warnings: unlistedIn(warnings),
      changes: unlistedIn(changes),
      questions: unlistedIn(questions),
      skipped: unlistedIn(skipped),
    },
    columns: survey.columns,
    unplaced: found.unplaced,
    source: asked.source,
    organizations: rehearsed.organizations,
    rows: rehearsed.rows,
  };
}

/** Row 9 stands before row 10. */
const BY_KEY = new Intl.Collator('en', { numeric: true });

/** The rows that were recorded and that the file does not have any more. */
function goneFrom(
  seen: SeenRows,
  { lines, leftOut }: Survey,
  { profile, columns, isComplete }: FileRead,
): Listing<Fault> {
  const keys = isComplete ? [...seen.keys()].filter((key) => !lines.has(key) && !leftOut.has(key)) : [];
  const column = keyHeaders(profile, columns);
  return together([
    keys.toSorted(BY_KEY.compare).map((value) => fault('ROW_GONE', { ...WHOLE_FILE, column, value })),
  ]);
}
