/** What tells UTF-8 from other encodings where a spreadsheet opens a file. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A cell of a table: a text, a number, or nothing. */
export type Cell = string | number | boolean | null;

/**
 * A line of a table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe, so that it
 * is shown and not reckoned.
 */
export function csvLine(cells: readonly Cell[], separator: ',' | ';'): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

function csvCell(cell: Cell, separator: string): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
