import { daysAfter, type Day } from './days.js';
import type { Json } from './facts.js';
import { textOf } from './same-text.js';
import {
  REPLAYED_TABLES,
  type Replayed,
  type ReplayedTable,
  type Statement,
  type TableName,
} from './statement.js';

/** A row of the read model as it stands at a position: its columns by their names. Those of other tables are passed over. */
export interface StoredRow {
  readonly table: string;
  readonly row: Readonly<Record<string, Json>>;
}

/** A row that is not as the log says. */
export interface Difference {
  readonly table: TableName;
  /** What names the row beside its subject: `organization_id=uvm`; empty where the subject alone does. */
  readonly key: string;
  /** The first day on which it differs; null where what it says holds on every day. */
  readonly day: Day | null;
  readonly problem: 'MISSING' | 'EXTRA' | 'DIFFERS';
  /** The column that differs; null where the row as a whole is missing, or one too many. */
  readonly field: string | null;
  readonly byLog: Json;
  readonly byRow: Json;
  /** The event that says so; null for a row that no event is about. */
  readonly event: string | null;
}

/** Compares the rows that stand of a stream's subject with what its events say, day by day. Of each row the first difference. */
export function compareStream(replayed: Replayed, rows: readonly StoredRow[]): readonly Difference[] {
  const left = new Set<string>(replayed.notReplayed.flatMap(({ tables }) => tables));
  const said = Map.groupBy(replayed.statements, ({ table }) => table);
  const stored = Map.groupBy(rows.filter(isCompared), ({ table }) => table);
  return TABLES.filter((table) => !left.has(table)).flatMap((table) =>
    compareTable(
      table,
      said.get(table) ?? [],
      (stored.get(table) ?? []).map(({ row }) => row),
    ),
  );
}

const TABLES = Object.keys(REPLAYED_TABLES) as readonly TableName[];

/** Whoever only intends to join stands among the intents. */
function isCompared({ table, row }: StoredRow): boolean {
  return table !== 'participation' || row['role'] !== 'PROSPECTIVE';
}

type Row = StoredRow['row'];

function compareTable(
  table: TableName,
  statements: readonly Statement[],
  rows: readonly Row[],
): readonly Difference[] {
  const key = keyIn(table);
  const said = Map.groupBy(statements, ({ values }) => key(values));
  const stored = Map.groupBy(rows, key);
  const found: Difference[] = [];
  for (const one of new Set([...said.keys(), ...stored.keys()])) {
    const first = compareKey(table, one, said.get(one) ?? [], stored.get(one) ?? []);
    if (first) found.push(first);
  }
  return found;
}

function keyIn(table: TableName): (values: Row) => string {
  const { key } = REPLAYED_TABLES[table];
  return (values) => key.map((column) => `${column}=${wordOf(values[column])}`).join(', ');
}

/** The first day on which what is said under a key, and what is stored, differ; days are cut where either changes. */
function compareKey(
  table: TableName,
  key: string,
  said: readonly Statement[],
  stored: readonly Row[],
): Difference | null {
  for (const day of daysOf(said, stored)) {
    const statements = said.filter(({ from, to }) => covers(from, to, day));
    const rows = stored.filter((row) => covers(fromOf(row), toOf(row), day));
    const difference = compareDay(table, statements, rows);
    if (difference) return { table, key, day, ...difference };
  }
  return null;
}

type OnDay = Omit<Difference, 'table' | 'key' | 'day'>;

function compareDay(table: TableName, statements: readonly Statement[], rows: readonly Row[]): OnDay | null {
  const { sets = [] }: ReplayedTable = REPLAYED_TABLES[table];
  const [statement] = statements;
  const [row, ...more] = rows;
  const extra = statement ? more[0] : row;
  if (extra)
    return { problem: 'EXTRA', field: null, byLog: null, byRow: extra, event: statement?.by ?? null };
  if (!statement) return null;
  const { values, by } = statement;
  if (!row) return { problem: 'MISSING', field: null, byLog: values, byRow: null, event: by };
  for (const [field, byLog] of Object.entries(values)) {
    const byRow = valueAt(row, field);
    const said = (value: Json): string => textOf(sets.includes(field) ? inOrder(value) : value);
    if (said(byLog) !== said(byRow)) return { problem: 'DIFFERS', field, byLog, byRow, event: by };
  }
  return null;
}

/** A column, or a member of one: `details.place`. */
function valueAt(row: Row, field: string): Json {
  let value: Json | undefined = row;
  for (const name of field.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Row)[name] : undefined;
  return value ?? null;
}

/** The members of a set in one order. */
function inOrder(value: Json): Json {
  return Array.isArray(value) ? value.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) : value;
}

/** One day of each stretch on which neither changes; null for all of them where neither has days. */
function daysOf(said: readonly Statement[], stored: readonly Row[]): readonly (Day | null)[] {
  const cuts = [
    ...said.flatMap(({ from, to }) => [from, to]),
    ...stored.flatMap((row) => [fromOf(row), toOf(row)]),
  ].filter((day) => !day.endsWith('infinity'));
  const days = [...new Set(cuts)].toSorted();
  return days[0] === undefined ? [null] : [daysAfter(days[0], -1), ...days];
}

function covers(from: Day, to: Day, day: Day | null): boolean {
  if (day === null) return true;
  return (from === '-infinity' || from <= day) && (to === 'infinity' || day < to);
}

const fromOf = (row: Row): Day => wordOf(row['valid_from'], '-infinity');
const toOf = (row: Row): Day => wordOf(row['valid_to'], 'infinity');

/** A value of a column as a word. */
function wordOf(value: Json | undefined, none = 'null'): string {
  if (value === undefined || value === null) return none;
  return typeof value === 'string' ? value : textOf(value);
}
