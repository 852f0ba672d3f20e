import { keptWith } from '@entente/domain';
import type { ColumnType } from './table.js';

/** A row as it is sent and compared: one text (or null) a column, valid time included where the table has it. */
export type Row = readonly (string | null)[];

/** What tells a row from others of its table. */
export function keyOf(row: Row): string {
  return row.map((text) => (text === null ? '' : `=${text}`)).join('\u0000');
}

/** A row as it comes from the database, each column as text, in the form in which it is sent. */
export function asCompared(values: Row, columns: readonly { readonly type: ColumnType }[]): Row {
  return values.map((value, index) =>
    columns[index]?.type === 'json' && value !== null ? stableJson(JSON.parse(value)) : value,
  );
}

/** A value as PostgreSQL says it of its column. */
export function asText(value: unknown, type: ColumnType): string | null {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'json':
      return stableJson(value);
    case 'text[]':
    case 'uuid[]':
      return `{${(value as readonly string[]).map(inArray).join(',')}}`;
    case 'text':
    case 'uuid':
    case 'date':
    case 'int':
    case 'bigint':
    case 'boolean':
      return String(value as string | number | bigint | boolean);
    default:
      return type satisfies never;
  }
}

/** A text within an array, as PostgreSQL writes it: in quotes where it has to be. */
function inArray(text: string): string {
  const plain = text !== '' && !/[{},"\\\s]/.test(text) && text.toUpperCase() !== 'NULL';
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** What is recorded never changes, and its rows are compared after each event of its subject. */
const texts = keptWith<object, string>();

/** JSON with its keys in order, so that what comes back from the database compares equal to what went in. */
export function stableJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = inOrder(value);
  texts.set(value, text);
  return text;
}

function inOrder(value: object): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}
