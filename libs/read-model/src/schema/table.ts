/** The types that columns of the read model have. */
export type ColumnType =
  'text' | 'text[]' | 'uuid' | 'uuid[]' | 'date' | 'int' | 'bigint' | 'json' | 'boolean';

declare const READ: unique symbol;
declare const WRITTEN: unique symbol;

/** A column: its type in PostgreSQL, and what is read from and written to it. */
export interface Column<Read = unknown, Written = Read> {
  readonly type: ColumnType;
  readonly [READ]?: Read;
  readonly [WRITTEN]?: Written;
}

export interface Columns {
  readonly [name: string]: Column;
}

type ReadOf<C> = C extends { readonly [READ]?: infer R } ? Exclude<R, undefined> : never;
type WrittenOf<C> = C extends { readonly [WRITTEN]?: infer W } ? Exclude<W, undefined> : never;

/** Text; `T` where it is one of a few words. */
export const text = <T extends string = string>(): Column<T> => ({ type: 'text' });
/** Plain words (statuses, ids). */
export const words = <T extends string = string>(): Column<readonly T[]> => ({ type: 'text[]' });
export const uuid = (): Column<string> => ({ type: 'uuid' });
export const uuids = (): Column<readonly string[]> => ({ type: 'uuid[]' });
/** A civil day, or `infinity`, or `-infinity`. */
export const day = (): Column<string> => ({ type: 'date' });
export const int = (): Column<number> => ({ type: 'int' });
/** A position of the log; it comes back as text. */
export const position = (): Column<string, bigint> => ({ type: 'bigint' });
export const yes = (): Column<boolean> => ({ type: 'boolean' });
export const json = <T>(): Column<T> => ({ type: 'json' });
/** A column that may be null. */
export const orNull = <R, W>({ type }: Column<R, W>): Column<R | null, W | null> => ({ type });

/**
 * A table of rows that answer for `[valid_from, valid_to)` as known in `[known_from, known_to)`, half-open on both axes,
 * `known_*` being log positions. A row is named by the position that opened it and its place among those it opened.
 * `timeless` tables have no valid time: what they say holds on every day.
 */
export interface Table<N extends string = string, C extends Columns = Columns, T extends boolean = boolean> {
  readonly name: N;
  /** The column that names the subject; the first one. */
  readonly subject: string;
  readonly columns: C;
  readonly timeless: T;
  /** Further indexes, as column lists; `known_to` is in none, so that closing a row is a HOT update. */
  readonly indexes: readonly string[];
}

/** Defines a table whose rows hold for some days; the subject's column first. */
export function table<const N extends string, C extends Columns>(
  name: N,
  columns: C,
  indexes: readonly string[] = [],
): Table<N, C, false> {
  return { name, subject: Object.keys(columns)[0] ?? '', columns, timeless: false, indexes };
}

/** Defines a table whose rows hold on every day: knowledge. */
export function timelessTable<const N extends string, C extends Columns>(
  name: N,
  columns: C,
  indexes: readonly string[] = [],
): Table<N, C, true> {
  return { ...table(name, columns, indexes), timeless: true };
}

/** A row of a table as it is read. Positions come from PostgreSQL as text; compare them as bigint. */
export type RowOf<T extends Table> = {
  readonly [K in keyof T['columns']]: ReadOf<T['columns'][K]>;
} & {
  readonly known_from: string;
  readonly known_to: string;
  readonly ordinal: number;
} & (T['timeless'] extends true ? object : { readonly valid_from: string; readonly valid_to: string });

/** A row of a table as its projection makes it, but for the days on which it holds. */
export type ContentOf<T extends Table> = { readonly [K in keyof T['columns']]: WrittenOf<T['columns'][K]> };

/** The days on which a row holds, half-open; `-infinity` and `infinity` where they have no end. */
export interface Days {
  readonly valid_from: string;
  readonly valid_to: string;
}

/** A row of a table as its projection makes it. */
export type NewRow<T extends Table> = T['timeless'] extends true ? ContentOf<T> : ContentOf<T> & Days;

/** Rows of one table, as a projection hands them over. */
export interface TableRows {
  readonly table: Table;
  readonly rows: readonly { readonly [column: string]: unknown }[];
}

/** Binds rows to their table. */
export function rowsOf<T extends Table>(of: T, rows: readonly NewRow<T>[]): TableRows {
  return { table: of, rows };
}

/** The columns of a table in their order, those of valid time last. */
export function columnsOf({
  columns,
  timeless,
}: Table): readonly { readonly name: string; readonly type: ColumnType }[] {
  const own = Object.entries(columns).map(([name, { type }]) => ({ name, type }));
  return timeless ? own : [...own, { name: 'valid_from', type: 'date' }, { name: 'valid_to', type: 'date' }];
}

/** The `known_to` of a row that still stands. */
export const STILL_KNOWN = 9_223_372_036_854_775_807n;
