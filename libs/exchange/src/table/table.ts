import { SOURCE_FILES } from '@entente/domain';
import { fault, UnreadableFileError, WHOLE_FILE } from '../phrases.js';
import { decodeText, isWorkbook } from './encoding.js';
import { readJsonLines } from './json-lines.js';
import type { Table } from './rows.js';
import { readSeparated } from './separated.js';
import { readWorkbook } from './workbook.js';

const MOST_ROWS = 50_000;

/**
 * Reads a file by its content: a workbook, JSON lines, or text parted by the separator that its header shows.
 * @throws {UnreadableFileError}
 */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.byteLength > SOURCE_FILES.bytes) throw tooLarge();
  const table = await readByContent(bytes).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (table.rows.length > MOST_ROWS) throw tooLarge();
  if (table.columns.length === 0) throw unreadable(new Error('no header'));
  return table;
}

async function readByContent(bytes: Buffer): Promise<Table> {
  if (isWorkbook(bytes)) return readWorkbook(bytes);
  const text = decodeText(bytes);
  return /^\s*[[{]/.test(text) ? readJsonLines(text) : readSeparated(text);
}

function tooLarge(): UnreadableFileError {
  const details = { bytes: SOURCE_FILES.bytes, rows: MOST_ROWS };
  return new UnreadableFileError(fault('FILE_TOO_LARGE', WHOLE_FILE, details), details);
}

function unreadable(error: unknown): UnreadableFileError {
  const said = error instanceof Error ? error.message : String(error);
  return new UnreadableFileError(fault('FILE_UNREADABLE', WHOLE_FILE, { said }), { said });
}
