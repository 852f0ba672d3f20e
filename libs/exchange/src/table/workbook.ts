import readWorkbookFile from 'read-excel-file/node';
import { unpackedBytes } from './archive.js';
import type { Table, TableRow } from './rows.js';

/** A workbook is an archive: what it unpacks to is held in memory. */
const MOST_UNPACKED = 400 * 1_048_576;

/** Opens the first sheet of a workbook: of a formula its value, of a date its day, from the number that stands for it. */
export async function openWorkbook(bytes: Buffer): Promise<Table> {
  if (unpackedBytes(bytes) > MOST_UNPACKED) throw new Error('the workbook unpacks to too much');
  const [first] = await readWorkbookFile(bytes);
  if (!first) throw new Error('the workbook has no sheet');
  const { sheet: name, data } = first;
  const [header = [], ...body] = data;
  const columns = header.map((cell) => textOf(cell).trim());
  return { format: 'XLSX', sheet: name, columns, rows: () => rowsOf(body, columns) };
}

async function* rowsOf(
  body: readonly (readonly unknown[])[],
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  for (const [index, row] of body.entries()) {
    const cells = columns.map((_name, place) => textOf(row[place]));
    // The row of a sheet is the line that people cite; the header is the first.
    if (cells.some((cell) => cell.trim() !== '')) yield { line: index + 2, lastLine: index + 2, cells };
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  // A day is midnight there, as UTC; a time of that day does not matter to the ledger.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell as string | number | boolean);
}
