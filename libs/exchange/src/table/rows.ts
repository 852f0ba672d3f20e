import type { Fault } from '../phrases.js';

/** A row of a file; `line` and `lastLine` count from 1, as an editor shows them. */
export interface TableRow {
  readonly line: number;
  readonly lastLine: number;
  /** One for each column. A date of a workbook is its day as YYYY-MM-DD. */
  readonly cells: readonly string[];
}

/** A row that has other cells than the header. */
export interface UnevenRow {
  readonly line: number;
  readonly uneven: Fault;
}

/** A file as rows of text. */
export interface Table {
  readonly format: 'CSV' | 'XLSX' | 'JSON_LINES';
  /** The sheet of a workbook that the rows are of. */
  readonly sheet?: string;
  readonly columns: readonly string[];
  /** Its rows, read from the file again each time: a large file is never held as rows. @throws {UnreadableFileError} */
  readonly rows: () => AsyncIterable<TableRow | UnevenRow>;
}
