import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Row } from './row-text.js';

/**
 * Adds rows to a table by COPY, which costs both sides less than an insert of as many: for a connection that sends no statements
 * ahead.
 *
 * @param table its name with that of its schema
 */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  await pipeline(
    Readable.from([Buffer.from(rows.map(copyLine).join(''))]),
    client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)),
  );
}

/** A row as COPY takes it in its text form. */
export function copyLine(row: Row): string {
  return `${row.map(copied).join('\t')}\n`;
}

function copied(value: string | null): string {
  if (value === null) return String.raw`\N`;
  return SPECIAL.test(value) ? value.replace(SPECIALS, escaped) : value;
}

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (character: string): string => ESCAPES[character] ?? character;
