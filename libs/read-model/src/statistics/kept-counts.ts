import { readStream } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { tableOf, type Db } from '../asking/as-of.js';
import { treesOf } from '../organization/tree.js';
import type { Summary } from '../runner/definition.js';
import { CHANGE, changesOf, type Counted, type Dimension } from './changes.js';

/** What all agreements are kept counted by; those of all kinds are all. */
const KEPT: readonly Dimension[] = ['KIND', 'JURISDICTION', 'REGION', 'SECTOR', 'YEAR'];

/** The most that may have been recorded between a position and the one kept: with more, all is counted. */
const MOST_BETWEEN = 10_000;

const COLUMNS = sql.join(CHANGE.map((column) => sql.ref(column)));

/**
 * The changes of the counts of all agreements on all days, as known at one position (docs/adr/0046). Counts at another position
 * take from them what the agreements between the two count at the one, and add what they count at the other.
 */
export const KEPT_COUNTS: Summary = {
  table: 'kept_counts',
  create: (schema) => `create table ${schema}.kept_count (
  dimension text not null,
  key text not null,
  status text not null,
  in_force text not null,
  signed boolean not null,
  day date not null,
  agreements int not null
);
create index kept_count_by_day on ${schema}.kept_count (dimension, day);
-- As known where; empty before the first time.
create table ${schema}.kept_counts (position bigint not null);`,
  keptAt: (db) =>
    sql<{ position: string }>`select position::text as position from ${kept(db, 'kept_counts')}`.compile(db),
  keep: (db, position) =>
    sql`with gone as (delete from ${kept(db, 'kept_count')}),
      former as (delete from ${kept(db, 'kept_counts')}),
      now_kept as (insert into ${kept(db, 'kept_counts')} values (${position.toString()}::bigint))
      insert into ${kept(db, 'kept_count')} (dimension, ${COLUMNS}) ${everything(db, position)}`.compile(db),
  compare: (db, position) =>
    sql<{ missing: number; surplus: number }>`with made as materialized (${everything(db, position)}),
      stored as (select dimension, ${COLUMNS} from ${kept(db, 'kept_count')})
      select (select count(*) from (table made except all table stored) missing)::int as missing,
        (select count(*) from (table stored except all table made) surplus)::int as surplus`.compile(db),
};

function kept(db: Db, table: 'kept_count' | 'kept_counts'): RawBuilder<unknown> {
  return sql.table(`${db.schemaName}.${table}`);
}

/** All changes of the counts of all agreements, as known at a position. */
function everything(db: Db, position: bigint): RawBuilder<unknown> {
  const whole = { filter: {}, position, first: '-infinity', last: 'infinity' };
  const each = KEPT.map(
    (dimension) =>
      sql`select ${dimension}::text as dimension, ${COLUMNS} from ${changesOf(db, { ...whole, dimension })} c`,
  );
  return sql.join(each, sql` union all `);
}

/** The position at which counts are kept, as a value of a statement. */
export function keptPosition(db: Db): RawBuilder<unknown> {
  return sql`(select position from ${kept(db, 'kept_counts')})`;
}

/** Where counts are kept, and the agreements that may count otherwise at the position that is asked for. */
interface Kept {
  readonly position: bigint;
  readonly others: readonly string[];
}

/** What is kept of the counts that are asked for; null where they are counted from the rows of all agreements. */
export async function nearestKept(db: Db, { filter, dimension, position }: Counted): Promise<Kept | null> {
  if (Object.values(filter).some((member) => member !== undefined)) return null;
  const asked = position.toString();
  const { rows } = await sql<{
    readonly position: string;
    readonly events: number;
    readonly streams: readonly string[];
  }>`
    select k.position::text as position, between.events, between.streams from ${kept(db, 'kept_counts')} k
    cross join lateral (
      select count(*)::int as events, coalesce(array_agg(distinct e.stream), '{}') as streams from (
        select e.stream from ${tableOf(db, 'event')} e
        where e.position > least(k.position, ${asked}::bigint) and e.position <= greatest(k.position, ${asked}::bigint)
        limit ${MOST_BETWEEN + 1}::int
      ) e
    ) between`.execute(db);
  const [row] = rows;
  if (!row || row.events > MOST_BETWEEN) return null;
  const at = BigInt(row.position);
  const named = (kind: 'agreement' | 'organization') =>
    row.streams.flatMap((stream) => {
      const read = readStream(stream);
      return read?.kind === kind && read.id !== null ? [read.id] : [];
    });
  const agreements = named('agreement');
  if (dimension !== 'JURISDICTION' && dimension !== 'REGION') return { position: at, others: agreements };
  const joined = await agreementsOf(db, named('organization'), [at, position]);
  return joined && { position: at, others: [...new Set([...agreements, ...joined])] };
}

/** The agreements in which organisations ever took part, or any that is the same as one of them; null where they are too many. */
async function agreementsOf(
  db: Db,
  organizationIds: readonly string[],
  positions: readonly bigint[],
): Promise<readonly string[] | null> {
  if (organizationIds.length === 0) return [];
  const trees = await Promise.all(
    // Links are known: they hold on every day.
    positions.map((position) => treesOf(db, organizationIds, { validOn: '-infinity', position })),
  );
  const members = new Set([...organizationIds, ...trees.flat().flatMap((tree) => tree.members)]);
  const { rows } = await sql<{ readonly agreement_id: string }>`
    select distinct p.agreement_id from ${tableOf(db, 'participation')} p
    where p.organization_id = any(${[...members]}::text[]) limit ${MOST_BETWEEN + 1}::int`.execute(db);
  return rows.length > MOST_BETWEEN ? null : rows.map(({ agreement_id }) => agreement_id);
}

/** As {@link changesOf}, of all agreements, from what is kept. */
export function changesSinceKept(db: Db, counted: Counted, { position, others }: Kept): RawBuilder<unknown> {
  const { dimension, last } = counted;
  const of = (at: bigint) => changesOf(db, { ...counted, filter: { ids: others }, position: at });
  const stored = sql`
    select ${dimension === 'ALL' ? sql`''::text` : sql`k.key`} as key, k.status, k.in_force, k.signed, k.day, k.agreements
    from ${kept(db, 'kept_count')} k
    where k.dimension = ${dimension === 'ALL' ? 'KIND' : dimension} and k.day <= ${last}::date`;
  if (others.length === 0) return sql`(${stored})`;
  return sql`(${stored}
    union all
    select was.key, was.status, was.in_force, was.signed, was.day, -was.agreements from ${of(position)} was
    union all
    select ${COLUMNS} from ${of(counted.position)} is_now)`;
}
