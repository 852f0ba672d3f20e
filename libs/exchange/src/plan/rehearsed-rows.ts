import { prepared, SettledStreamError, type Ledger, type Requested } from '@entente/ledger';
import { fault, WHOLE_FILE, type Fault } from '../phrases.js';
import type { BuiltAct } from './build.js';
import {
  builtRows,
  seenAs,
  writtenStreams,
  type BuildingRows,
  type BuiltRowOfFile,
  type WrittenStreams,
} from './built-rows.js';
import { setAsideIn } from './choices.js';
import { identifiersAmiss } from './mentions.js';
import { createListing, together, type Listing } from './listing.js';
import type { Question } from './questions.js';
import {
  appendsOf,
  rehearseFirst,
  rehearseRow,
  unfitInput,
  waveOf,
  type AskedAct,
  type AskedRow,
  type OverridesOfRow,
} from './rehearsed.js';
import type { ImportRow } from './rows.js';
import { changedCells, type ChangedCell, type SeenRow } from './seen.js';

/** How long work is followed, and ended. */
export interface Watched {
  readonly onProgress?: (done: number, of: number) => void;
  /** Whether to end before the next row. */
  readonly isStopping?: () => boolean;
}

/** Raised where a plan was given up before it was whole. */
export class PlanStoppedError extends Error {}

/** A row with the commands that record it. */
export interface PlannedRow {
  readonly row: ImportRow;
  /** Those of one stream stand together, each in an append of its own. */
  readonly appends: readonly (readonly Requested[])[];
  readonly seen: SeenRow;
}

/** What would come of the rows of a file, and of what stands before them. */
export interface RehearsedRows {
  readonly counts: Readonly<Record<'toRecord' | 'known' | 'changed' | 'refused' | 'events', number>>;
  readonly organizations: readonly Requested[];
  readonly faults: Listing<Fault>;
  readonly warnings: Listing<Fault>;
  readonly changes: Listing<ChangedCell>;
  /** On organisations. */
  readonly questions: readonly Question[];
  /** On cells that have changed, each once. */
  readonly rowQuestions: readonly Question[];
  /** The rows to record, read again. */
  readonly rows: () => AsyncIterable<PlannedRow>;
}

interface Rehearsing extends Watched {
  readonly ledger: Pick<Ledger, 'rehearsal'>;
  readonly mayRecord: (command: string) => boolean;
}

/** Rehearses a file: what a row would write is let go of after the last row that writes there. @throws {PlanStoppedError} */
export async function rehearseRows(building: BuildingRows, rehearsing: Rehearsing): Promise<RehearsedRows> {
  try {
    return await rehearse(building, rehearsing, await writtenStreams(building));
  } catch (error) {
    if (!(error instanceof SettledStreamError)) throw error;
    // A rule reads what another row would have written: all of it is held.
    return rehearse(building, rehearsing, null);
  }
}

async function rehearse(
  building: BuildingRows,
  { ledger, mayRecord, onProgress, isStopping = () => false }: Rehearsing,
  written: WrittenStreams | null,
): Promise<RehearsedRows> {
  const { read, survey, organizations, asked } = building;
  const { profile, hash } = read;
  const rehearsal = ledger.rehearsal();
  const first = await rehearseFirst(rehearsal, {
    source: asked.source,
    organizations: organizations.named
      .flatMap((one) => one.commands.map((command) => ({ one, command })))
      .toSorted((a, b) => waveOf(a.command) - waveOf(b.command))
      .map(({ one, command }) => ({ organization: one, asked: asked.organization(one, command) })),
  });
  const faults = createListing<Fault>();
  const warnings = createListing<Fault>();
  const changes = createListing<ChangedCell>();
  const questions = new Map<string, Question>();
  const overrides = new Map<string, OverridesOfRow>();
  const refused = new Set<string>();
  const setAside = setAsideIn(profile.choices, hash);
  let [done, known, changed, events] = [0, 0, 0, first.events];
  const actsOf = ({ row, acts }: BuiltRowOfFile): readonly AskedAct[] =>
    acts.map((act) => ({ act, asked: asked.act(row, act) }));
  const rowsAhead = prepared(askedRows(building, actsOf), (one) => fitCommands(one?.acts ?? []), rehearsal);

  for await (const one of rowsAhead) {
    if (isStopping()) throw new PlanStoppedError('the plan was given up');
    done += 1;
    onProgress?.(done, survey.lines.size);
    if (one === null) {
      known += 1;
      continue;
    }
    const { built } = one;
    const { row, acts } = built;
    if (built.before) {
      changed += 1;
      changes.add(changedCells(row, built.before, read.columns));
    }
    for (const one of built.questions) if (!questions.has(one.id)) questions.set(one.id, one);
    const own = [
      ...row.faults,
      ...identifiersAmiss(row, read.columns),
      ...built.faults,
      ...notAllowed(row, acts, mayRecord),
    ];
    const outcome = await rehearseRow(rehearsal, { row, faults: own, acts: one.acts }, setAside(row.line));
    events += outcome.events;
    warnings.add(outcome.warnings);
    // What the ledger says of a day that waits for an answer is of no use before.
    const against = isWaiting(row) ? own : outcome.faults;
    faults.add(against);
    if (against.length > 0) refused.add(row.key);
    if (outcome.overrides.size > 0) overrides.set(row.key, outcome.overrides);
    for (const stream of written?.done(built) ?? []) rehearsal.settle(stream);
  }

  return {
    counts: { toRecord: done - known - refused.size, known, changed, refused: refused.size, events },
    organizations: first.organizations,
    faults: together<Fault>([first.faults, faults]),
    warnings: together<Fault>([first.warnings, warnings]),
    changes,
    questions: first.questions,
    rowQuestions: [...questions.values()],
    async *rows() {
      for await (const built of builtRows(building)) {
        if (built === null || refused.has(built.row.key)) continue;
        const { row } = built;
        const appends = appendsOf(actsOf(built), overrides.get(row.key));
        yield { row, appends, seen: seenAs(built, hash) };
      }
    },
  };
}

/** The rows that can be read, with the commands that would record them; null for one that is as it was recorded. */
async function* askedRows(building: BuildingRows, actsOf: (row: BuiltRowOfFile) => readonly AskedAct[]) {
  for await (const built of builtRows(building))
    yield (
      built && {
        built,
        acts: actsOf(built).map((act) => ({ ...act, unfit: unfitInput(act.asked.command) })),
      }
    );
}

/** The commands that the deciders can judge. */
function fitCommands(acts: AskedRow['acts']): readonly Requested[] {
  return acts.flatMap(({ asked, unfit }) => (unfit ? [] : [asked]));
}

function isWaiting({ cells }: ImportRow): boolean {
  return [...cells.values()].some(({ value }) => value.kind === 'EITHER_ORDER');
}

function notAllowed(
  { line }: ImportRow,
  acts: readonly BuiltAct[],
  mayRecord: Rehearsing['mayRecord'],
): readonly Fault[] {
  const commands = new Set(acts.map(({ command }) => command).filter((command) => !mayRecord(command)));
  return [...commands].map((command) => fault('ROLE_NEEDED', { ...WHOLE_FILE, line }, { command }));
}
