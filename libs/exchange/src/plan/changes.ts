import { streamOf, type Command } from '@entente/domain';
import { isDeepStrictEqual } from 'node:util';
import { fault, type Fault } from '../phrases.js';
import { columnsIn, type ActSpec, type Profile } from '../profile/profile.js';
import { buildRow, type BuildContext, type BuiltAct } from './build.js';
import type { FoundColumn } from './columns.js';
import { question, questionId, type Question } from './questions.js';
import { readAgain } from './rows.js';
import { changedColumns, type SeenRow } from './seen.js';

/** What a change of a cell is: something that happened, or what should have been recorded before. */
const CHANGES = ['fact', 'correction'] as const;

/** The command that corrects what was recorded of a row. */
export const CORRECTING = 'rectifyRecord';

/** How the changed cells of a row are recorded. */
export interface ChangedRow {
  readonly acts: readonly BuiltAct[];
  readonly faults: readonly Fault[];
  readonly questions: readonly Question[];
  /** The acts that this file records anew, by their steps. */
  readonly recorded: readonly string[];
}

/** What a change is judged by. */
interface ChangeContext {
  readonly profile: Profile;
  readonly columns: readonly FoundColumn[];
  readonly build: BuildContext;
  readonly eventOf: (key: string, step: string, from: string) => string;
}

/** A record to correct, and the columns of each of its members. */
interface Patch {
  readonly act: BuiltAct;
  readonly eventId: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

/** The commands that record the cells of a row that have changed since it was recorded. */
export function changesOf(before: SeenRow, context: ChangeContext): ChangedRow {
  const { profile, build } = context;
  const { row } = build;
  const changed = changedColumns(row, before);
  const now = buildRow(profile.acts, build);
  const then = buildRow(profile.acts, {
    ...build,
    row: readAgain(row, before.cells, context.columns, profile),
  });
  const questions = questionsOf(changed, before, context);
  const faults: Fault[] = [...now.faults];
  const acts: BuiltAct[] = [];
  const recorded: string[] = [];
  const patches: Patch[] = [];
  for (const old of then.acts)
    if (!now.acts.some(({ step }) => step === old.step)) {
      const column = changed.find((name) => isIn(name, specOf(old, profile)));
      const cell = column === undefined ? undefined : row.cells.get(column);
      faults.push(
        fault('CHANGE_BY_HAND', {
          line: row.line,
          column: cell?.header ?? null,
          value: cell?.written ?? null,
        }),
      );
    }
  for (const act of now.acts) {
    const old = then.acts.find(({ step }) => step === act.step);
    const patch = old && differenceOf(old.input, act.input);
    if (!old) {
      acts.push(act);
      recorded.push(act.step);
    } else if (patch) {
      const spec = specOf(act, profile);
      const isFact = changed.some(
        (name) => isIn(name, spec) && profile.choices[questionId('changed', name)] === 'fact',
      );
      const anew = isFact && spec?.changed ? newFact(act, spec.changed, build) : null;
      if (anew) {
        acts.push(anew);
        recorded.push(act.step);
      } else
        patches.push({
          act,
          ...patch,
          eventId: context.eventOf(row.key, act.step, before.steps[act.step] ?? ''),
        });
    }
  }
  if (patches.length > 0) acts.push(rectification(patches));
  return { acts: questions.length > 0 ? [] : acts, faults, questions, recorded };
}

/** One question for each column that has changed, and that an act is made of. */
function questionsOf(
  changed: readonly string[],
  before: SeenRow,
  { profile, build }: ChangeContext,
): readonly Question[] {
  return changed.flatMap((name) => {
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

/** The members that differ; null where none does. */
function differenceOf(
  before: BuiltAct['input'],
  now: BuiltAct['input'],
): { readonly set: BuiltAct['input']; readonly remove: readonly string[] } | null {
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
      stream: streamOf({ name: act.command, input: act.input } as unknown as Command, () => ''),
      authority: 'BETTER_SOURCE',
      reason:
        'Une édition plus récente du fichier dit autre chose. / A newer edition of the file says otherwise.',
      records: patches.map(({ eventId, set, remove }) => ({
        eventId,
        ...(Object.keys(set).length > 0 && { set }),
        ...(remove.length > 0 && { remove }),
      })),
    },
    sources,
  };
}
