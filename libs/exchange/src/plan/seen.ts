import { partsOf } from '../values/cell.js';
import type { FoundColumn } from './columns.js';
import type { ImportRow } from './rows.js';

/** A row as it was recorded last. */
export interface SeenRow {
  readonly key: string;
  /** The SHA-256 of the file that recorded each act of it. */
  readonly steps: Readonly<Record<string, string>>;
  /** What stood in the columns of the profile. */
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows that a profile recorded before. Each is read where it is kept when it is asked for: there may be as many as in a large file. */
export interface SeenRows {
  has(key: string): boolean;
  keys(): Iterable<string>;
  row(key: string): Promise<SeenRow | undefined>;
}

/** What stands in the cells of a row, as it is compared. */
export function writtenIn({ cells }: ImportRow): SeenRow['cells'] {
  return Object.fromEntries([...cells].map(([name, { written }]) => [name, written.trim()]));
}

/** The columns of a row that say something else than before; a list in another order says the same. */
export function changedColumns(
  row: ImportRow,
  before: SeenRow,
  columns: readonly FoundColumn[],
): readonly string[] {
  return Object.entries(writtenIn(row)).flatMap(([name, written]) => {
    const was = before.cells[name] ?? '';
    if (was === written) return [];
    const separator = columns.find((one) => one.name === name)?.spec.separator;
    return separator !== undefined && inOrder(was, separator) === inOrder(written, separator) ? [] : [name];
  });
}

/** A cell that says something else than when its row was recorded. */
export interface ChangedCell {
  readonly line: number;
  /** The heading of its column. */
  readonly column: string;
  readonly before: string;
  readonly now: string;
}

/** The cells of a row that have changed, in the order of the columns. */
export function changedCells(
  row: ImportRow,
  before: SeenRow,
  columns: readonly FoundColumn[],
): readonly ChangedCell[] {
  return changedColumns(row, before, columns).map((name) => {
    const { header, written } = row.cells.get(name) ?? { header: name, written: '' };
    return { line: row.line, column: header, before: before.cells[name] ?? '', now: written.trim() };
  });
}

function inOrder(written: string, separator: string): string {
  return JSON.stringify(partsOf(written, separator).toSorted());
}
