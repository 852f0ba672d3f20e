import {
  COMMON_MEMBERS,
  deciderOf,
  messageOf,
  otherForm,
  refuse,
  type Command,
  type Refusal,
} from '@entente/domain';
import { attemptAt, prepared, type Rehearsal, type Rehearsed, type Requested } from '@entente/ledger';
import { fault, WHOLE_FILE, type Fault, type OfLedger } from '../phrases.js';
import type { BuiltAct } from './build.js';
import { CORRECTING } from './changes.js';
import type { Override } from './choices.js';
import { suspected, type NamedOrganization } from './organizations.js';
import type { Question } from './questions.js';
import type { ImportRow } from './rows.js';

/** An act of a row and the command that would record it. */
export interface AskedAct {
  readonly act: BuiltAct;
  readonly asked: Requested;
}

/** A row with the commands that would record it. */
export interface AskedRow {
  readonly row: ImportRow;
  readonly faults: readonly Fault[];
  readonly acts: readonly (AskedAct & {
    /** What is wrong with the form of its input; null where the deciders can judge it. */
    readonly unfit: Refusal | null;
  })[];
}

/** What stands before the rows of a file: its source, and the organisations that it names. */
interface AskedFirst {
  readonly source: Requested;
  readonly organizations: readonly { readonly organization: NamedOrganization; readonly asked: Requested }[];
}

/** What would come of a row. */
export interface RehearsedRow {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly events: number;
  /** The rules that are set aside for its acts, by their steps. */
  readonly overrides: OverridesOfRow;
}

/** The rules that are set aside for the acts of a row, by their steps. */
export type OverridesOfRow = ReadonlyMap<string, readonly Override[]>;

const SUSPECTED = 'ORGANIZATION_DUPLICATE_SUSPECTED';

/** Rehearses the source and the organisations of a file, and puts what the ledger says beside the cells that it speaks of. */
export async function rehearseFirst(
  rehearsal: Pick<Rehearsal, 'judge' | 'prepare'>,
  { source, organizations }: AskedFirst,
) {
  const { judge } = rehearsal;
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const questions: Question[] = [];
  const requested: Requested[] = [];
  const ofSource = await judge(source);
  let events = ofSource.events.length;
  for (const refusal of ofSource.refusals.filter(isNotThere)) {
    const message = messageOf(refusal.code, refusal.details);
    faults.push(fault('LEDGER_REFUSES', WHOLE_FILE, { message }, refusal));
  }
  for await (const { organization, asked } of prepared(organizations, (one) => [one.asked], rehearsal)) {
    let wanted = asked;
    let outcome = await judge(wanted);
    const refusal = outcome.refusals.find(({ code }) => code === SUSPECTED);
    if (refusal) {
      if (!organization.decided)
        questions.push(suspected(organization, candidatesIn(refusal, organizations)));
      // Where nobody has decided, the rehearsal goes on as if it were another one.
      wanted = overriding(asked, DECIDED);
      outcome = await judge(wanted);
    }
    requested.push(wanted);
    events += outcome.events.length;
    faults.push(...outcome.refusals.map((one) => faultOfOrganization(one, organization)));
    for (const { rule, details } of outcome.advice)
      warnings.push(faultOfOrganization({ code: rule, strength: 'ADVICE', details }, organization));
  }
  return { organizations: requested, faults, warnings, questions, events };
}

/**
 * Rehearses the commands of a row. A rule that is refused by is set aside where somebody decided so, before the next command is
 * judged.
 */
export async function rehearseRow(
  { judge }: Pick<Rehearsal, 'judge'>,
  { row, faults, acts }: AskedRow,
  /** The rules that somebody set aside for the row. */
  decidedOnRow: readonly Override[],
): Promise<RehearsedRow> {
  const warnings: Fault[] = [];
  const refused: Fault[] = [];
  const overrides = new Map<string, readonly Override[]>();
  let events = 0;
  for (const { act, asked, unfit } of acts) {
    if (unfit) {
      refused.push(faultOf(unfit, row, act));
      continue;
    }
    const decided = [...decidedOnRow, ...(act.setAside ?? [])];
    let outcome = await judge(asked);
    // A run that was killed may have recorded it, and set rules aside for it.
    for (const all of outcome.refusals.some(wasRecordedOtherwise) ? waysAside(decided) : []) {
      const before = await judge(overriding(asked, all));
      if (before.refusals.length > 0) continue;
      overrides.set(act.step, all);
      outcome = before;
      break;
    }
    // A rule that is set aside may have stood before another one.
    for (let round = 0; round < ROUNDS; round += 1) {
      const aside = decided.filter(({ rule }) => outcome.refusals.some((one) => isPolicy(one, rule)));
      if (aside.length === 0) break;
      const all = [...(overrides.get(act.step) ?? []), ...aside];
      overrides.set(act.step, all);
      outcome = await judge(overriding(asked, all));
    }
    events += outcome.events.length;
    warnings.push(
      ...outcome.advice.map(({ rule, field, details }) =>
        faultOf({ code: rule, strength: 'ADVICE', field, details }, row, act),
      ),
    );
    refused.push(...outcome.refusals.map((refusal) => faultOf(refusal, row, act)));
  }
  return { faults: essential([...faults, ...refused]), warnings, events, overrides };
}

/** As often are rules set aside one behind the other. */
const ROUNDS = 4;

function isPolicy({ code, strength }: Rehearsed['refusals'][number], rule: string): boolean {
  return strength === 'POLICY' && code === rule;
}

/** The ways in which rules may have been set aside for one command, of which few need more than one. */
function waysAside(decided: readonly Override[]): readonly (readonly Override[])[] {
  return decided.length > 1 ? [...decided.map((one) => [one]), decided] : [decided];
}

function wasRecordedOtherwise({ code }: Pick<Refusal, 'code'>): boolean {
  return code === 'COMMAND_ID_REUSED';
}

/** The id of a file's source is made of its bytes: what was deposited by it before, perhaps under another name, is this file. */
export function isNotThere(refusal: Pick<Refusal, 'code'>): boolean {
  return !wasRecordedOtherwise(refusal);
}

function candidatesIn(
  { details }: Refusal,
  organizations: AskedFirst['organizations'],
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
export function unfitInput({ name, input }: Command): Refusal | null {
  // A correction sets members of another command: its deciders judge their form.
  if (name === CORRECTING) return null;
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

/** The appends that record the acts of a row: commands of one stream that follow each other are one. */
export function appendsOf(
  acts: readonly AskedAct[],
  overrides: OverridesOfRow | undefined,
): readonly (readonly Requested[])[] {
  const appends: { readonly stream: string | null; readonly asked: Requested[] }[] = [];
  for (const { act, asked } of acts) {
    const aside = overrides?.get(act.step) ?? [];
    const wanted = aside.length === 0 ? asked : overriding(asked, aside);
    const attempt = attemptAt(wanted);
    const stream = 'refused' in attempt ? null : attempt.stream;
    const last = appends.at(-1);
    if (last && last.stream === stream) last.asked.push(wanted);
    else appends.push({ stream, asked: [wanted] });
  }
  return appends.map((one) => one.asked);
}
