import { deciderOf, streamOf, type Command } from '@entente/domain';
import { isDeepStrictEqual } from 'node:util';
import { fault, type Fault } from '../phrases.js';
import { columnsIn, type ActSpec, type Profile } from '../profile/profile.js';
import { buildRow, type BuildContext, type BuiltAct } from './build.js';
import type { FoundColumn } from './columns.js';
import { question, questionId, type Question } from './questions.js';
import {
  betweenFiles,
  compareParties,
  type DecidedParty,
  type PartiesCompared,
  type PartyChange,
} from './party-changes.js';
import { readAgain, type ImportRow } from './rows.js';
import { changedColumns, writtenIn, type SeenRow } from './seen.js';

/** What a change of a cell is: something that happened, or what should have been recorded before. */
const CHANGES = ['fact', 'correction'] as const;

const CORRECTION_ALONE = {
  fr: 'bien une correction de ce qui était consigné (correction)',
  en: 'a correction of what was recorded (correction)',
};
const FACT_OR_CORRECTION = {
  fr: 'un fait nouveau (fact), ou une correction de ce qui était consigné (correction)',
  en: 'a new fact (fact), or a correction of what was recorded (correction)',
};

/** The command that corrects what was recorded of a row. */
export const CORRECTING = 'rectifyRecord';

/** How the changed cells of a row are recorded. */
export interface ChangedRow {
  readonly acts: readonly BuiltAct[];
  readonly faults: readonly Fault[];
  readonly questions: readonly Question[];
  /** The acts that this file records anew, by their steps. */
  readonly recorded: readonly string[];
  /** Lists as they are remembered, in the order in which they are recorded. */
  readonly cells: SeenRow['cells'];
}

/** What a change is judged by. */
interface ChangeContext {
  readonly profile: Profile;
  readonly columns: readonly FoundColumn[];
  readonly build: BuildContext;
  readonly eventOf: (key: string, step: string, from: string) => string;
  /** What a changed name of a party is. */
  readonly partyOf: (change: PartyChange) => DecidedParty;
}

/** A record to correct, and the columns of each of its members. */
interface Patch extends Difference {
  readonly act: BuiltAct;
  readonly eventId: string;
}

/** The commands that record the cells of a row that have changed since it was recorded. */
export function changesOf(before: SeenRow, context: ChangeContext): ChangedRow {
  const { profile, columns, build, partyOf } = context;
  const { row } = build;
  const parties = compareParties(row, before, columns, profile);
  const changed = changedColumns(row, before, columns);
  const then = buildRow(profile.acts, { ...build, row: withNames(before.cells, 'was', parties, context) });
  const now = buildRow(profile.acts, {
    ...build,
    row: withNames(writtenIn(row), 'recorded', parties, context),
  });
  const questions = questionsOn(changed, before, context);
  const faults: Fault[] = [...now.faults];
  const acts: BuiltAct[] = [];
  const recorded: string[] = [];
  const patches: Patch[] = [];
  const byHand = (column: string | undefined): void => {
    const cell = column === undefined ? undefined : row.cells.get(column);
    const place = { line: row.line, column: cell?.header ?? null, value: cell?.written ?? null };
    faults.push(fault('CHANGE_BY_HAND', place));
  };
  for (const old of then.acts)
    if (!now.acts.some(({ step }) => step === old.step))
      byHand(changed.find((name) => isIn(name, specOf(old, profile))));
  for (const change of parties.changes) {
    if (partyOf(change) !== 'successor') continue;
    const succession = successionOf(change, now.acts, context);
    if (succession) acts.push(succession);
    else byHand(change.column.name);
  }
  for (const act of now.acts) {
    const old = then.acts.find(({ step }) => step === act.step);
    const difference = old && differenceOf(old.input, act.input);
    const eventId = context.eventOf(row.key, act.step, before.steps[act.step] ?? '');
    if (!old) {
      acts.push(act);
      recorded.push(act.step);
    } else if (difference && isOfAnother(act, difference)) {
      // A succession that was recorded of it names the former party too: which of them is wrong cannot be said.
      if (before.steps[successionStep(act)] !== undefined) byHand(act.sources.get('organizationId')?.[0]);
      acts.push({ ...act, setAside: IN_PLACE }, annulment(act, eventId));
      recorded.push(act.step);
    } else if (difference) {
      const spec = specOf(act, profile);
      const isFact = changed.some(
        (name) => isIn(name, spec) && profile.choices[questionId('changed', name)] === 'fact',
      );
      const anew = isFact && spec?.changed ? newFact(act, spec.changed, build) : null;
      if (anew) {
        acts.push(anew);
        recorded.push(act.step);
      } else patches.push({ act, ...difference, eventId });
    }
  }
  if (patches.length > 0) acts.push(rectification(patches));
  return {
    acts: questions.length > 0 ? [] : acts,
    faults,
    questions,
    recorded: [...recorded, ...acts.map(({ step }) => step).filter((step) => step.endsWith(SUCCESSION))],
    cells: listsAsRecorded(parties, columns),
  };
}

/**
 * A row with its organisations in the order in which they are recorded: as they were, or as they are recorded now. Under another
 * name, and where another one took its place, an organisation stays in the acts that named it before.
 */
function withNames(
  cells: SeenRow['cells'],
  as: 'was' | 'recorded',
  { names, changes }: PartiesCompared,
  { build, columns, profile, partyOf }: ChangeContext,
): ImportRow {
  const corrected = changes.filter((change) => partyOf(change) === 'correction');
  const written = [...names].map(([column, all]) => {
    const shown = all.flatMap(({ was, now }) => {
      if (as === 'was') return was ?? [];
      const isCorrected = corrected.some((one) => one.column.name === column && one.was === was);
      return (isCorrected ? now : (was ?? now)) ?? [];
    });
    return [column, listOf(shown, column, columns)] as const;
  });
  return readAgain(build.row, { ...cells, ...Object.fromEntries(written) }, columns, profile);
}

function listOf(names: readonly string[], column: string, columns: readonly FoundColumn[]): string {
  return names.join(columns.find(({ name }) => name === column)?.spec.separator ?? ' ');
}

function listsAsRecorded({ names }: PartiesCompared, columns: readonly FoundColumn[]): SeenRow['cells'] {
  const lists = [...names].filter(([column]) =>
    columns.some(({ name, spec }) => name === column && spec.separator !== undefined),
  );
  return Object.fromEntries(
    lists.map(([column, all]) => [
      column,
      listOf(
        all.flatMap(({ now }) => now ?? []),
        column,
        columns,
      ),
    ]),
  );
}

/** The commands by which an organisation becomes a party. */
const JOINING: ReadonlySet<string> = new Set(['recordSignature', 'recordAccession', 'recordRatification']);
const SUCCESSION = '.successor';

function successionStep({ step }: BuiltAct): string {
  return `${step}${SUCCESSION}`;
}

/** That an organisation took the place of a party between the two files; null where the row made it none. */
function successionOf(
  change: PartyChange,
  acts: readonly BuiltAct[],
  { build }: ChangeContext,
): BuiltAct | null {
  const { name } = change.column;
  const predecessorId = build.organizationId(name, change.was);
  const joined = acts.find(
    ({ command, input }) => JOINING.has(command) && input['organizationId'] === predecessorId,
  );
  if (!joined) return null;
  return {
    step: successionStep(joined),
    command: 'recordSuccession',
    input: {
      agreementId: joined.input['agreementId'],
      predecessorId,
      successorId: build.organizationId(name, change.now),
      occurredOn: betweenFiles(change.since, build.publishedOn),
    },
    sources: new Map(['predecessorId', 'successorId', 'occurredOn'].map((member) => [member, [name]])),
  };
}

/** Whether the act would be of another organisation, which no correction of its record can say. */
function isOfAnother({ command }: BuiltAct, { set, remove }: Difference): boolean {
  const { fixed = [] } = deciderOf(command).fact;
  return [...Object.keys(set), ...remove].some((member) => fixed === 'ALL' || fixed.includes(member));
}

/** Whose act it was is put right, however far the agreement has come since. */
const IN_PLACE = [
  {
    rule: 'AGREEMENT_NOT_OPEN',
    reason:
      'Tient lieu d’un enregistrement qui nommait une autre organisation, annulé avec celui-ci. / Stands for a record that named another organisation and is annulled with this one.',
  },
];

/** The record of an act that was of another organisation is annulled; the act is recorded anew before. */
function annulment(act: BuiltAct, eventId: string): BuiltAct {
  return {
    step: `annul-${act.step}`,
    command: 'annulRecord',
    input: { ...correcting(act), eventId },
    sources: new Map([['eventId', act.sources.get('organizationId') ?? []]]),
  };
}

/** The members of every correction of a row. */
function correcting({ command, input }: BuiltAct) {
  return {
    stream: streamOf({ name: command, input } as unknown as Command, () => ''),
    authority: 'BETTER_SOURCE',
    reason:
      'Une édition plus récente du fichier dit autre chose. / A newer edition of the file says otherwise.',
  };
}

/** One question for each column that has changed, and that an act is made of. */
function questionsOn(
  changed: readonly string[],
  before: SeenRow,
  { profile, build, columns }: ChangeContext,
): readonly Question[] {
  // What another organisation is, is asked by its name.
  const asked = changed.filter((name) => !columns.some((one) => one.name === name && one.spec.organization));
  return asked.flatMap((name) => {
    const acts = profile.acts.filter((act) => isIn(name, act));
    const answer = profile.choices[questionId('changed', name)];
    if (acts.length === 0 || CHANGES.some((one) => one === answer)) return [];
    const cell = build.row.cells.get(name);
    const answers = acts.some((act) => act.changed) ? CHANGES : CHANGES.filter((one) => one !== 'fact');
    return [
      question('changed', name, answers, {
        column: cell?.header ?? name,
        value: `${before.cells[name] ?? ''} → ${cell?.written ?? ''}`,
        line: build.row.line,
        ways: answers.length > 1 ? FACT_OR_CORRECTION : CORRECTION_ALONE,
      }),
    ];
  });
}

function specOf({ step }: BuiltAct, { acts }: Profile): ActSpec | undefined {
  return acts.find((act) => act.step === step || step.startsWith(`${act.step}.`));
}

function isIn(column: string, act: ActSpec | undefined): boolean {
  if (!act) return false;
  return act.each === column || act.given.includes(column) || columnsIn(act.input).includes(column);
}

/** The members in which an act differs from what was recorded. */
interface Difference {
  readonly set: BuiltAct['input'];
  readonly remove: readonly string[];
}

/** The members that differ; null where none does. */
function differenceOf(before: BuiltAct['input'], now: BuiltAct['input']): Difference | null {
  const set = Object.entries(now).filter(([name, value]) => !isDeepStrictEqual(before[name], value));
  const remove = Object.keys(before).filter((name) => !(name in now));
  return set.length + remove.length === 0 ? null : { set: Object.fromEntries(set), remove };
}

function newFact(
  { step }: BuiltAct,
  { command, input }: NonNullable<ActSpec['changed']>,
  build: BuildContext,
): BuiltAct | null {
  const [made] = buildRow([{ step, command, input, given: [], absent: [] }], build).acts;
  return made ?? null;
}

/** One correction of all records of a row that were wrong. */
function rectification(patches: readonly Patch[]): BuiltAct {
  const [{ act }] = patches as readonly [Patch, ...Patch[]];
  const sources = new Map(
    patches.flatMap(({ act: { sources: of } }, index) =>
      [...of].map(([path, columns]) => [`records.${index}.set.${path}`, columns] as const),
    ),
  );
  return {
    step: 'correct',
    command: CORRECTING,
    input: {
      ...correcting(act),
      records: patches.map(({ eventId, set, remove }) => ({
        eventId,
        ...(Object.keys(set).length > 0 && { set }),
        ...(remove.length > 0 && { remove }),
      })),
    },
    sources,
  };
}
