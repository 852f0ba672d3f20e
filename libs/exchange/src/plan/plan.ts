import { isDay, type Command, type Day } from '@entente/domain';
import { ownCommandId, type Caller, type Ledger, type Requested } from '@entente/ledger';
import { sha256 } from '@entente/proof';
import type { Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import { readTable } from '../table/table.js';
import { buildRow, type BuiltAct } from './build.js';
import { findColumns } from './columns.js';
import { organizationsOf, type NamedOrganization, type OrganizationsNamed } from './organizations.js';
import { question, questionId, type Question } from './questions.js';
import { rehearsePlan } from './rehearsed.js';
import { readRows, type ImportRow } from './rows.js';

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

/** A file to import. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A row as it was recorded last. */
export interface SeenRow {
  readonly key: string;
  /** The SHA-256 of the file. */
  readonly file: string;
  /** What stood in the columns of the profile. */
  readonly cells: Readonly<Record<string, string>>;
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

/** The source by which a file is cited. */
export function sourceIdOf(hash: string): string {
  return `import-${hash.slice(0, 24)}`;
}

/** What a row's command is recorded by: the same file, row and step make the same id. */
export function importCommandId(ledgerId: string, profile: string, parts: readonly string[]): string {
  return ownCommandId(ledgerId, JSON.stringify(['import', profile, ...parts]));
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
  const asked = createRequests(options, hash, publishedOn);
  const fresh = read.rows.filter((row) => !isSeen(row, seen));
  const built = fresh.map((row) => ({
    row,
    ...buildRow(profile.acts, {
      row,
      settings: settingsOf(profile),
      publishedOn: publishedOn ?? options.today,
      organizationId: organizations.idOf,
    }),
  }));
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
    warnings: rehearsed.warnings,
    questions: [
      ...settingQuestions(profile),
      ...publicationQuestion(profile, hash, publishedOn),
      ...read.questions,
      ...organizations.questions,
      ...rehearsed.questions,
    ],
    unplaced: found.unplaced,
    source: asked.source,
    organizations: rehearsed.organizations,
    rows: wanted.map(({ row, appends }) => ({ row, appends, seen: seenOf(row, hash) })),
  };
}

/** A row as it is remembered once it is recorded. */
function seenOf({ key, cells }: ImportRow, file: string): SeenRow {
  return {
    key,
    file,
    cells: Object.fromEntries([...cells].map(([name, { written }]) => [name, written.trim()])),
  };
}

function isSeen(row: ImportRow, seen: ReadonlyMap<string, SeenRow>): boolean {
  const before = seen.get(row.key)?.cells;
  return (
    before !== undefined &&
    [...row.cells].every(([name, { written }]) => (before[name] ?? '') === written.trim())
  );
}

function settingsOf({ settings, choices }: Profile): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(settings).flatMap((name) => {
      const answer = choices[questionId('setting', name)];
      return answer === undefined ? [] : [[name, answer]];
    }),
  );
}

function settingQuestions({ settings, choices }: Profile): readonly Question[] {
  return Object.entries(settings)
    .filter(([name]) => choices[questionId('setting', name)] === undefined)
    .map(([name, says]) => question('setting', name, null, { says }));
}

/** The question on what day a file was published; it is asked of each file. */
export function publicationQuestionId({ bytes }: ImportFile): string {
  return questionId('publication', sha256(bytes));
}

/** When a file was published; null where nobody has said so. */
function publishedOnOf({ choices }: Profile, file: ImportFile): Day | null {
  const answer = choices[publicationQuestionId(file)] ?? '';
  return isDay(answer) ? answer : null;
}

function publicationQuestion({ acts }: Profile, hash: string, publishedOn: Day | null): readonly Question[] {
  const isUsed = publishedOn === null && JSON.stringify(acts).includes('"$publication"');
  return isUsed ? [question('publication', hash, null)] : [];
}

/** The commands of a file, each with its id and the lines that it cites. */
function createRequests(
  { file, profile, ledger, caller }: PlanOptions,
  hash: string,
  publishedOn: Day | null,
) {
  const sourceId = sourceIdOf(hash);
  const { ledgerId } = ledger.identity;
  const requested = (command: Command, parts: readonly string[]): Requested => ({
    command,
    request: { commandId: importCommandId(ledgerId, profile.profile, [hash, ...parts]), caller },
  });
  const cited = (
    name: string,
    input: object,
    lines: { readonly from: number; readonly to: number },
  ): Command => ({ name, input: { ...input, evidence: [{ sourceId, lines }] } }) as unknown as Command;
  return {
    source: requested(
      {
        name: 'depositSource',
        input: {
          sourceId,
          ...profile.source,
          sha256: hash,
          file: file.name.slice(0, 200),
          ...(publishedOn !== null && { publishedOn }),
        },
      } as Command,
      ['source'],
    ),
    organization: ({ name, line, lastLine }: NamedOrganization, command: Command) =>
      requested(cited(command.name, command.input, { from: line, to: lastLine }), ['organization', name]),
    act: ({ key, line, lastLine }: ImportRow, { step, command, input }: BuiltAct) =>
      requested(cited(command, input, { from: line, to: lastLine }), ['row', key, step]),
  };
}
