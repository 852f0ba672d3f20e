import type { AgreementStatus, Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { narrow, resolved, type AgreementFilter, type StatusQuery } from '../agreement/list.js';
import { PARTY_ROLES } from '../agreement/table.js';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { rootsBelow } from '../organization/tree.js';

/** What agreements are counted by. */
export type Dimension = 'ALL' | 'KIND' | 'JURISDICTION' | 'REGION' | 'SECTOR' | 'YEAR';

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

/** The days of a count in their order, and the first and the last of them. */
interface Window {
  readonly asOf: AsOf;
  readonly days: readonly Day[];
  readonly last: Day;
}

/**
 * Counts agreements on each of some days, under one kind of key. However many the days are, each stretch of days with one answer is
 * read once: it adds from its first day on, and takes away from the day after its last.
 */
export async function countsOn(
  db: Db,
  asked: readonly Day[],
  { dimension, filter, position }: Counting,
): Promise<ReadonlyMap<Day, readonly CountRow[]>> {
  const days = [...new Set(asked)].toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const window: Window = { asOf: { validOn: first, position }, days, last };
  const narrowed = await resolved(db, filter, window.asOf);
  const label =
    dimension === 'SECTOR'
      ? sql`(array_agg(change.label order by change.registered_at, change.agreement_id))[1]`
      : sql`change.key`;
  const { rows } = await sql<{ readonly [name in keyof Change]: string }>`
    with base as (${stretchesOf(db, narrowed, window)}),
    rooted as (${rootsBelow(db, window.asOf)}),
    piece as (${piecesOf(db, dimension, window)})
    select change.key, ${label} as label, min(change.registered_at) as "registeredAt", change.status, change.place,
      sum(change.sign) as known,
      coalesce(sum(change.sign) filter (where change.signed), 0) as signed,
      coalesce(sum(change.sign) filter (where change.in_force = 'YES'), 0) as "inForce",
      coalesce(sum(change.sign) filter (where change.in_force = 'UNKNOWN'), 0) as "perhapsInForce"
    from (${changesOf(window)}) change
    where change.place < ${days.length}::int
    group by change.key, change.status, change.place`.execute(db);
  return running(
    days,
    rows.map((row) => ({
      key: row.key,
      label: row.label,
      registeredAt: BigInt(row.registeredAt),
      status: row.status as AgreementStatus,
      place: Number(row.place),
      known: Number(row.known),
      signed: Number(row.signed),
      inForce: Number(row.inForce),
      perhapsInForce: Number(row.perhapsInForce),
    })),
  );
}

/** What adds to a count and takes away from it, and on which of the days first; of one day, each piece that holds then adds. */
function changesOf({ days, last }: Window): RawBuilder<unknown> {
  if (days.length === 1)
    return sql`
      select piece.*, 1 as sign, 0 as place from piece
      where piece.begins <= ${last}::date and piece.ends > ${last}::date`;
  return sql`
    select piece.*, side.sign, ${placeAmong(days, sql`side.day`)} as place from piece
    cross join lateral (values (piece.begins, 1), (piece.ends, -1)) side (day, sign)`;
}

/** Which of some days, from 0, is the first that is not before a day. */
export function placeAmong(days: readonly Day[], day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`width_bucket(${day} - 1, ${[...days]}::date[])`;
}

/** The stretches of days of the agreements that pass the filter, as far as they fall into the window. */
function stretchesOf(
  db: Db,
  { partyIds, roles = ['PARTY'], ...filter }: AgreementFilter,
  { asOf, last }: Window,
): RawBuilder<unknown> {
  const all = db
    .selectFrom('agreement_counted as s')
    .where(knownThen('s', asOf))
    .where('s.valid_from', '<=', last)
    .where('s.valid_to', '>', asOf.validOn) as unknown as StatusQuery;
  const stretches = narrow(all, db, filter, asOf).selectAll('s');
  if (!partyIds) return sql`select s.*, s.valid_from as begins, s.valid_to as ends from (${stretches}) s`;
  return sql`
    select s.*, greatest(s.valid_from, lower(part.days)) as begins, least(s.valid_to, upper(part.days)) as ends
    from (${stretches}) s
    join (
      select p.agreement_id, ${mergedDays} as days from ${tableOf(db, 'participation')} p
      where ${oneOf('p.organization_id', partyIds)} and ${oneOf('p.role', roles)} and ${knownThen('p', asOf)}
      group by p.agreement_id
    ) part on part.agreement_id = s.agreement_id and part.days && daterange(s.valid_from, s.valid_to)`;
}

/** Stretches of days that overlap, made one. */
const mergedDays = sql`unnest(range_agg(daterange(p.valid_from, p.valid_to)))`;

/** The stretches once more, under each key that they count for. */
function piecesOf(db: Db, dimension: Dimension, window: Window): RawBuilder<unknown> {
  const stretch = sql`b.agreement_id, b.registered_at, b.status, b.in_force, b.signed`;
  switch (dimension) {
    case 'ALL':
      return sql`select ''::text as key, ''::text as label, ${stretch}, b.begins, b.ends from base b`;
    case 'KIND':
      return sql`select b.kind as key, b.kind as label, ${stretch}, b.begins, b.ends from base b`;
    case 'YEAR':
      return sql`
        select b.signature_year::text as key, b.signature_year::text as label, ${stretch}, b.begins, b.ends
        from base b where b.signed`;
    case 'SECTOR':
      return sql`
        select sector.key, sector.label, ${stretch}, b.begins, b.ends from base b
        cross join lateral unnest(b.sector_keys, b.sectors) sector (key, label)`;
    case 'JURISDICTION':
      return partyPieces(db, sql`select o.jurisdiction where o.jurisdiction is not null`, stretch, window);
    case 'REGION':
      return partyPieces(db, sql`select unnest(o.regions)`, stretch, window);
    default:
      return dimension satisfies never;
  }
}

/** The stretches under what is said of each party, while it is one; of several with the same, once. */
function partyPieces(
  db: Db,
  said: RawBuilder<unknown>,
  stretch: RawBuilder<unknown>,
  window: Window,
): RawBuilder<unknown> {
  const { asOf, last } = window;
  const saying = sql`
    left join rooted r on r.id = p.organization_id
    join ${tableOf(db, 'organization')} o
      on o.organization_id = coalesce(r.root, p.organization_id) and ${knownThen('o', asOf)}
    cross join lateral (${said}) said (key)
    where ${oneOf('p.role', PARTY_ROLES)} and ${knownThen('p', asOf)}
      and p.valid_from <= ${last}::date and p.valid_to > ${asOf.validOn}::date`;
  // On one day nothing begins or ends: the days of each party need not be put together.
  if (window.days.length === 1)
    return sql`
      select distinct said.key, said.key as label, ${stretch}, b.begins, b.ends from base b
      join ${tableOf(db, 'participation')} p on p.agreement_id = b.agreement_id ${saying}`;
  return sql`
    select party.key, party.key as label, ${stretch},
      greatest(b.begins, lower(party.days)) as begins, least(b.ends, upper(party.days)) as ends
    from base b
    join (
      select p.agreement_id, said.key, ${mergedDays} as days from ${tableOf(db, 'participation')} p ${saying}
        and p.agreement_id in (select base.agreement_id from base)
      group by p.agreement_id, said.key
    ) party on party.agreement_id = b.agreement_id and party.days && daterange(b.begins, b.ends)`;
}

interface Change extends CountRow {
  /** The key as it is shown, and where the log has the first registration that says it so. */
  readonly label: string;
  readonly registeredAt: bigint;
  /** Which of the days is the first that it counts for. */
  readonly place: number;
}

/** The counts of each day from what changes; the shown keys in their order. */
function running(days: readonly Day[], changes: readonly Change[]): ReadonlyMap<Day, readonly CountRow[]> {
  const labels = labelsOf(changes);
  const byPlace = Map.groupBy(changes, ({ place }) => place);
  const now = new Map<string, CountRow>();
  return new Map(
    days.map((day, place) => {
      for (const change of byPlace.get(place) ?? []) {
        const name = `${change.status} ${change.key}`;
        const before = now.get(name) ?? NOTHING;
        now.set(name, {
          key: labels.get(change.key)?.label ?? change.key,
          status: change.status,
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

function labelsOf(changes: readonly Change[]): ReadonlyMap<string, Change> {
  const labels = new Map<string, Change>();
  for (const change of changes) {
    const known = labels.get(change.key);
    if (!known || change.registeredAt < known.registeredAt) labels.set(change.key, change);
  }
  return labels;
}
