import { searchWords, type Day } from '@entente/domain';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from '../tables.js';

/** The two dates of an answer: what was so on a day, as known at a position of the log (−1: before all). */
export interface AsOf {
  readonly validOn: Day;
  readonly position: bigint;
}

/** One version of the read model, to ask. */
export type Db = Kysely<Tables> & {
  /** Where its tables are. */
  readonly schemaName: string;
  /** Sends a statement whose text is kept, so that the server parses it once a connection. */
  readonly send: <Row extends object>(statement: Statement, values: unknown[]) => Promise<readonly Row[]>;
};

/** A statement that is prepared under a name of its own. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A table of the version, for raw SQL, which Kysely gives no schema. */
export function tableOf(db: Db, table: keyof Tables): RawBuilder<unknown> {
  return sql.table(`${db.schemaName}.${table}`);
}

/**
 * One of these. However many they are, they travel as one parameter of one and the same statement, which costs a fraction of
 * a list of parameters to write, to parse and to plan.
 */
export function oneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  // An index in the order of a list serves one value, and not an array of one.
  if (values.length === 1) return sql<boolean>`${sql.ref(column)} = ${values[0]}`;
  return sql<boolean>`${sql.ref(column)} = any(${values}::text[])`;
}

/** Known at the position: `known_from ≤ position < known_to`. `alias` is the table as the query names it. */
export function knownThen(alias: string, asOf: Pick<AsOf, 'position'>): RawBuilder<boolean> {
  const position = asOf.position.toString();
  return sql<boolean>`${sql.ref(`${alias}.known_from`)} <= ${position}::bigint and ${sql.ref(`${alias}.known_to`)} > ${position}::bigint`;
}

/** So on the day, as known at the position. */
export function validAndKnown(alias: string, asOf: AsOf): RawBuilder<boolean> {
  return sql<boolean>`${knownThen(alias, asOf)} and ${sql.ref(`${alias}.valid_from`)} <= ${asOf.validOn}::date and ${sql.ref(`${alias}.valid_to`)} > ${asOf.validOn}::date`;
}

/** Words of a search that are looked for. */
const MOST_WORDS = 16;

/**
 * Holds every word of a text, in any order, each as the beginning of a word; accents, case and punctuation apart. A text
 * without a word is in nothing. The column has a space before each of its words.
 */
export function containsWords(column: string, text: string): RawBuilder<boolean> {
  const words = [...new Set(searchWords(text))];
  if (words.length === 0) return sql<boolean>`false`;
  // One condition a word, for the index; of a whole paragraph, the longest words find what there is to find.
  const sought = words.toSorted((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  return sql<boolean>`(${sql.join(
    sought.map((word) => sql`${sql.ref(column)} like ${`% ${escaped(word)}%`}`),
    sql` and `,
  )})`;
}

/** True for a text to search for; a blank one asks for nothing in particular. */
export function isSearch(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}

/** Whether a row of `table` about the same thing, as known then, holds every word of a text: see {@link containsWords}. */
export function foundIn(
  db: Db,
  table: keyof Tables,
  same: { readonly column: string; readonly as: string },
  text: string,
  asOf: AsOf,
): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${tableOf(db, table)} f
    where ${sql.ref(`f.${same.column}`)} = ${sql.ref(same.as)} and ${knownThen('f', asOf)}
      and ${containsWords('f.search', text)})`;
}

/** A text that may hold the wildcards of a `like` pattern itself. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`);
}
