import type { AgreementStatus } from '@entente/domain';
import { sql } from 'kysely';
import type { AsOf, Db } from '../asking/as-of.js';
import { countOf } from '../asking/pages.js';
import { countsOn, type CountRow } from '../statistics/counts.js';
import { hasFlag, hasOneOf, type FlagsAsked } from './flag-conditions.js';
import type { Flag } from './flags.js';
import { filtered, resolved, type AgreementFilter } from './list.js';

/** How many agreements pass the filter. */
export async function countAgreements(db: Db, filter: AgreementFilter, asOf: AsOf): Promise<number> {
  const rows = await countedByKind(db, filter, asOf);
  if (rows) return rows.reduce((sum, row) => sum + row.count, 0);
  const { flagged, ...others } = await resolved(db, filter, asOf);
  if (!flagged) return countOf(filtered(db, others, asOf, 'agreement_counted'));
  // Not as a condition of the rows to read: what a flag costs and leaves is nothing that a plan could reckon with.
  const counted = filtered(db, others, asOf).select(
    sql<string>`count(*) filter (where ${hasOneOf(db, flagged, asOf)})`.as('count'),
  );
  return Number((await counted.executeTakeFirst())?.count ?? 0);
}

/** What agreements are counted under. */
interface Facets {
  readonly status: AgreementStatus;
  readonly kind: string;
}

/** How many of the agreements that pass the filter there are under each value of a column, the most first. */
export async function countAgreementsBy<C extends keyof Facets>(
  db: Db,
  column: C,
  filter: AgreementFilter,
  asOf: AsOf,
): Promise<readonly { readonly key: Facets[C]; readonly count: number }[]> {
  const counted = await countedByKind(db, filter, asOf);
  if (counted) return inOrder([...Map.groupBy(counted, (row) => row[column] as Facets[C])]);
  const those = filtered(db, await resolved(db, filter, asOf), asOf, 'agreement_counted');
  const of = sql.ref<string>(`s.${column}`);
  const rows = await those
    .select([of.as('key'), sql<string>`count(*)`.as('count')])
    .groupBy(of)
    .execute();
  return inOrder(rows.map(({ key, count }) => [key as Facets[C], [{ count: Number(count) }]]));
}

function inOrder<K extends string>(
  groups: readonly (readonly [key: K, counted: readonly { readonly count: number }[]])[],
): readonly { readonly key: K; readonly count: number }[] {
  return groups
    .map(([key, counted]) => ({ key, count: counted.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));
}

/** How many of the agreements that pass the filter have each of some flags, in their order; one that none has is left out. */
export async function countAgreementsByFlag(
  db: Db,
  filter: AgreementFilter,
  { flags, ...rules }: FlagsAsked,
  asOf: AsOf,
): Promise<readonly { readonly flag: Flag; readonly count: number }[]> {
  if (flags.length === 0) return [];
  const counts = await filtered(db, await resolved(db, filter, asOf), asOf)
    .select(
      flags.map((flag) => sql<string>`count(*) filter (where ${hasFlag(db, flag, rules, asOf)})`.as(flag)),
    )
    .executeTakeFirst();
  return flags.map((flag) => ({ flag, count: Number(counts?.[flag] ?? 0) })).filter(({ count }) => count > 0);
}

/** So many agreements of a kind that have a status. */
interface OfKind {
  readonly kind: string;
  readonly status: AgreementStatus;
  readonly count: number;
}

/** The counts by kind of those that pass a filter which asks no more than they tell, since these are kept; else null. */
async function countedByKind(
  db: Db,
  { status, kind, inForce, ...others }: AgreementFilter,
  { validOn, position }: AsOf,
): Promise<readonly OfKind[] | null> {
  if (Object.values(others).some((member) => member !== undefined)) return null;
  const counts = await countsOn(db, [validOn], { dimension: 'KIND', filter: {}, position });
  return (counts.get(validOn) ?? [])
    .filter((row) => (status?.includes(row.status) ?? true) && (kind?.includes(row.key) ?? true))
    .map((row) => ({ kind: row.key, status: row.status, count: countIn(row, inForce) }))
    .filter(({ count }) => count > 0);
}

function countIn(row: CountRow, inForce: AgreementFilter['inForce']): number {
  if (!inForce) return row.known;
  const counts = {
    YES: row.inForce,
    UNKNOWN: row.perhapsInForce,
    NO: row.known - row.inForce - row.perhapsInForce,
  };
  return [...new Set(inForce)].reduce((sum, one) => sum + counts[one], 0);
}
