import { parse, type InfoRecord } from 'csv-parse/sync';
import { fault, type Fault } from '../phrases.js';
import type { Table, TableRow } from './rows.js';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** As many rows show which separator a file has. */
const SAMPLE_ROWS = 50;

interface Parsed {
  readonly record: readonly string[];
  readonly info: Pick<InfoRecord, 'lines'>;
}

/** Reads text parted by a separator (RFC 4180). @throws for a quote that does not close */
export function readSeparated(text: string): Table {
  const parsed = parseBy(separatorOf(text), text);
  const [header, ...body] = parsed;
  const columns = (header?.record ?? []).map((name) => name.trim());
  const faults: Fault[] = [];
  const rows: TableRow[] = [];
  let before = header?.info.lines ?? 0;
  for (const { record, info } of body) {
    const line = before + 1;
    before = info.lines;
    if (record.every((cell) => cell.trim() === '')) continue;
    const extra = record.slice(columns.length).some((cell) => cell.trim() !== '');
    if (extra || record.length < columns.length)
      faults.push(
        fault(
          'ROW_UNEVEN',
          { line, column: null, value: record.join(' | ') },
          { found: record.length, wanted: columns.length },
        ),
      );
    else rows.push({ line, lastLine: info.lines, cells: record.slice(0, columns.length) });
  }
  return { format: 'CSV', columns, rows, faults };
}

/** The separator by which the first rows have the same number of cells, as many as can be. */
function separatorOf(text: string): string {
  let best: { readonly separator: string; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const score = scoreOf(separator, text);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function scoreOf(separator: string, text: string): number {
  try {
    const [header, ...rest] = parseBy(separator, text, SAMPLE_ROWS);
    const width = header?.record.length ?? 0;
    if (width < 2) return 0;
    const even = rest.filter(({ record }) => record.length === width).length;
    return width * ((even + 1) / (rest.length + 1));
  } catch {
    return 0;
  }
}

function parseBy(separator: string, text: string, most?: number): readonly Parsed[] {
  return parse(text, {
    delimiter: separator,
    info: true,
    relax_column_count: true,
    ...(most !== undefined && { to: most }),
  }) as unknown as readonly Parsed[];
}
