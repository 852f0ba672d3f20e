import type { Table } from './rows.js';

/** Reads JSON lines, or one list of objects: a column for each member that any row has. @throws for what is no JSON object */
export function readJsonLines(text: string): Table {
  const objects = text.trimStart().startsWith('[') ? listOf(text) : linesOf(text);
  const columns = [...new Set(objects.flatMap(({ value }) => Object.keys(value)))];
  return {
    format: 'JSON_LINES',
    columns,
    rows: objects.map(({ line, value }) => ({
      line,
      lastLine: line,
      cells: columns.map((column) => textOf(value[column])),
    })),
    faults: [],
  };
}

interface JsonRow {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A list has no lines of its own: its rows are counted. */
function listOf(text: string): readonly JsonRow[] {
  const list: unknown = JSON.parse(text);
  return (list as readonly unknown[]).map((value, index) => ({
    line: index + 1,
    value: objectOf(value, index + 1),
  }));
}

function linesOf(text: string): readonly JsonRow[] {
  return text.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return [];
    const line = index + 1;
    return [{ line, value: objectOf(parsed(written, line), line) }];
  });
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
