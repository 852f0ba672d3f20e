import { isDeepStrictEqual } from 'node:util';
import { keptWith } from '@entente/domain';
import type { Pool, PoolClient } from 'pg';
import { copyRows } from './copy-rows.js';
import { asText, keyOf, type Row } from './row-text.js';
import { columnsOf, STILL_KNOWN, type ColumnType, type Table } from './table.js';

/** A row as a projection makes it: a value a column. */
type Made = { readonly [column: string]: unknown };

/** A row as it was made and as it is sent; its key tells it from others. */
interface WrittenRow {
  /** As it was made last; of two that say the same, the newer one. */
  made: Made;
  readonly row: Row;
  readonly key: string;
}

/** The rows of a subject as they were handed over, and as they are sent. */
interface Replaced {
  readonly made: readonly Made[];
  readonly written: readonly WrittenRow[];
}

const NOTHING: Replaced = { made: [], written: [] };

interface HeldRow {
  readonly row: Row;
  readonly knownFrom: bigint;
  readonly ordinal: number;
  stored: boolean;
  knownTo: bigint;
}

type WrittenOnce = Readonly<Pick<HeldRow, 'row' | 'knownFrom' | 'ordinal' | 'knownTo'>>;

/** What a batch opened and closed in a table. */
export interface Changes {
  readonly opened: readonly WrittenOnce[];
  readonly closed: readonly WrittenOnce[];
}

/**
 * Keeps the rows of one table for a while: what stands for each subject, and what a batch opened and closed. Rows that are
 * opened and closed within one batch are written once.
 */
export class RowKeeper {
  private readonly standing = new Map<string, Map<string, HeldRow>>();
  private readonly last = new Map<string, Replaced>();
  private readonly texts = keptWith<Made, WrittenRow>();
  private opened: HeldRow[] = [];
  private closed: HeldRow[] = [];
  private lastPosition = -1n;
  private nextOrdinal = 0;

  private readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];

  constructor(private readonly table: Table) {
    this.columns = columnsOf(table);
  }

  /** Reads what stands for subjects of which nothing is known here. */
  async load(client: Pool | PoolClient, schema: string, subjects: readonly string[]): Promise<void> {
    if (subjects.length === 0) return;
    for (const subject of subjects) this.standing.set(subject, new Map());
    const { name, subject: column } = this.table;
    const { rows } = await client.query<unknown[]>({
      name: `standing-${schema}-${name}`,
      text: `select known_from::text, ordinal, ${this.columns.map((c) => `${c.name}::text`).join(', ')}
             from ${schema}.${name} where ${column} = any($1) and known_to = ${STILL_KNOWN}`,
      values: [subjects],
      rowMode: 'array',
    });
    for (const [knownFrom, ordinal, ...row] of rows as [string, number, ...(string | null)[]][])
      this.standing.get(row[0] ?? '')?.set(keyOf(row), {
        row,
        knownFrom: BigInt(knownFrom),
        ordinal,
        stored: true,
        knownTo: STILL_KNOWN,
      });
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
    const last = this.last.get(subject);
    const before = last?.written;
    const written = this.written(rows, last ?? NOTHING);
    this.last.set(subject, { made: rows, written });
    // Most rows are those of the last time: only what has come or gone since is looked up by what it says.
    const { come, gone } = changed(before ?? [], written);
    if (!before || standing.size !== before.length) this.closeAllBut(standing, written, position);
    else this.close(standing, gone, come, position);
    for (const { key, row } of before ? come : written) {
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

  private closeAllBut(
    standing: Map<string, HeldRow>,
    written: readonly WrittenRow[],
    position: bigint,
  ): void {
    const wanted = new Set(written.map(({ key }) => key));
    for (const key of standing.keys()) if (!wanted.has(key)) this.closeOne(standing, key, position);
  }

  /** Closes what is gone, unless it says the same as what has come. */
  private close(
    standing: Map<string, HeldRow>,
    gone: readonly WrittenRow[],
    come: readonly WrittenRow[],
    position: bigint,
  ): void {
    if (gone.length === 0) return;
    const wanted = new Set(come.map(({ key }) => key));
    for (const { key } of gone) if (!wanted.has(key)) this.closeOne(standing, key, position);
  }

  private closeOne(standing: Map<string, HeldRow>, key: string, position: bigint): void {
    const held = standing.get(key);
    if (!held) return;
    held.knownTo = position;
    if (held.stored) this.closed.push(held);
    standing.delete(key);
  }

  /** The rows as they are sent; most are those of the last time, which need not be written as text again. */
  private written(rows: readonly Made[], before: Replaced): readonly WrittenRow[] {
    // An agreement may have thousands: those that are handed over again are not looked into.
    const differs = before.made.findIndex((made, place) => made !== rows[place]);
    const same = differs < 0 ? before.made.length : differs;
    const others = rows.slice(same).map((made, at) => this.writtenRow(made, before.written[same + at]));
    return before.written.slice(0, same).concat(others);
  }

  /** A row as it is sent, by the one that stood in its place before. */
  private writtenRow(made: Made, old: WrittenRow | undefined): WrittenRow {
    if (old?.made === made) return old;
    const known = this.texts.get(made);
    if (known) return known;
    // To compare values takes a fifth of what it takes to write them as text.
    if (old && this.columns.every(({ name }) => isDeepStrictEqual(old.made[name], made[name]))) {
      old.made = made;
      return old;
    }
    const row = this.columns.map(({ name, type }, column) =>
      old && isDeepStrictEqual(old.made[name], made[name])
        ? (old.row[column] ?? null)
        : asText(made[name], type),
    );
    const written = { made, row, key: keyOf(row) };
    this.texts.set(made, written);
    return written;
  }

  /** The rows that were opened and not written yet, with the positions from and to which they stand. */
  unwritten(): readonly Readonly<Pick<HeldRow, 'row' | 'knownFrom' | 'knownTo'>>[] {
    return this.opened;
  }

  /** Takes what was opened and closed since the last time, to be written before anything that is taken later. */
  take(): Changes {
    const { opened, closed } = this;
    const changes = {
      opened: opened.map(({ row, knownFrom, ordinal, knownTo }) => ({ row, knownFrom, ordinal, knownTo })),
      closed: closed.map(({ row, knownFrom, ordinal, knownTo }) => ({ row, knownFrom, ordinal, knownTo })),
    };
    for (const held of opened) held.stored = true;
    this.opened = [];
    this.closed = [];
    return changes;
  }

  /** Writes what was opened and closed. */
  async write(client: PoolClient, schema: string, { opened, closed }: Changes): Promise<void> {
    await Promise.all([this.writeClosed(client, schema, closed), this.writeOpened(client, schema, opened)]);
  }

  /** As {@link RowKeeper.write}, by COPY: for a connection that sends no statements ahead. */
  async copy(client: PoolClient, schema: string, { opened, closed }: Changes): Promise<void> {
    await this.writeClosed(client, schema, closed);
    await this.copyOpened(client, schema, opened);
  }

  private async writeClosed(client: PoolClient, schema: string, closed: Changes['closed']): Promise<void> {
    if (closed.length === 0) return;
    const { name } = this.table;
    await client.query({
      name: `close-${schema}-${name}`,
      text: `update ${schema}.${name} t set known_to = u.known_to
             from unnest($1::bigint[], $2::int[], $3::bigint[]) u(known_from, ordinal, known_to)
             where t.known_from = u.known_from and t.ordinal = u.ordinal`,
      values: [
        closed.map((held) => held.knownFrom.toString()),
        closed.map((held) => held.ordinal),
        closed.map((held) => held.knownTo.toString()),
      ],
    });
  }

  private async writeOpened(client: PoolClient, schema: string, opened: Changes['opened']): Promise<void> {
    if (opened.length === 0) return;
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
        opened.map((held) => held.knownFrom.toString()),
        opened.map((held) => held.ordinal),
        opened.map((held) => held.knownTo.toString()),
        ...columns.map((_c, i) => opened.map((held) => held.row[i] ?? null)),
      ],
    });
  }

  private async copyOpened(client: PoolClient, schema: string, opened: Changes['opened']): Promise<void> {
    if (opened.length === 0) return;
    const columns = ['known_from', 'ordinal', 'known_to', ...this.columns.map(({ name }) => name)];
    const rows = opened.map(({ row, knownFrom, ordinal, knownTo }) => [
      String(knownFrom),
      String(ordinal),
      String(knownTo),
      ...row,
    ]);
    await copyRows(client, `${schema}.${this.table.name}`, columns, rows);
  }

  /** Forgets a subject of which nothing is to be written. */
  drop(subject: string): void {
    this.standing.delete(subject);
    this.last.delete(subject);
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

/** The rows that have come and those that are gone; what is the same at both ends is not looked at any further. */
function changed(
  before: readonly WrittenRow[],
  after: readonly WrittenRow[],
): { readonly come: readonly WrittenRow[]; readonly gone: readonly WrittenRow[] } {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < shorter - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const [left, right] = [before.slice(first, before.length - last), after.slice(first, after.length - last)];
  if (left.length === 0 || right.length === 0) return { come: right, gone: left };
  const [known, kept] = [new Set(left), new Set(right)];
  return { come: right.filter((row) => !known.has(row)), gone: left.filter((row) => !kept.has(row)) };
}
