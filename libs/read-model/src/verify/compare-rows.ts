import { streamNamed } from '@entente/domain';
import { CorruptEventError, type RecordedEvent, type StreamReader } from '@entente/ledger';
import type { PoolClient } from 'pg';
import { projectionsOf } from '../runner/apply.js';
import type { Projection } from '../runner/projection.js';
import type { Version } from '../runner/versions.js';
import { RowKeeper } from '../schema/row-keeper.js';
import { keyOf, type Row } from '../schema/row-text.js';
import { columnsOf, type Table } from '../schema/table.js';
import { schemaOf } from '../schema/version-tables.js';
import { damageOfReadModel, type Damage } from './damage.js';

/** What comparing the rows of some streams came to. */
export interface RowsCompared {
  readonly streams: number;
  readonly rows: number;
  readonly damage: readonly Damage[];
}

const STREAMS_AT_ONCE = 100;
/** Rows without events are all alike: the first ones say where to look. */
const MOST_WITHOUT_EVENTS = 100;

/**
 * Compares every row of a version, those that no longer stand too, with what the projections make of the streams' histories
 * in the log; a part of the streams at a time. A stream whose events cannot be read has no history: it is passed over here.
 */
export async function* compareRows(
  client: PoolClient,
  version: Version,
  projections: readonly Projection[],
  reader: StreamReader,
): AsyncGenerator<RowsCompared> {
  const schema = schemaOf(version.version);
  let after = '';
  for (;;) {
    const { rows } = await client.query<{ stream: string }>({
      name: `verify-streams-${schema}`,
      text: `select stream from ${schema}.event where revision = 0 and stream > $1 order by stream limit $2`,
      values: [after, STREAMS_AT_ONCE],
    });
    const streams = rows.map(({ stream }) => stream);
    after = streams.at(-1) ?? after;
    if (streams.length === 0) break;
    yield await compareSome(client, schema, streams, {
      projections,
      historyOf: (stream) => historyUpTo(reader, stream, version.position),
    });
  }
  yield { streams: 0, rows: 0, damage: await withoutEvents(client, schema, projections) };
}

/** The history of a stream in the log, as far as the version has read it; null where it is damaged. */
export async function historyUpTo(
  reader: StreamReader,
  stream: string,
  position: bigint,
): Promise<readonly RecordedEvent[] | null> {
  try {
    const whole = await reader.readUncached(stream, 0, Infinity);
    return whole.filter((event) => event.position.commit <= position);
  } catch (error) {
    if (error instanceof CorruptEventError) return null;
    throw error;
  }
}

interface Histories {
  readonly projections: readonly Projection[];
  readonly historyOf: (stream: string) => Promise<readonly RecordedEvent[] | null>;
}

interface Subject {
  readonly id: string;
  readonly stream: string;
  readonly history: readonly RecordedEvent[];
}

export async function compareSome(
  client: PoolClient,
  schema: string,
  streams: readonly string[],
  { projections, historyOf }: Histories,
): Promise<RowsCompared> {
  const histories = await Promise.all(streams.map(historyOf));
  const damage: Damage[] = [];
  let rows = 0;
  for (const projection of projections) {
    const subjects = streams.flatMap((stream, index): Subject[] => {
      const history = histories[index];
      return history
        ? projectionsOf([projection], stream).map(({ subject }) => ({ id: subject, stream, history }))
        : [];
    });
    if (subjects.length === 0) continue;
    const made = subjects.map(({ id, history }) => rowsMadeOf(projection, id, history));
    for (const table of projection.tables) {
      const stored = await storedRows(
        client,
        schema,
        table,
        subjects.map(({ id }) => id),
      );
      for (const [index, { id, stream }] of subjects.entries()) {
        const there = stored.get(id) ?? [];
        rows += there.length;
        damage.push(...difference(stream, table, made[index]?.get(table) ?? [], there));
      }
    }
  }
  return { streams: streams.length, rows, damage };
}

/** Every row that a history ever opened, as one text each. */
function rowsMadeOf(
  projection: Projection,
  subject: string,
  history: readonly RecordedEvent[],
): ReadonlyMap<Table, readonly string[]> {
  const keepers = new Map(projection.tables.map((table) => [table, new RowKeeper(table)]));
  const soFar: RecordedEvent[] = [];
  for (const event of history) {
    soFar.push(event);
    for (const { table, rows } of projection.project(subject, soFar, () => {}))
      keepers.get(table)?.replace(subject, rows, event.position.commit);
  }
  return new Map(
    [...keepers].map(([table, keeper]) => [
      table,
      keeper.unwritten().map(({ row, knownFrom, knownTo }) => textOf(knownFrom, knownTo, row)),
    ]),
  );
}

/** Every row that a table has of some subjects, as one text each. */
async function storedRows(
  client: PoolClient,
  schema: string,
  table: Table,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = columnsOf(table);
  const { rows } = await client.query<[string, string, ...(string | null)[]]>({
    name: `verify-${schema}-${table.name}`,
    text: `select known_from::text, known_to::text, ${columns.map(({ name }) => `${name}::text`).join(', ')}
           from ${schema}.${table.name} where ${table.subject} = any($1)`,
    values: [subjects],
    rowMode: 'array',
  });
  const found = new Map<string, string[]>();
  for (const [knownFrom, knownTo, ...values] of rows) {
    const subject = values[0] ?? '';
    const texts = found.get(subject) ?? [];
    found.set(subject, texts);
    texts.push(textOf(BigInt(knownFrom), BigInt(knownTo), values));
  }
  return found;
}

function textOf(knownFrom: bigint, knownTo: bigint, row: Row): string {
  return `${knownFrom} ${knownTo} ${keyOf(row)}`;
}

function difference(
  stream: string,
  table: Table,
  made: readonly string[],
  stored: readonly string[],
): readonly Damage[] {
  const missing = countWithout(made, stored);
  const surplus = countWithout(stored, made);
  if (missing === 0 && surplus === 0) return [];
  return [damageOfReadModel(stream, null, { problem: 'ROWS_DIFFER', table: table.name, missing, surplus })];
}

/** How many of some texts are not among others, each counted as often as it stands. */
function countWithout(texts: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  }).length;
}

export async function withoutEvents(
  client: PoolClient,
  schema: string,
  projections: readonly Projection[],
): Promise<readonly Damage[]> {
  const damage: Damage[] = [];
  for (const { kind, tables } of projections)
    for (const { name, subject } of tables) {
      const { rows } = await client.query<{ subject: string }>(
        `select distinct t.${subject} as subject from ${schema}.${name} t
         where not exists (select from ${schema}.event e where e.stream = $1 || t.${subject} and e.revision = 0)
         limit ${MOST_WITHOUT_EVENTS}`,
        [streamOf(kind, '')],
      );
      for (const row of rows)
        damage.push(
          damageOfReadModel(streamOf(kind, row.subject), null, {
            problem: 'ROWS_WITHOUT_EVENTS',
            table: name,
          }),
        );
    }
  return damage;
}

/** The stream of a projection's subject. */
function streamOf(kind: Projection['kind'], subject: string): string {
  return kind === 'every' ? subject : streamNamed(kind, subject);
}
