import type { AgreementStatus, Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { resolved, type AgreementFilter } from '../agreement/list.js';
import { knownThen, tableOf, type Db } from '../asking/as-of.js';
import { changesOf, type Dimension } from './changes.js';
import { changesSinceKept, keptPosition, nearestKept } from './kept-counts.js';

/** Numbers of agreements. */
export interface Counts {
  readonly known: number;
  /** Ever signed or in force by the day, whatever came since. */
  readonly signed: number;
  readonly inForce: number;
  readonly perhapsInForce: number;
}

/** How many agreements of a status there are under a key. */
export interface CountRow extends Counts {
  /** Empty where all are counted. */
  readonly key: string;
  readonly status: AgreementStatus;
}

/** How many agreements are counted on each of some days, as known at a position. */
export interface Counting {
  readonly dimension: Dimension;
  readonly filter: AgreementFilter;
  readonly position: bigint;
}

/** Counts agreements on each of some days, under one kind of key. */
export async function countsOn(
  db: Db,
  asked: readonly Day[],
  counting: Counting,
): Promise<ReadonlyMap<Day, readonly CountRow[]>> {
  const days = [...new Set(asked)].toSorted();
  if (days.length === 0) return new Map();
  const changes = await changesAmong(db, days, counting);
  if (counting.dimension !== 'SECTOR') return running(days, changes);
  const labels = await labelsOf(db, [...new Set(changes.map(({ key }) => key))], counting.position);
  return running(
    days,
    changes.map((change) => ({ ...change, key: labels.get(change.key) ?? change.key })),
  );
}

interface Change extends CountRow {
  /** Which of the days is the first that it counts for. */
  readonly place: number;
}

/** How the counts change from one of the days to the next: from what is kept, where all agreements are counted. */
async function changesAmong(
  db: Db,
  days: readonly Day[],
  { dimension, filter, position }: Counting,
): Promise<readonly Change[]> {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const narrowed = await resolved(db, filter, { validOn: first, position });
  const counted = { dimension, filter: narrowed, position, first, last };
  for (;;) {
    const kept = await nearestKept(db, counted);
    const changes = kept ? changesSinceKept(db, counted, kept) : changesOf(db, counted);
    const { rows } = await sql<
      { readonly [name in keyof Change]: string } & { readonly kept: string | null }
    >`
      select change.key, change.status, change.place, ${keptPosition(db)}::text as kept,
        sum(change.agreements) as known,
        coalesce(sum(change.agreements) filter (where change.signed), 0) as signed,
        coalesce(sum(change.agreements) filter (where change.in_force = 'YES'), 0) as "inForce",
        coalesce(sum(change.agreements) filter (where change.in_force = 'UNKNOWN'), 0) as "perhapsInForce"
      from (select c.*, ${placeAmong(days, sql`c.day`)} as place from ${changes} c) change
      where change.place < ${days.length}::int
      group by rollup ((change.key, change.status, change.place))`.execute(db);
    // What was kept may have been made anew since it was looked at: then it is counted again.
    if (kept && rows.some((row) => row.kept !== kept.position.toString())) continue;
    return rows.flatMap((row) => (row.key === null ? [] : [changeOf(row)]));
  }
}

function changeOf(row: { readonly [name in keyof Change]: string }): Change {
  return {
    key: row.key,
    status: row.status as AgreementStatus,
    place: Number(row.place),
    known: Number(row.known),
    signed: Number(row.signed),
    inForce: Number(row.inForce),
    perhapsInForce: Number(row.perhapsInForce),
  };
}

/** Which of some days, from 0, is the first that is not before a day. */
export function placeAmong(days: readonly Day[], day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`width_bucket(${day} - 1, ${[...days]}::date[])`;
}

/** How sectors are shown: as the agreement writes them that was registered first of all that name them. */
async function labelsOf(
  db: Db,
  keys: readonly string[],
  position: bigint,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ readonly key: string; readonly label: string }>`
    select asked.key, shown.label from unnest(${[...keys]}::text[]) asked (key)
    cross join lateral (
      select s.label from ${tableOf(db, 'sector')} s where s.key = asked.key and ${knownThen('s', { position })}
      order by s.registered_at limit 1
    ) shown`.execute(db);
  return new Map(rows.map(({ key, label }) => [key, label]));
}

/** The counts of each day from what changes. */
function running(days: readonly Day[], changes: readonly Change[]): ReadonlyMap<Day, readonly CountRow[]> {
  const byPlace = Map.groupBy(changes, ({ place }) => place);
  const now = new Map<string, CountRow>();
  return new Map(
    days.map((day, place) => {
      for (const { key, status, ...change } of byPlace.get(place) ?? []) {
        const name = `${status} ${key}`;
        const before = now.get(name) ?? NOTHING;
        now.set(name, {
          key,
          status,
          known: before.known + change.known,
          signed: before.signed + change.signed,
          inForce: before.inForce + change.inForce,
          perhapsInForce: before.perhapsInForce + change.perhapsInForce,
        });
      }
      return [day, [...now.values()].filter(({ known }) => known > 0)] as const;
    }),
  );
}

const NOTHING: Counts = { known: 0, signed: 0, inForce: 0, perhapsInForce: 0 };
