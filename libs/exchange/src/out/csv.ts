import { plain, type Cell } from './cell.js';

/** What tells UTF-8 from other encodings where a spreadsheet opens a file. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What stands between cells: a semicolon where the comma stands in numbers. */
export function separatorOf(language: string): ',' | ';' {
  return language === 'fr' ? ';' : ',';
}

/**
 * A line of a table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe, so that it
 * is shown and not computed.
 */
export function csvLine(cells: readonly Cell[], separator: ',' | ';'): string {
  return `${cells.map((cell) => csvCell(plain(cell), separator)).join(separator)}\r\n`;
}

function csvCell(cell: ReturnType<typeof plain>, separator: string): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
