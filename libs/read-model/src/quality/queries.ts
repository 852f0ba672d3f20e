import { isCorrection, isNotice, STORED_FACTS } from '@entente/domain';
import { sql } from 'kysely';
import { knownThen, oneOf, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { treesOf } from '../organization/tree.js';

/** How late facts were recorded after they happened, in days; null where there is none. */
export interface RecordingLag {
  readonly facts: number;
  readonly rectified: number;
  readonly late: number;
  readonly median: number | null;
  readonly p95: number | null;
  readonly most: number | null;
  /** How many of them were recorded within each of {@link LAGS}, in their order. */
  readonly byLag: readonly CountedLag[];
}

/** So many facts were recorded between so many days and so many after they happened. */
export interface CountedLag {
  readonly fromDays: number;
  /** Null: no end. */
  readonly toDays: number | null;
  readonly count: number;
}

/** Ranges of days that lags are counted in: the day itself, a week, a month, a quarter, a year, longer. */
const LAGS: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 7],
  [8, 30],
  [31, 90],
  [91, 365],
  [366, null],
];

/** Counts the facts in effect, and the days between the last day on which each can have happened and its recording. */
export async function recordingLagOf(
  db: Db,
  asOf: AsOf,
  { timeZone, lateDays }: { readonly timeZone: string; readonly lateDays: number },
): Promise<RecordingLag> {
  const within = LAGS.map(
    ([from, to]) =>
      sql`coalesce(sum(facts) filter (where lag >= ${from}::int and (${to}::int is null or lag <= ${to}::int)), 0)`,
  );
  // Counted by their days first: to put hundreds of thousands of facts in order costs many times as much.
  const { rows } = await sql<
    { readonly [K in Numbers]: string | number | null } & { readonly within: readonly number[] }
  >`
    select sum(facts) as facts, sum(rectified) as rectified, sum(facts) filter (where lag > ${lateDays}::int) as late,
      min(lag) filter (where facts_by >= 0.5 * all_facts) as median,
      min(lag) filter (where facts_by >= 0.95 * all_facts) as p95, max(lag) as most,
      array[${sql.join(within)}]::int[] as within
    from (
      select counted.*, sum(facts) over (order by lag) as facts_by, sum(facts) over () as all_facts from (
        select lag, count(*) as facts, count(*) filter (where rectified) as rectified from (
          select f.rectified, greatest(
            0, (to_timestamp(f.recorded_ms::float8 / 1000) at time zone ${timeZone}::text)::date - f.happened_by
          ) as lag
          from ${tableOf(db, 'fact')} f where ${knownThen('f', asOf)}
        ) lags group by lag
      ) counted
    ) running`.execute(db);
  const [row] = rows;
  const number = (member: Numbers) => Number(row?.[member] ?? 0);
  const orNone = (member: Numbers) => (row?.[member] === null ? null : number(member));
  return {
    facts: number('facts'),
    rectified: number('rectified'),
    late: number('late'),
    median: orNone('median'),
    p95: orNone('p95'),
    most: orNone('most'),
    byLag: LAGS.map(([fromDays, toDays], at) => ({ fromDays, toDays, count: row?.within[at] ?? 0 })),
  };
}

/** What is read of the lags as a number. */
type Numbers = Exclude<keyof RecordingLag, 'byLag'>;

/** How many facts in effect have each word. */
export interface CountedWord {
  readonly key: string;
  readonly count: number;
}

/** The facts in effect by how their days are known, or how finely; the most frequent first. */
export async function factsBy(
  db: Db,
  member: 'basis' | 'precision',
  asOf: AsOf,
): Promise<readonly CountedWord[]> {
  const { rows } = await sql<{ key: string; count: string }>`
    select ${sql.ref(member)} as key, count(*) from ${tableOf(db, 'fact')} f
    where ${knownThen('f', asOf)} group by 1 order by count(*) desc, 1`.execute(db);
  return rows.map(({ key, count }) => ({ key, count: Number(count) }));
}

/** The stored types of facts: the ledger's own notices and events are none, nor are corrections. */
const TYPES = STORED_FACTS.filter((fact) => !isNotice(fact) && !isCorrection(fact)).map(({ type }) => type);

/** How many facts are annulled. */
export async function countAnnulled(db: Db, asOf: AsOf): Promise<number> {
  return countIn(
    db,
    sql`${tableOf(db, 'corrected_event')} c join ${tableOf(db, 'event')} e on e.id = c.event_id
    where c.standing = 'ANNULLED' and ${knownThen('c', asOf)} and ${oneOf('e.type', TYPES)}`,
  );
}

/** How many facts in effect their agreements do not count. */
export async function countPassedOver(db: Db, asOf: AsOf): Promise<number> {
  return countIn(db, sql`${tableOf(db, 'passed_over')} o where ${knownThen('o', asOf)}`);
}

/** How many agreements are in force on the day, and no end or duration of them is known. */
export async function countWithoutTerm(db: Db, asOf: AsOf): Promise<number> {
  return countIn(
    db,
    sql`${tableOf(db, 'agreement_counted')} s where ${validAndKnown('s', asOf)} and s.without_term`,
  );
}

/** How many agreements there are of which no text is deposited. */
export async function countWithoutText(db: Db, asOf: AsOf): Promise<number> {
  return countIn(
    db,
    sql`${tableOf(db, 'agreement_counted')} s
    where ${validAndKnown('s', asOf)} and not exists (
      select 1 from ${tableOf(db, 'agreement_evidence')} e
      where e.agreement_id = s.agreement_id and e.text_deposited and ${knownThen('e', asOf)})`,
  );
}

/** How many facts in effect name something whose own first record is annulled. */
export async function countDangling(db: Db, asOf: AsOf): Promise<number> {
  const { rows } = await sql<{ stream: string }>`
    select c.stream from ${tableOf(db, 'corrected_event')} c join ${tableOf(db, 'event')} e on e.id = c.event_id
    where c.standing = 'ANNULLED' and e.revision = 0 and ${knownThen('c', asOf)}`.execute(db);
  const gone = rows.map(({ stream }) => stream);
  if (gone.length === 0) return 0;
  return countIn(
    db,
    sql`${tableOf(db, 'fact')} f where f.names && ${gone}::text[] and ${knownThen('f', asOf)}`,
  );
}

/** How many organisations have a name or an alias that another one has too, which is not linked with them. */
export async function countSharedNames(db: Db, asOf: AsOf): Promise<number> {
  const { rows } = await sql<{ id: string; other: string }>`
    select distinct mine.organization_id as id, theirs.organization_id as other
    from ${tableOf(db, 'organization_found_by')} mine
    join ${tableOf(db, 'organization_found_by')} theirs
      on theirs.same_keys && mine.same_keys and theirs.organization_id <> mine.organization_id
      and ${knownThen('theirs', asOf)}
    where ${knownThen('mine', asOf)}`.execute(db);
  if (rows.length === 0) return 0;
  const trees = await treesOf(db, [...new Set(rows.map(({ id }) => id))], asOf);
  const rootOf = new Map(trees.map(({ id, root }) => [id, root]));
  const root = (id: string) => rootOf.get(id) ?? id;
  return new Set(rows.flatMap(({ id, other }) => (root(id) === root(other) ? [] : [id]))).size;
}

async function countIn(db: Db, from: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from ${from}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
