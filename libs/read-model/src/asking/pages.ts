import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';

/** A page to read: how many, and after which keys (those of the list's order); null from the beginning. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly string[] | null;
}

/** A page that was read. `keys` go into a cursor. */
export interface Page<T> {
  readonly rows: readonly { readonly node: T; readonly keys: readonly string[] }[];
  readonly hasNextPage: boolean;
}

/** A column that a list is ordered by, as the query names it. The columns of an order together tell every two rows apart. */
interface OrderedBy {
  readonly column: string;
  readonly type: 'text' | 'date' | 'bigint';
  readonly descending?: boolean;
}

/** Reads a page of what a query selects, in this order; the query has to select the columns of the order. */
export async function pageOf<DB, TB extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: readonly OrderedBy[],
  { first, after }: PageRequest,
): Promise<Page<Row>> {
  const going = after ? query.where(isAfter(order, after)) : query;
  const ordered = order.reduce(
    (so, { column, descending }) => so.orderBy(sql.ref(column), descending ? 'desc' : 'asc'),
    going,
  );
  const read = await ordered.limit(first + 1).execute();
  const rows = read.slice(0, first).map((node) => ({ node: node as Row, keys: keysOf(node as Row, order) }));
  return { rows, hasNextPage: read.length > first };
}

/** The same page of what its rows stand for. */
export function mapPage<R, T>({ rows, hasNextPage }: Page<R>, nodeOf: (row: R) => T): Page<T> {
  return { rows: rows.map(({ node, keys }) => ({ node: nodeOf(node), keys })), hasNextPage };
}

/** How many rows a query finds. */
export async function countOf<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
): Promise<number> {
  const row = await query.select(sql<string>`count(*)`.as('count')).executeTakeFirst();
  return Number((row as { readonly count: string } | undefined)?.count ?? 0);
}

/** After these keys: one comparison of rows, for the index, where the order has one direction. */
function isAfter(order: readonly OrderedBy[], after: readonly string[]): RawBuilder<boolean> {
  const keys = order.map(({ type }, index) => sql`${after[index] ?? ''}::${sql.raw(type)}`);
  const descending = order.filter((one) => one.descending === true).length;
  if (descending === 0 || descending === order.length) {
    const columns = order.map(({ column }) => sql.ref(column));
    return sql<boolean>`(${sql.join(columns)}) ${sql.raw(descending === 0 ? '>' : '<')} (${sql.join(keys)})`;
  }
  const cases = order.map(({ column, descending }, place) => {
    const same = order.slice(0, place).map((one, index) => sql`${sql.ref(one.column)} = ${keys[index]}`);
    const beyond = sql`${sql.ref(column)} ${sql.raw(descending ? '<' : '>')} ${keys[place]}`;
    return sql`(${sql.join([...same, beyond], sql` and `)})`;
  });
  return sql<boolean>`(${sql.join(cases, sql` or `)})`;
}

function keysOf(row: object, order: readonly OrderedBy[]): readonly string[] {
  const values = row as Readonly<Record<string, unknown>>;
  return order.map(({ column }) => String(values[column.split('.').at(-1) ?? '']));
}
