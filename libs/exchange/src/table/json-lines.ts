import type { Text } from './encoding.js';
import type { Table, TableRow } from './rows.js';

/** Opens JSON lines: a column for each member that any row has. @throws for a line that is not a JSON object */
export function openJsonLines(text: Text): Table {
  return tableOf(() => linesOf(text));
}

/** Opens one list of objects, which is read whole. @throws for what is not a JSON object */
export function openJsonList(text: Text): Table {
  // A list has no lines of its own: its rows are counted.
  const list = JSON.parse([...text()].join('')) as readonly unknown[];
  const objects = list.map((value, index) => ({ line: index + 1, value: objectOf(value, index + 1) }));
  return tableOf(() => objects);
}

interface JsonRow {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

function tableOf(objects: () => Iterable<JsonRow>): Table {
  const names = new Set<string>();
  for (const { value } of objects()) for (const name of Object.keys(value)) names.add(name);
  const columns = [...names];
  return { format: 'JSON_LINES', columns, rows: () => rowsOf(objects(), columns) };
}

async function* rowsOf(objects: Iterable<JsonRow>, columns: readonly string[]): AsyncGenerator<TableRow> {
  for (const { line, value } of objects)
    yield { line, lastLine: line, cells: columns.map((column) => textOf(value[column])) };
}

function* linesOf(text: Text): Generator<JsonRow> {
  let line = 0;
  for (const written of splitLines(text())) {
    line += 1;
    if (written.trim() !== '') yield { line, value: objectOf(parsed(written, line), line) };
  }
}

function* splitLines(pieces: Iterable<string>): Generator<string> {
  let begun = '';
  for (const piece of pieces) {
    const [first = '', ...others] = piece.split('\n');
    begun += first;
    for (const next of others) {
      yield begun;
      begun = next;
    }
  }
  yield begun;
}

function parsed(written: string, line: number): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw new Error(`line ${line} is not JSON`);
  }
}

function objectOf(value: unknown, line: number): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`line ${line} is not a JSON object`);
  return value as Readonly<Record<string, unknown>>;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join(' / ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
