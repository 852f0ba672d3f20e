import {
  COMMON_MEMBERS,
  deciderOf,
  messageOf,
  otherForm,
  refuse,
  type Command,
  type Refusal,
} from '@entente/domain';
import type { Ledger, Rehearsed, Requested } from '@entente/ledger';
import { fault, type Fault, type OfLedger } from '../phrases.js';
import type { BuiltAct } from './build.js';
import { CORRECTING } from './changes.js';
import { suspected, type NamedOrganization } from './organizations.js';
import type { Question } from './questions.js';
import type { ImportRow } from './rows.js';

/** A row with the commands that would record it. */
interface AskedRow {
  readonly row: ImportRow;
  readonly faults: readonly Fault[];
  readonly acts: readonly { readonly act: BuiltAct; readonly asked: Requested }[];
}

/** The commands of a file in the order in which they would be recorded. */
interface Asked {
  readonly source: Requested;
  readonly organizations: readonly { readonly organization: NamedOrganization; readonly asked: Requested }[];
  readonly rows: readonly AskedRow[];
  /** Why somebody set a rule aside for the row of a line; null where nobody did. */
  readonly reasonTo: (rule: string, line: number) => string | null;
}

/** What would come of the commands of a file. */
interface RehearsedPlan {
  readonly organizations: readonly Requested[];
  readonly rows: readonly {
    readonly row: ImportRow;
    readonly faults: readonly Fault[];
    readonly appends: readonly (readonly Requested[])[];
  }[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly questions: readonly Question[];
  readonly events: number;
}

const SUSPECTED = 'ORGANIZATION_DUPLICATE_SUSPECTED';

/** Rehearses the commands of a file, and puts what the ledger says beside the cells that it speaks of. */
export async function rehearsePlan(ledger: Pick<Ledger, 'rehearse'>, asked: Asked): Promise<RehearsedPlan> {
  const { organizations, questions } = await withOverrides(ledger, asked);
  const before = [asked.source, ...organizations.map((one) => one.asked)];
  let wanted = asked.rows;
  let { judged, outcome, unfit } = await judge(ledger, before, wanted);
  // A rule that is set aside may have stood before another one.
  for (let round = 0; round < ROUNDS; round += 1) {
    const aside = setAside(wanted, outcome, asked.reasonTo);
    if (aside === null) break;
    wanted = aside;
    ({ judged, outcome, unfit } = await judge(ledger, before, wanted));
  }
  const warnings: Fault[] = [];
  const rows = wanted.map(({ row, faults, acts }) => {
    const refused = acts.flatMap(({ act, asked: one }) => {
      const said = outcome.get(one);
      const advice = said?.advice ?? [];
      warnings.push(
        ...advice.map(({ rule, field, details }) =>
          faultOf({ code: rule, strength: 'ADVICE', field, details }, row, act),
        ),
      );
      const refusals = [...(said?.refusals ?? []), ...(unfit.has(one) ? [unfit.get(one) as Refusal] : [])];
      return refusals.map((refusal) => faultOf(refusal, row, act));
    });
    const appends = appendsOf(
      acts.map(({ asked: one }) => ({ asked: one, stream: outcome.get(one)?.stream ?? null })),
    );
    return { row, faults: essential([...faults, ...refused]), appends };
  });
  const faults = organizations.flatMap(({ organization, asked: one }) =>
    (outcome.get(one)?.refusals ?? []).map((refusal) => faultOfOrganization(refusal, organization)),
  );
  for (const { organization, asked: one } of organizations)
    for (const { rule, details } of outcome.get(one)?.advice ?? [])
      warnings.push(faultOfOrganization({ code: rule, strength: 'ADVICE', details }, organization));
  const ofSource = (outcome.get(asked.source)?.refusals ?? [])
    .filter(isNotThere)
    .map((refusal) =>
      fault(
        'LEDGER_REFUSES',
        { line: null, column: null, value: null },
        { message: messageOf(refusal.code, refusal.details) },
        refusal,
      ),
    );
  return {
    organizations: organizations.map((one) => one.asked),
    rows,
    faults: [...ofSource, ...faults],
    warnings,
    questions,
    events: judged.reduce((sum, { events }) => sum + events.length, 0),
  };
}

/** As often are rules set aside one behind the other. */
const ROUNDS = 4;

async function judge(
  ledger: Pick<Ledger, 'rehearse'>,
  before: readonly Requested[],
  rows: readonly AskedRow[],
) {
  const unfit = new Map<Requested, Refusal>();
  for (const { acts } of rows)
    for (const one of acts) {
      // A correction sets members of another command: its deciders judge their form.
      const refusal = one.act.command === CORRECTING ? null : unfitInput(one.asked.command);
      if (refusal) unfit.set(one.asked, refusal);
    }
  const fit = rows.flatMap(({ acts }) => acts.map((one) => one.asked)).filter((one) => !unfit.has(one));
  const judged = await ledger.rehearse([...before, ...fit]);
  const outcome = new Map<Requested, Rehearsed>(
    [...before, ...fit].map((one, index) => [one, judged[index] as Rehearsed]),
  );
  return { judged, outcome, unfit };
}

/** The rows with the rules set aside that stand against them and that somebody set aside; null where there is none. */
function setAside(
  rows: readonly AskedRow[],
  outcome: ReadonlyMap<Requested, Rehearsed>,
  reasonTo: Asked['reasonTo'],
): readonly AskedRow[] | null {
  let changed = false;
  const after = rows.map((row) => ({
    ...row,
    acts: row.acts.map((one) => {
      const overrides = (outcome.get(one.asked)?.refusals ?? []).flatMap(({ code, strength }) => {
        const reason = strength === 'POLICY' ? reasonTo(code, row.row.line) : null;
        return reason === null ? [] : [{ rule: code, reason }];
      });
      if (overrides.length === 0) return one;
      changed = true;
      return { ...one, asked: overriding(one.asked, overrides) };
    }),
  }));
  return changed ? after : null;
}

/** The id of a file's source is made of its bytes: what was deposited by it before, perhaps under another name, is this file. */
export function isNotThere({ code }: Pick<Refusal, 'code'>): boolean {
  return code !== 'COMMAND_ID_REUSED';
}

/**
 * The organisations with the rule on doubles overridden where somebody has decided; where nobody has, a question, and the
 * rehearsal goes on as if it were another one.
 */
async function withOverrides(ledger: Pick<Ledger, 'rehearse'>, { source, organizations }: Asked) {
  const judged = await ledger.rehearse([source, ...organizations.map((one) => one.asked)]);
  const questions: Question[] = [];
  const overridden = organizations.map((one, index) => {
    const refusal = judged[index + 1]?.refusals.find(({ code }) => code === SUSPECTED);
    if (!refusal) return one;
    const { organization } = one;
    if (!organization.decided) questions.push(suspected(organization, candidatesIn(refusal, organizations)));
    return { organization, asked: overriding(one.asked, DECIDED) };
  });
  return { organizations: overridden, questions };
}

function candidatesIn(
  { details }: Refusal,
  organizations: Asked['organizations'],
): readonly { readonly organizationId: string; readonly name: string }[] {
  const names = (details['names'] as readonly string[] | undefined) ?? [];
  return ((details['organizationIds'] as readonly string[] | undefined) ?? []).map(
    (organizationId, index) => ({
      organizationId,
      name:
        organizations.find(({ organization }) => organization.organizationId === organizationId)?.organization
          .name ??
        names[index] ??
        organizationId,
    }),
  );
}

/** A person looked at it, and the file and the choice are kept: what stands as reason is the same for all. */
const DECIDED = [{ rule: SUSPECTED, reason: 'Décidé lors de l’importation. / Decided at the import.' }];

interface Override {
  readonly rule: string;
  readonly reason: string;
}

function overriding({ command, request }: Requested, more: readonly Override[]): Requested {
  const { overrides = [] } = command.input as { readonly overrides?: readonly Override[] };
  // By way of `unknown`: comparing one command with all of them is more than the compiler takes on.
  const input = { ...command.input, overrides: [...overrides, ...more] };
  return { command: { ...command, input } as unknown as Command, request };
}

/** As many waves are there of commands on organisations. */
export const WAVES = 3;

/** When a command on an organisation is recorded: those that go past the rule on doubles after what they resemble, and what is said of any after all. */
export function waveOf({ name, input }: Command): number {
  if (name !== 'registerOrganization') return 2;
  return (input.overrides ?? []).length > 0 ? 1 : 0;
}

/** What is wrong with the form of an input that cells were put into; null where the deciders can judge it. */
function unfitInput({ name, input }: Command): Refusal | null {
  const { fact } = deciderOf(name);
  const { occurredOn } = input as { readonly occurredOn?: unknown };
  if (fact.dates.occurred === 'GIVEN' && occurredOn === undefined)
    return refuse('VALIDATION_FAILED', 'occurredOn', { problem: 'MEMBER_NEEDED', member: 'occurredOn' });
  return otherForm({ ...COMMON_MEMBERS, ...fact.members }, input, '');
}

/** One cell at fault makes many commands fail: those that only miss what another fault has taken from them are left out. */
function essential(faults: readonly Fault[]): readonly Fault[] {
  const own = faults.filter(({ ledgerCode }) => ledgerCode === null);
  if (own.length > 0) return own;
  const seen = new Set<string>();
  const first = faults.filter(({ code, ledgerCode, column, value }) => {
    const key = JSON.stringify([code, ledgerCode, column, value]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const roots = first.filter(({ ledgerCode }) => !FOLLOWS.has(ledgerCode ?? ''));
  return roots.length > 0 ? roots : first;
}

/** Refusals that follow from what else is wrong in the row. */
const FOLLOWS = new Set(['PARTIES_TOO_FEW', 'AGREEMENT_NOT_FOUND', 'FACTS_PASSED_OVER']);

/** What the ledger says of a command: a refusal or a warning. */
type Said = Pick<Refusal, 'code' | 'field' | 'details'> & OfLedger;

function faultOf({ code, strength, field, details }: Said, row: ImportRow, { sources }: BuiltAct): Fault {
  const [column = null] = columnsOf(field, sources);
  const cell = column === null ? undefined : row.cells.get(column);
  const place = { line: row.line, column: cell?.header ?? field, value: cell?.written ?? null };
  return fault('LEDGER_REFUSES', place, { message: messageOf(code, details) }, { code, strength });
}

function faultOfOrganization(refusal: Omit<Said, 'field'>, { line, header, name }: NamedOrganization): Fault {
  const message = messageOf(refusal.code, refusal.details);
  return fault('LEDGER_REFUSES', { line, column: header, value: name }, { message }, refusal);
}

/** The columns that a member came from: its own, or those of what it is in. */
function columnsOf(field: string | null, sources: ReadonlyMap<string, readonly string[]>): readonly string[] {
  for (let path = field ?? ''; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('.'), 0))) {
    const found = sources.get(path);
    if (found) return found;
    const below = [...sources].find(([other]) => other.startsWith(`${path}.`));
    if (below) return below[1];
  }
  return [];
}

/** Commands of one stream that follow each other are one append. */
function appendsOf(
  commands: readonly { readonly asked: Requested; readonly stream: string | null }[],
): readonly (readonly Requested[])[] {
  const appends: { readonly stream: string | null; readonly asked: Requested[] }[] = [];
  for (const { asked, stream } of commands) {
    const last = appends.at(-1);
    if (last && last.stream === stream) last.asked.push(asked);
    else appends.push({ stream, asked: [asked] });
  }
  return appends.map((one) => one.asked);
}
