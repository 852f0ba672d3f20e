import type { PoolClient } from 'pg';
import { asCompared, asText, keyOf, type Row } from './row-text.js';
import { columnsOf, STILL_KNOWN, type ColumnType, type Table } from './table.js';

/** A row as a projection makes it: a value a column. */
type Made = { readonly [column: string]: unknown };

/** A row as it was made and as it is sent; its key tells it from others. */
interface WrittenRow {
  readonly made: Made;
  readonly row: Row;
  readonly key: string;
}

interface HeldRow {
  readonly row: Row;
  readonly knownFrom: bigint;
  readonly ordinal: number;
  stored: boolean;
  knownTo: bigint;
}

/**
 * Keeps the rows of one table for a while: what stands for each subject, and what a batch opened and closed. Rows that are
 * opened and closed within one batch are written once.
 */
export class RowKeeper {
  private readonly standing = new Map<string, Map<string, HeldRow>>();
  private readonly last = new Map<string, readonly WrittenRow[]>();
  private readonly texts = new WeakMap<Made, WrittenRow>();
  private opened: HeldRow[] = [];
  private closed: HeldRow[] = [];
  private lastPosition = -1n;
  private nextOrdinal = 0;

  private readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];

  constructor(private readonly table: Table) {
    this.columns = columnsOf(table);
  }

  /** Reads what stands for these subjects, unless it is known here already. */
  async load(client: PoolClient, schema: string, subjects: readonly string[]): Promise<void> {
    const wanted = subjects.filter((subject) => !this.standing.has(subject));
    if (wanted.length === 0) return;
    for (const subject of wanted) this.standing.set(subject, new Map());
    const { columns } = this;
    const { name, subject: column } = this.table;
    const { rows } = await client.query<unknown[]>({
      name: `standing-${schema}-${name}`,
      text: `select known_from::text, ordinal, ${columns.map((c) => `${c.name}::text`).join(', ')}
             from ${schema}.${name} where ${column} = any($1) and known_to = ${STILL_KNOWN}`,
      values: [wanted],
      rowMode: 'array',
    });
    for (const [knownFrom, ordinal, ...values] of rows as [string, number, ...(string | null)[]][]) {
      const row = asCompared(values, columns);
      this.standing.get(row[0] ?? '')?.set(keyOf(row), {
        row,
        knownFrom: BigInt(knownFrom),
        ordinal,
        stored: true,
        knownTo: STILL_KNOWN,
      });
    }
  }

  /** Marks a subject as one that has no rows yet. */
  assumeNew(subject: string): void {
    if (!this.standing.has(subject)) this.standing.set(subject, new Map());
  }

  /** From this position on, these are the subject's rows: closes those that no longer are, opens those that are new. */
  replace(subject: string, rows: readonly Made[], position: bigint): void {
    const standing = this.standing.get(subject) ?? new Map<string, HeldRow>();
    if (standing.size === 0 && rows.length === 0) return;
    this.standing.set(subject, standing);
    const before = this.last.get(subject);
    const written = this.written(rows, before ?? []);
    this.last.set(subject, written);
    // Most rows are those of the last time: only what has come or gone since is looked up by what it says.
    if (!before || except(before, written).length > 0) this.close(standing, written, position);
    for (const { key, row } of before ? except(written, before) : written) {
      if (standing.has(key)) continue;
      if (this.lastPosition !== position) {
        this.lastPosition = position;
        this.nextOrdinal = 0;
      }
      const held = {
        row,
        knownFrom: position,
        ordinal: this.nextOrdinal,
        stored: false,
        knownTo: STILL_KNOWN,
      };
      this.nextOrdinal += 1;
      standing.set(key, held);
      this.opened.push(held);
    }
  }

  private close(standing: Map<string, HeldRow>, written: readonly WrittenRow[], position: bigint): void {
    const wanted = new Set(written.map(({ key }) => key));
    for (const [key, held] of standing) {
      if (wanted.has(key)) continue;
      held.knownTo = position;
      if (held.stored) this.closed.push(held);
      standing.delete(key);
    }
  }

  /** The rows as they are sent; most are those of the last time, which need not be written as text again. */
  private written(rows: readonly Made[], before: readonly WrittenRow[]): readonly WrittenRow[] {
    return rows.map((made, place): WrittenRow => {
      const known = this.texts.get(made);
      if (known) return known;
      const old = before[place];
      if (old && this.columns.every(({ name }) => old.made[name] === made[name])) return old;
      const row = this.columns.map(({ name, type }) => asText(made[name], type));
      const written = { made, row, key: keyOf(row) };
      this.texts.set(made, written);
      return written;
    });
  }

  /** The rows that were opened and not written yet, with the positions from and to which they stand. */
  unwritten(): readonly Readonly<Pick<HeldRow, 'row' | 'knownFrom' | 'knownTo'>>[] {
    return this.opened;
  }

  /** Writes what the batch opened and closed. */
  async write(client: PoolClient, schema: string): Promise<void> {
    await Promise.all([this.writeClosed(client, schema), this.writeOpened(client, schema)]);
    for (const held of this.opened) held.stored = true;
    this.opened = [];
    this.closed = [];
  }

  private async writeClosed(client: PoolClient, schema: string): Promise<void> {
    if (this.closed.length === 0) return;
    const { name } = this.table;
    await client.query({
      name: `close-${schema}-${name}`,
      text: `update ${schema}.${name} t set known_to = u.known_to
             from unnest($1::bigint[], $2::int[], $3::bigint[]) u(known_from, ordinal, known_to)
             where t.known_from = u.known_from and t.ordinal = u.ordinal`,
      values: [
        this.closed.map((held) => held.knownFrom.toString()),
        this.closed.map((held) => held.ordinal),
        this.closed.map((held) => held.knownTo.toString()),
      ],
    });
  }

  private async writeOpened(client: PoolClient, schema: string): Promise<void> {
    if (this.opened.length === 0) return;
    const { columns } = this;
    const { name } = this.table;
    const select = columns.map((c, i) => `c${i}::${c.type === 'json' ? 'jsonb' : c.type}`).join(', ');
    const params = columns.map((_c, i) => `$${i + 4}::text[]`).join(', ');
    await client.query({
      name: `open-${schema}-${name}`,
      text: `insert into ${schema}.${name} (known_from, ordinal, known_to, ${columns.map((c) => c.name).join(', ')})
             select known_from, ordinal, known_to, ${select}
             from unnest($1::bigint[], $2::int[], $3::bigint[], ${params})
               u(known_from, ordinal, known_to, ${columns.map((_c, i) => `c${i}`).join(', ')})`,
      values: [
        this.opened.map((held) => held.knownFrom.toString()),
        this.opened.map((held) => held.ordinal),
        this.opened.map((held) => held.knownTo.toString()),
        ...columns.map((_c, i) => this.opened.map((held) => held.row[i] ?? null)),
      ],
    });
  }

  /** Forgets everything, as after a batch that was not committed. */
  clear(): void {
    this.standing.clear();
    this.last.clear();
    this.opened = [];
    this.closed = [];
    this.lastPosition = -1n;
    this.nextOrdinal = 0;
  }
}

/** Those of some rows that are not among others. */
function except(rows: readonly WrittenRow[], others: readonly WrittenRow[]): readonly WrittenRow[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}
