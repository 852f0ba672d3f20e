import { keptWith } from '@entente/domain';
import type { ColumnType } from './table.js';

/**
 * A row as it is sent, stored and compared: one text (or null) a column, as PostgreSQL writes it; valid time included where the
 * table has it.
 */
export type Row = readonly (string | null)[];

/** What tells a row from others of its table. */
export function keyOf(row: Row): string {
  return row.map((text) => (text === null ? '' : `=${text}`)).join('\u0000');
}

/** A value as PostgreSQL says it of its column. */
export function asText(value: unknown, type: ColumnType): string | null {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'json':
      return jsonbText(value);
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

/**
 * A text within an array, as PostgreSQL writes it: in quotes where it has to be. A space is one of ASCII's six to it: a name
 * with a no-break space stands without quotes.
 */
function inArray(text: string): string {
  const plain = text !== '' && !/[{},"\\ \t\n\v\f\r]/.test(text) && text.toUpperCase() !== 'NULL';
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** What is recorded never changes, and its rows are compared after each event of its subject. */
const texts = keptWith<object, string>();

/**
 * JSON as PostgreSQL writes a `jsonb`: the members of an object by the length of their names, then by their bytes. What comes
 * back from the database compares equal to what went in, without being read.
 */
export function jsonbText(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  if ('toJSON' in value && typeof value.toJSON === 'function')
    throw new TypeError('a column of JSON holds what is not JSON yet');
  const text = Array.isArray(value) ? `[${value.map(memberText).join(', ')}]` : objectText(value);
  texts.set(value, text);
  return text;
}

/** What has no text in JSON is null within an array. */
const memberText = (value: unknown): string => (value === undefined ? 'null' : jsonbText(value));

function objectText(object: object): string {
  const members: string[] = [];
  for (const name of namesOf(object)) {
    const value = (object as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) members.push(`${JSON.stringify(name)}: ${jsonbText(value)}`);
  }
  return `{${members.join(', ')}}`;
}

function namesOf(object: object): readonly string[] {
  const names = Object.keys(object);
  return names.every((name) => ASCII.test(name))
    ? names.sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
    : names.sort(
        (one, other) =>
          Buffer.byteLength(one) - Buffer.byteLength(other) ||
          Buffer.compare(Buffer.from(one), Buffer.from(other)),
      );
}

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

/** A number with all its digits: PostgreSQL writes none with an exponent. */
function numberText(value: number): string {
  const text = JSON.stringify(value);
  const [, sign, whole, part = '', exponent] = WITH_EXPONENT.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  const digits = `${whole}${part}`;
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
    : `${sign}${digits}${'0'.repeat(shift - part.length)}`;
}

/** JavaScript writes an exponent from 21 on and below -6; a number has at most 17 digits. */
const WITH_EXPONENT = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;
