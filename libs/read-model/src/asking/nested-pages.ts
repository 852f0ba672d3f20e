import { sql, type RawBuilder } from 'kysely';
import type { Db } from './as-of.js';

/** One row of the first page of some parent's list. */
export interface Nested<T> {
  readonly parent: string;
  readonly node: T;
  readonly keys: readonly string[];
}

/** A member of what a parent stands for: an organisation and one of those that are linked with it. */
export interface Member {
  readonly parent: string;
  readonly member: string;
}

/**
 * The first rows of the list of each parent, at most `first + 1` for each parent, in one statement for all of them. `list` selects
 * the list of one parent, which it calls `wanted.id`; `order` names columns of it.
 */
export async function firstOfEach<Row extends object>(
  db: Db,
  parents: readonly string[],
  list: RawBuilder<unknown>,
  { order, first }: { readonly order: readonly (keyof Row & string)[]; readonly first: number },
): Promise<readonly Nested<Row>[]> {
  const columns = sql.join(order.map((column) => sql.ref(column)));
  const { rows } = await sql<Row & { readonly parent: string }>`
    select wanted.id as parent, below.* from unnest(${[...parents]}::text[]) wanted (id)
    cross join lateral (${list} order by ${columns} limit ${first + 1}) below
    order by wanted.id, ${columns}`.execute(db);
  return rows.map((row) => ({
    parent: row.parent,
    node: row,
    keys: order.map((key) => String(row[key])),
  }));
}

/** What a statement counts for each parent: it selects `parent` and `count`. */
export async function countOfEach(
  db: Db,
  counting: RawBuilder<Counted>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await counting.execute(db);
  return new Map(rows.map(({ parent, count }) => [parent, Number(count)]));
}

/** The type of a statement that counts. */
export interface Counted {
  readonly parent: string;
  readonly count: string;
}
