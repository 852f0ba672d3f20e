import { Readable } from 'node:stream';
import { parse as readStream } from 'csv-parse';
import { parse, type InfoRecord, type Options } from 'csv-parse/sync';
import { fault } from '../phrases.js';
import type { Text } from './encoding.js';
import type { Table, TableRow, UnevenRow } from './rows.js';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** As many rows show which separator a file has, as far as they stand in as many characters. */
const SAMPLE_ROWS = 50;
const SAMPLE_CHARACTERS = 2_000_000;

interface Parsed {
  readonly record: readonly string[];
  readonly info: Pick<InfoRecord, 'lines'>;
}

/** Opens text parted by a separator (RFC 4180). Its rows throw for a quote that does not close. */
export async function openSeparated(text: Text): Promise<Table> {
  const separator = separatorOf(sampleOf(text));
  let columns: readonly string[] = [];
  for await (const { record } of parsed(separator, text)) {
    columns = record.map((name) => name.trim());
    break;
  }
  return { format: 'CSV', columns, rows: () => rowsIn(parsed(separator, text), columns.length) };
}

async function* rowsIn(read: AsyncIterable<Parsed>, width: number): AsyncGenerator<TableRow | UnevenRow> {
  let before: number | null = null;
  for await (const { record, info } of read) {
    const line = before === null ? null : before + 1;
    before = info.lines;
    // The first is the header.
    if (line === null || record.every((cell) => cell.trim() === '')) continue;
    const isLonger = record.slice(width).some((cell) => cell.trim() !== '');
    yield isLonger || record.length < width
      ? { line, uneven: uneven(line, record, width) }
      : { line, lastLine: info.lines, cells: record.slice(0, width) };
  }
}

function uneven(line: number, record: readonly string[], wanted: number) {
  const place = { line, column: null, value: record.join(' | ') };
  return fault('ROW_UNEVEN', place, { found: record.length, wanted });
}

/** The separator by which the first rows have the same number of cells, as many as can be. */
function separatorOf(sample: string): string {
  let best: { readonly separator: string; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const score = scoreOf(separator, sample);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function sampleOf(text: Text): string {
  let sample = '';
  for (const piece of text()) {
    sample += piece;
    if (sample.length >= SAMPLE_CHARACTERS) break;
  }
  return sample;
}

function scoreOf(separator: string, sample: string): number {
  try {
    const read: unknown = parse(sample, { ...optionsFor(separator), to: SAMPLE_ROWS });
    const [header, ...rest] = read as readonly Parsed[];
    const width = header?.record.length ?? 0;
    if (width < 2) return 0;
    const even = rest.filter(({ record }) => record.length === width).length;
    return width * ((even + 1) / (rest.length + 1));
  } catch {
    return 0;
  }
}

function parsed(separator: string, text: Text): AsyncIterable<Parsed> {
  return Readable.from(text()).pipe(readStream(optionsFor(separator)));
}

function optionsFor(delimiter: string): Pick<Options, 'delimiter' | 'info' | 'relax_column_count'> {
  return { delimiter, info: true, relax_column_count: true };
}
