import type { Fault } from '../phrases.js';
import { columnsInText, type Profile } from '../profile/profile.js';
import type { TableRow } from '../table/rows.js';
import { DAY_ORDERS, readCell, type CellValue } from '../values/cell.js';
import { readingChoice } from './choices.js';
import type { FoundColumn } from './columns.js';
import { question, questionId, type Question } from './questions.js';

/** A cell of a row. */
export interface ImportCell {
  readonly header: string;
  /** As it stands in the file. */
  readonly written: string;
  readonly value: CellValue;
}

/** A row as its columns are read. */
export interface ImportRow {
  /** What it is known by from file to file. */
  readonly key: string;
  readonly line: number;
  readonly lastLine: number;
  /** By the names of the profile. */
  readonly cells: ReadonlyMap<string, ImportCell>;
  readonly faults: readonly Fault[];
}

/** A row of the file that may have no key. */
export interface ReadRow extends Omit<ImportRow, 'key'> {
  readonly key: string | null;
}

/** Reads every cell of a row that the profile has a column for. */
export function readRow(profile: Profile, read: TableRow, columns: readonly FoundColumn[]): ReadRow {
  const cells = cellsOf(read, columns, profile);
  return {
    key: keyOf(profile.key, cells),
    line: read.line,
    lastLine: read.lastLine,
    cells,
    faults: [...cells.values()].flatMap(({ value }) => (value.kind === 'FAULT' ? [value.fault] : [])),
  };
}

/** What somebody has to say before the dates of a row can be read. */
export function questionsOn({ cells, line }: ReadRow): readonly Question[] {
  return [...cells].flatMap(([name, { header: column, written: value, value: read }]) =>
    read.kind === 'EITHER_ORDER' ? [question('days', name, DAY_ORDERS, { column, value, line })] : [],
  );
}

function cellsOf(
  row: TableRow,
  columns: readonly FoundColumn[],
  { choices }: Profile,
): ReadonlyMap<string, ImportCell> {
  return new Map(
    columns
      .filter(({ spec }) => !spec.ignored)
      .map(({ name, spec, index, header }) => {
        const written = row.cells[index] ?? '';
        const place = { line: row.line, column: header, value: written };
        const answered = choices[questionId('days', name)];
        const order = DAY_ORDERS.find((one) => one === answered) ?? null;
        const read = choices[readingChoice(name, written)] ?? written;
        return [name, { header, written, value: readCell(read, spec, { place, order }) }] as const;
      }),
  );
}

/** A row with what stood in its cells at another time. */
export function readAgain(
  row: ImportRow,
  written: Readonly<Record<string, string>>,
  columns: readonly FoundColumn[],
  profile: Profile,
): ImportRow {
  const cells: string[] = [];
  for (const { name, index } of columns) cells[index] = written[name] ?? '';
  return { ...row, cells: cellsOf({ ...row, cells }, columns, profile) };
}

/** The key of a row; null where a cell of it is blank. */
function keyOf(template: string, cells: ReadonlyMap<string, ImportCell>): string | null {
  const parts = columnsInText(template).map((name) => [name, textOf(cells.get(name))] as const);
  if (parts.some(([, text]) => text === null)) return null;
  return parts.reduce((text, [name, part]) => text.replaceAll(`{${name}}`, part ?? ''), template);
}

/** The text of a cell that has one. */
export function textOf(cell: ImportCell | undefined): string | null {
  if (!cell || cell.value.kind === 'NOTHING') return null;
  return cell.value.kind === 'TEXT' ? cell.value.text : cell.written.replace(/\s+/gu, ' ').trim();
}
