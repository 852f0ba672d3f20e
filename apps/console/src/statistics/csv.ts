import type { Language } from '../words/language.js';

/** What a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

/**
 * Rows as a CSV that a spreadsheet opens as it is: UTF-8 with its mark, semicolons where French is read, and no text that it
 * would take for a formula.
 */
export function csvOf(rows: readonly (readonly (string | number)[])[], language: Language): string {
  const separator = language === 'fr' ? ';' : ',';
  const line = (cells: readonly (string | number)[]) => cells.map(cellOf).join(separator);
  return `\ufeff${rows.map(line).join('\r\n')}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";,\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
