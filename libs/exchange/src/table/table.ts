import { IMPORT_FILES } from '@entente/domain';
import { fault, UnreadableFileError, WHOLE_FILE } from '../phrases.js';
import { isWorkbook, openText } from './encoding.js';
import { openJsonLines, openJsonList } from './json-lines.js';
import type { Table, TableRow, UnevenRow } from './rows.js';
import { openSeparated } from './separated.js';
import { openWorkbook } from './workbook.js';

/**
 * Opens a file by its content: a workbook, JSON lines, or text parted by the separator that its header shows.
 * @throws {UnreadableFileError}
 */
export async function openTable(bytes: Buffer): Promise<Table> {
  if (bytes.byteLength > IMPORT_FILES.bytes) throw tooLarge(IMPORT_FILES.rows);
  try {
    const { most, table } = await openByContent(bytes);
    if (table.columns.length === 0) throw new Error('no header');
    return { ...table, rows: () => readable(table.rows(), most) };
  } catch (error) {
    throw unreadable(error);
  }
}

/** As many rows has a file, those with other cells than the header among them. @throws {UnreadableFileError} */
export async function countRows({ rows }: Table): Promise<number> {
  let count = 0;
  for await (const _row of rows()) count += 1;
  return count;
}

async function openByContent(bytes: Buffer): Promise<{ readonly most: number; readonly table: Table }> {
  const { rows, rowsReadWhole } = IMPORT_FILES;
  if (isWorkbook(bytes)) return { most: rowsReadWhole, table: await openWorkbook(bytes) };
  const text = openText(bytes);
  const [first = ''] = text();
  if (/^\s*\[/.test(first)) return { most: rowsReadWhole, table: openJsonList(text) };
  return { most: rows, table: /^\s*\{/.test(first) ? openJsonLines(text) : await openSeparated(text) };
}

async function* readable(
  rows: AsyncIterable<TableRow | UnevenRow>,
  most: number,
): AsyncGenerator<TableRow | UnevenRow> {
  let count = 0;
  try {
    for await (const row of rows) {
      count += 1;
      if (count > most) throw tooLarge(most);
      yield row;
    }
  } catch (error) {
    throw unreadable(error);
  }
}

function tooLarge(rows: number): UnreadableFileError {
  const details = { megabytes: IMPORT_FILES.bytes / 1_048_576, rows };
  return new UnreadableFileError(fault('FILE_TOO_LARGE', WHOLE_FILE, details), details);
}

function unreadable(error: unknown): UnreadableFileError {
  if (error instanceof UnreadableFileError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new UnreadableFileError(fault('FILE_UNREADABLE', WHOLE_FILE, { said }), { said });
}
