import { BYTE_ORDER_MARK, csvLine, separatorOf } from '../out/csv.js';
import type { ImportRun } from './run.js';

const HEADS = {
  fr: ['ligne', 'colonne', 'valeur', 'code', 'raison'],
  en: ['line', 'column', 'value', 'code', 'reason'],
} as const;

/** What stands against the rows of an import, as a table for spreadsheets. */
export function refusedCsv({ report }: Pick<ImportRun, 'report'>, language: keyof typeof HEADS): string {
  const separator = separatorOf(language);
  const rows = (report?.faults ?? []).map(({ line, column, value, code, ledgerCode, message }) =>
    csvLine([line, column, value, ledgerCode ?? code, message[language]], separator),
  );
  return `${BYTE_ORDER_MARK}${csvLine(HEADS[language], separator)}${rows.join('')}`;
}
