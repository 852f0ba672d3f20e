import { BYTE_ORDER_MARK, csvLine, separatorOf } from '../out/csv.js';
import type { ImportRun } from './run.js';

const MORE = {
  fr: (count: number) => `… et ${count} autres, qui ne sont pas dans cette liste`,
  en: (count: number) => `… and ${count} more, which are not in this list`,
} as const;

const HEADS = {
  fr: ['ligne', 'colonne', 'valeur', 'code', 'raison'],
  en: ['line', 'column', 'value', 'code', 'reason'],
} as const;

/** Why rows of an import cannot be recorded, as a table for spreadsheets. */
export function refusedCsv({ report }: Pick<ImportRun, 'report'>, language: keyof typeof HEADS): string {
  const separator = separatorOf(language);
  const rows = (report?.faults ?? []).map(({ line, column, value, code, ledgerCode, message }) =>
    csvLine([line, column, value, ledgerCode ?? code, message[language]], separator),
  );
  const more = report?.unlisted.faults ?? 0;
  const last = more === 0 ? '' : csvLine([null, null, null, null, MORE[language](more)], separator);
  return `${BYTE_ORDER_MARK}${csvLine(HEADS[language], separator)}${rows.join('')}${last}`;
}
