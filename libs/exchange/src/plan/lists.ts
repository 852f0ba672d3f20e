import { deciderOf, foldName, type Bilingual } from '@entente/domain';
import type { ColumnSpec, Profile } from '../profile/profile.js';
import { partsOf, readCell } from '../values/cell.js';
import type { FoundColumn } from './columns.js';
import { question, questionId, type Question } from './questions.js';
import type { ReadRow } from './rows.js';
import { ONE, SEPARATORS } from './separators.js';

/** A separator that is in this many cells of a column may separate what they list. */
const MANY = { cells: 2, share: 0.1 };
const EXAMPLES = 3;

/** Gathers the cells that seem to be lists, of columns whose names or words can be several. */
export interface ListsGathered {
  add(row: ReadRow): void;
  /** One question for each column, once all rows were added. */
  questions(): readonly Question[];
}

/** Gathers nothing yet. */
export function gatherLists(profile: Profile, columns: readonly FoundColumn[]): ListsGathered {
  const watched = columns
    .filter(({ name, spec }) => isAskable(name, spec, profile))
    .map((column) => ({ column, seen: lookAt(column) }));
  return {
    add(row) {
      for (const { column, seen } of watched) seen.add(row, column.name);
    },
    questions: () => watched.flatMap(({ column, seen }) => asked(column, seen)),
  };
}

/** Whether several in a cell could be recorded, and nobody has said yet whether they are. */
function isAskable(name: string, spec: ColumnSpec, { acts, choices, key }: Profile): boolean {
  const isSaid = spec.separator !== undefined || choices[questionId('list', name)] !== undefined;
  if (isSaid || spec.dates || spec.ignored || key.includes(`{${name}}`)) return false;
  if (spec.organization) return true;
  return acts.some(({ command, input }) =>
    Object.entries(input).some(
      ([member, value]) => isCell(value, name) && deciderOf(command).fact.members[member]?.kind === 'list',
    ),
  );
}

function isCell(value: unknown, column: string): boolean {
  return typeof value === 'object' && value !== null && '$column' in value && value.$column === column;
}

/** What was seen of a separator in a column. */
interface Parted {
  count: number;
  readonly line: number;
  readonly examples: string[];
  readonly parts: Set<string>;
}

type Seen = ReturnType<typeof lookAt>;

function lookAt({ spec }: FoundColumn) {
  const parted = new Map<string, Parted>();
  const whole = new Set<string>();
  let filled = 0;
  const isWord = (text: string): boolean =>
    readCell(text, spec, { place: { line: null, column: null, value: null }, order: null }).kind === 'WORD';

  return {
    parted,
    /** Names of the column that stand alone. */
    whole,
    get filled() {
      return filled;
    },
    add({ cells, line }: ReadRow, name: string): void {
      const cell = cells.get(name);
      if (cell?.value.kind !== 'TEXT' && cell?.value.kind !== 'FAULT') return;
      filled += 1;
      const found = Object.entries(SEPARATORS).flatMap(([answer, separator]) => {
        const parts = partsOf(cell.written, separator);
        const areNames = parts.length > 1 && parts.every((part) => /\p{L}.*\p{L}/u.test(part));
        const areParts = spec.words || spec.patterns ? parts.length > 1 && parts.every(isWord) : areNames;
        return areParts ? [{ answer, parts }] : [];
      });
      if (found.length === 0) whole.add(foldName(cell.written));
      for (const { answer, parts } of found) {
        const before = parted.get(answer) ?? { count: 0, line, examples: [], parts: new Set<string>() };
        before.count += 1;
        if (before.examples.length < EXAMPLES && !before.examples.includes(cell.written))
          before.examples.push(cell.written);
        for (const part of parts) before.parts.add(foldName(part));
        parted.set(answer, before);
      }
    },
  };
}

/** Words are a list where every part is a word; names, where many cells have the separator or a part stands alone elsewhere. */
function asked({ name, header: column, spec }: FoundColumn, seen: Seen): readonly Question[] {
  const areWords = spec.words !== undefined || spec.patterns !== undefined;
  const found = [...seen.parted].filter(
    ([, { count, parts }]) =>
      areWords ||
      (count >= MANY.cells && count >= seen.filled * MANY.share) ||
      [...parts].some((part) => seen.whole.has(part)),
  );
  const [first] = found.toSorted(([, a], [, b]) => b.count - a.count);
  if (!first) return [];
  const [, { count, line, examples }] = first;
  const answers = found.map(([answer]) => answer);
  return [
    question('list', name, [...answers, ONE], {
      column,
      count,
      line,
      value: examples[0] ?? '',
      examples: quoted(examples),
      ways: waysOf(answers),
    }),
  ];
}

function quoted(examples: readonly string[]): Bilingual {
  const texts = examples.map((one) => one.replace(/\s*\n\s*/g, ' ⏎ '));
  return {
    fr: texts.map((one) => `« ${one} »`).join(', '),
    en: texts.map((one) => `“${one}”`).join(', '),
  };
}

function waysOf(answers: readonly string[]): Bilingual {
  const fr = answers.map((one) => (one === 'lines' ? 'à chaque ligne (lines)' : `à « ${one} » (${one})`));
  const en = answers.map((one) => (one === 'lines' ? 'at each line (lines)' : `at “${one}” (${one})`));
  return { fr: fr.join(' ou '), en: en.join(' or ') };
}

/** Whether a name may be a list that somebody is being asked about: nothing else is asked about it before. */
export function awaitsParting(name: string | null, questions: readonly Question[]): boolean {
  const separators = questions.flatMap(({ kind, answers }) =>
    kind === 'list' ? (answers ?? []).flatMap((one) => SEPARATORS[one] ?? []) : [],
  );
  return name !== null && separators.some((one) => partsOf(name, one).length > 1);
}
