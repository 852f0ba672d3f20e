import type { Day, Decimal } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { knownThen, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { placeAmong } from './counts.js';

/** What is counted of a ledger beside its agreements. */
export type Total = 'OPEN_INTENTS' | 'MEETINGS_HELD';

/** Counts intents that are open, or meetings that were held, on each of some days, as known at a position. */
export async function totalsOn(
  db: Db,
  asked: readonly Day[],
  { total, position }: { readonly total: Total; readonly position: bigint },
): Promise<ReadonlyMap<Day, number>> {
  const days = [...new Set(asked)].toSorted();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const asOf: AsOf = { validOn: first, position };
  const { rows } = await sql<{ readonly place: number; readonly sum: string }>`
    select change.place, sum(change.sign) as sum from (
      select side.sign, ${placeAmong(days, sql`side.day`)} as place from (${countedBy(db, total, asOf, last)}) one
      cross join lateral (values (one.begins, 1), (one.ends, -1)) side (day, sign)
    ) change
    where change.place < ${days.length}::int
    group by change.place`.execute(db);
  const changes = new Map(rows.map(({ place, sum }) => [place, Number(sum)]));
  let now = 0;
  return new Map(days.map((day, place) => [day, (now += changes.get(place) ?? 0)] as const));
}

function countedBy(db: Db, total: Total, asOf: AsOf, last: Day): RawBuilder<unknown> {
  switch (total) {
    case 'OPEN_INTENTS':
      return sql`
        select i.valid_from as begins, i.valid_to as ends from ${tableOf(db, 'intent')} i
        where i.state = 'OPEN' and ${knownThen('i', asOf)}
          and i.valid_from <= ${last}::date and i.valid_to > ${asOf.validOn}::date`;
    case 'MEETINGS_HELD':
      return sql`
        select m.held_day as begins, 'infinity'::date as ends from ${tableOf(db, 'meeting')} m
        where not m.annulled and m.held_day <= ${last}::date and ${knownThen('m', asOf)}`;
    default:
      return total satisfies never;
  }
}

/** A sum of amounts in one currency. */
export interface CurrencySum {
  readonly currency: string;
  readonly value: Decimal;
}

/** What had been awarded by each of some days, by currency, as known at a position. */
export async function awardedOn(
  db: Db,
  asked: readonly Day[],
  { position }: { readonly position: bigint },
): Promise<ReadonlyMap<Day, readonly CurrencySum[]>> {
  const days = [...new Set(asked)].toSorted();
  const asOf: AsOf = { validOn: days[0] ?? '', position };
  const { rows } = await sql<CurrencySum & { readonly day: Day }>`
    select asked.day::text as day, f.details -> 'amount' ->> 'currency' as currency,
      trim_scale(sum((f.details -> 'amount' ->> 'value')::numeric))::text as value
    from unnest(${days}::date[]) asked (day)
    join ${tableOf(db, 'funding')} f on f.awarded_day <= asked.day and not f.annulled and ${knownThen('f', asOf)}
    group by 1, 2
    order by 1, 2`.execute(db);
  const sums = Map.groupBy(rows, ({ day }) => day);
  return new Map(
    days.map((day) => [day, (sums.get(day) ?? []).map(({ currency, value }) => ({ currency, value }))]),
  );
}
