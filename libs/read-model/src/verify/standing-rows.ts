import type { Pool, PoolClient } from 'pg';
import type { ReadModelDefinition } from '../runner/definition.js';
import { liveVersion, type Version } from '../runner/versions.js';
import { schemaOf } from '../schema/version-tables.js';

/** A table whose rows are handed out. */
export interface TableAsked {
  readonly table: string;
  /** The kind of stream whose events give its rows, and the column that names the stream's subject. */
  readonly kind: string;
  readonly subject: string;
}

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
  for (const [kind, tables] of Map.groupBy(asked, (one) => one.kind)) {
    let after = '';
    for (;;) {
      const subjects = await subjectsAfter(client, schema, tables, { after, position });
      if (subjects.length === 0) break;
      yield* await rowsOfSubjects(client, schema, { kind, tables, subjects, position });
      after = subjects.at(-1) ?? after;
    }
  }
}

async function subjectsAfter(
  client: PoolClient,
  schema: string,
  tables: readonly TableAsked[],
  { after, position }: { readonly after: string; readonly position: bigint },
): Promise<readonly string[]> {
  const each = tables.map(
    ({ table, subject }) =>
      `(select distinct ${subject} as subject from ${schema}.${table}
        where ${subject} > $1 and known_from <= $2 and known_to > $2 order by 1 limit ${AT_ONCE})`,
  );
  const { rows } = await client.query<{ subject: string }>(
    `select subject from (${each.join(' union ')}) as named order by subject limit ${AT_ONCE}`,
    [after, position.toString()],
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
  const found = new Map(asked.subjects.map((subject) => [subject, [] as StandingRows['rows'][number][]]));
  for (const { table, subject } of asked.tables) {
    const { rows } = await client.query<{ subject: string; row: Record<string, unknown> }>(
      `select ${subject} as subject, to_jsonb(t) - '{known_from,known_to,ordinal}'::text[] as row
       from ${schema}.${table} t
       where ${subject} = any($1) and known_from <= $2 and known_to > $2 order by known_from, ordinal`,
      [asked.subjects, asked.position.toString()],
    );
    for (const one of rows) found.get(one.subject)?.push({ table, row: one.row });
  }
  return [...found].map(([subject, rows]) => ({ stream: `${asked.kind}-${subject}`, rows }));
}
