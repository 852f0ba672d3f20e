import type { Pool, PoolClient } from 'pg';
import type { ReadModelDefinition } from '../runner/definition.js';
import { liveVersion, type Version } from '../runner/versions.js';
import { schemaOf } from '../schema/version-tables.js';

/** A table whose rows are handed out. */
export interface TableAsked {
  readonly table: string;
  /**
   * The kind of stream whose events give its rows, and the column that names the stream's subject; of kind `every` any stream
   * gives rows, and the column has its name.
   */
  readonly kind: string;
  readonly subject: string;
}

/** The tables that streams of each kind give rows of. */
export function tablesByKind(
  asked: readonly TableAsked[],
): readonly (readonly [kind: string, tables: readonly TableAsked[]])[] {
  const kinds = Map.groupBy(asked, ({ kind }) => kind);
  const every = kinds.get(EVERY) ?? [];
  kinds.delete(EVERY);
  return [...kinds].map(([kind, tables]) => [kind, [...tables, ...every]]);
}

/** The kind of tables that any stream gives rows of. */
const EVERY = 'every';

/** The rows that stand of a stream's subject at a position. */
export interface StandingRows {
  readonly stream: string;
  readonly rows: readonly {
    readonly table: string;
    /** Its columns, valid time too, but for those that say since which position it is known. */
    readonly row: Readonly<Record<string, unknown>>;
  }[];
}

const AT_ONCE = 200;

/** The rows from which questions are answered, and the position up to which they know the log. */
export interface RowsAsked {
  readonly position: bigint;
  readonly streams: AsyncGenerator<StandingRows>;
}

/**
 * Calls `work` with the rows of some tables as the live version has them in one snapshot, as known at `most` or where it knows
 * less, there; null where there is none of this program's layout.
 */
export async function withStandingRows<T>(
  pool: Pool,
  { layout }: Pick<ReadModelDefinition, 'layout'>,
  { tables, most }: { readonly tables: readonly TableAsked[]; readonly most: bigint },
  work: (rows: RowsAsked | null) => Promise<T>,
): Promise<T> {
  return inSnapshot(pool, async (client) => {
    const live = await liveVersion(client);
    if (live?.layout !== layout) return work(null);
    const position = live.position < most ? live.position : most;
    return work({ position, streams: standingRows(client, live, tables, position) });
  });
}

/** Reads in one snapshot, whatever is written meanwhile. */
export async function inSnapshot<T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    return await read(client);
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

/** The rows of some tables as known at a position, stream by stream in the order of their names, kind by kind. */
async function* standingRows(
  client: PoolClient,
  { version }: Pick<Version, 'version'>,
  asked: readonly TableAsked[],
  position: bigint,
): AsyncGenerator<StandingRows> {
  const schema = schemaOf(version);
  for (const [kind, tables] of tablesByKind(asked)) {
    let after = '';
    for (;;) {
      const subjects = await subjectsAfter(client, schema, { kind, tables, after, position });
      if (subjects.length === 0) break;
      yield* await rowsOfSubjects(client, schema, { kind, tables, subjects, position });
      after = subjects.at(-1) ?? after;
    }
  }
}

async function subjectsAfter(
  client: PoolClient,
  schema: string,
  asked: {
    readonly kind: string;
    readonly tables: readonly TableAsked[];
    readonly after: string;
    readonly position: bigint;
  },
): Promise<readonly string[]> {
  const prefix = `'${asked.kind}-'`;
  const each = asked.tables.map(({ table, kind, subject }) => {
    const [of, after] =
      kind === EVERY
        ? [`substr(named, length(${prefix}) + 1)`, `${prefix} || $1 and starts_with(${subject}, ${prefix})`]
        : ['named', '$1'];
    return `(select ${of} as subject from (
      select distinct ${subject} as named from ${schema}.${table}
      where ${subject} > ${after} and known_from <= $2 and known_to > $2 order by 1 limit ${AT_ONCE}) as first)`;
  });
  const { rows } = await client.query<{ subject: string }>(
    `select subject from (${each.join(' union ')}) as named order by subject limit ${AT_ONCE}`,
    [asked.after, asked.position.toString()],
  );
  return rows.map(({ subject }) => subject);
}

/** The rows of some subjects of one kind; those that have none are not among them. */
export async function rowsOfSubjects(
  client: PoolClient,
  schema: string,
  asked: {
    readonly kind: string;
    readonly tables: readonly TableAsked[];
    readonly subjects: readonly string[];
    readonly position: bigint;
  },
): Promise<readonly StandingRows[]> {
  const streams = asked.subjects.map((subject) => `${asked.kind}-${subject}`);
  const found = new Map(streams.map((stream) => [stream, [] as StandingRows['rows'][number][]]));
  for (const { table, kind, subject } of asked.tables) {
    const named = kind === EVERY ? subject : `'${asked.kind}-' || ${subject}`;
    const { rows } = await client.query<{ stream: string; row: Record<string, unknown> }>(
      `select ${named} as stream, to_jsonb(t) - '{known_from,known_to,ordinal}'::text[] as row
       from ${schema}.${table} t
       where ${subject} = any($1) and known_from <= $2 and known_to > $2 order by known_from, ordinal`,
      [kind === EVERY ? streams : asked.subjects, asked.position.toString()],
    );
    for (const one of rows) found.get(one.stream)?.push({ table, row: one.row });
  }
  return [...found].map(([stream, rows]) => ({ stream, rows }));
}
