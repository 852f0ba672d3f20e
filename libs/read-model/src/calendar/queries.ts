import type { Certainty, Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { knownThen, oneOf, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import type { Page, PageRequest } from '../asking/pages.js';
import { resolved } from '../agreement/list.js';
import { PARTY_ROLES } from '../agreement/table.js';
import type { CalendarKind } from './table.js';

/** An entry of the calendar. */
export interface CalendarRow {
  readonly day: Day;
  readonly kind: CalendarKind;
  readonly certainty: Certainty;
  /** The first and the last day on which it can fall; null where nothing bounds it. */
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly event_id: string;
  readonly agreement_id: string | null;
  readonly committee_id: string | null;
  readonly organization_id: string | null;
}

/** Which days, and of which kinds; of one agreement, of one party, or of all. */
export interface CalendarFilter {
  readonly from: Day;
  readonly to: Day;
  readonly kinds?: readonly CalendarKind[];
  readonly agreementId?: string;
  /**
   * Of agreements that this organisation is a party of on the day of the answer, or about itself; where it is the root of those
   * that are the same, any of them.
   */
  readonly partyId?: string;
}

/** A filter with the organisations that stand for its party. */
type Resolved = Awaited<ReturnType<typeof resolved<CalendarFilter>>>;

/** A page of the calendar, by day, kind and event. */
export async function listCalendar(
  db: Db,
  {
    filter,
    asOf,
    page,
  }: { readonly filter: CalendarFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<CalendarRow>> {
  const { first, after } = page;
  const [day = '', kind = '', id = ''] = after ?? [];
  const going = after ? sql`(e.day, e.kind, e.event_id) > (${day}::date, ${kind}, ${id}::uuid)` : sql`true`;
  // Each part in its order and no longer than the page: an index serves the first.
  const parts = partsOf(db, await resolved(db, filter, asOf), asOf).map(
    (part) => sql`(select e.* from (${part}) e where ${going}
      order by e.day, e.kind, e.event_id limit ${first + 1}::int)`,
  );
  const { rows } = await sql<CalendarRow>`
    select e.* from (${sql.join(parts, sql` union all `)}) e
    order by e.day, e.kind, e.event_id limit ${first + 1}::int`.execute(db);
  return {
    rows: rows.slice(0, first).map((node) => ({ node, keys: [node.day, node.kind, node.event_id] })),
    hasNextPage: rows.length > first,
  };
}

/** How many entries the calendar has. */
export async function countCalendar(db: Db, filter: CalendarFilter, asOf: AsOf): Promise<number> {
  const parts = partsOf(db, await resolved(db, filter, asOf), asOf);
  const { rows } = await sql<{ count: string }>`
    select count(*) from (${sql.join(parts, sql` union all `)}) e`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

function partsOf(db: Db, filter: Resolved, asOf: AsOf): readonly RawBuilder<unknown>[] {
  const ofAgreements = [entriesOf(db, filter, asOf), periodsOf(db, filter, asOf)];
  // A mandate is of a committee.
  const narrowed = filter.agreementId !== undefined || filter.partyIds !== undefined;
  return narrowed ? ofAgreements : [...ofAgreements, mandatesOf(db, filter, asOf)];
}

function entriesOf(db: Db, filter: Resolved, asOf: AsOf): RawBuilder<unknown> {
  return sql`select c.day, c.kind, c.certainty, c.earliest, c.latest, c.event_id, c.agreement_id, null::text as committee_id,
      c.organization_id
    from ${tableOf(db, 'calendar_entry')} c
    where c.day between ${filter.from}::date and ${filter.to}::date and ${knownThen('c', asOf)}
      and ${asked(db, filter, asOf, 'c')}`;
}

/**
 * The days of terms that renew themselves: each period is reckoned at once from the end of the first, months before days. No
 * period is shorter than 28 days a month, nor longer than 31.
 */
function periodsOf(db: Db, filter: Resolved, asOf: AsOf): RawBuilder<unknown> {
  const { from, to } = filter;
  const end = (first: string) =>
    sql`(${sql.ref(first)} + make_interval(months => p.k * t.months, days => p.k * t.days))::date`;
  const [earliest, latest] = [end('t.first_earliest'), end('t.first_latest')];
  return sql`select c.day, c.kind,
      case when ${earliest} = ${latest} then 'CERTAIN' else 'POSSIBLE' end as certainty,
      ${earliest} + c.after as earliest, ${latest} + c.after as latest, t.event_id, t.agreement_id, null::text as committee_id, null::text as organization_id
    from ${tableOf(db, 'tacit_term')} t
    cross join lateral generate_series(
      greatest(0, (${from}::date - t.first_end) / (t.months * 31 + t.days) - 1),
      least(t.times, (${to}::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1)
    ) p (k)
    cross join lateral (
      select ${end('t.first_end')} + on_the_end.after as day, on_the_end.kind, on_the_end.after from (
        select 'NOTICE_DEADLINE' as kind, - t.notice_days as after where t.notice_days is not null
        union all
        select 'TACIT_RENEWAL', 1 where t.times is null or p.k < t.times
      ) on_the_end
    ) c
    where ${knownThen('t', asOf)} and c.day between ${from}::date and ${to}::date
      and c.day >= t.valid_from and c.day < t.valid_to and ${asked(db, filter, asOf, 't')}`;
}

function mandatesOf(db: Db, { from, to, kinds }: CalendarFilter, asOf: AsOf): RawBuilder<unknown> {
  const bound = (name: string) => sql`m.ended ->> ${sql.lit(name)}`;
  return sql`select m.last_day as day, 'MANDATE_END' as kind,
      case when ${bound('earliest')} = ${bound('latest')} then 'CERTAIN' else 'POSSIBLE' end as certainty,
      (${bound('earliest')})::date - 1 as earliest, (${bound('latest')})::date - 1 as latest, m.granted_by as event_id, null::text as agreement_id, m.committee_id, null::text as organization_id
    from ${tableOf(db, 'mandate')} m
    where m.last_day between ${from}::date and ${to}::date and ${knownThen('m', asOf)}
      and ${kinds === undefined || kinds.includes('MANDATE_END')}::boolean`;
}

function asked(
  db: Db,
  { kinds, agreementId, partyIds }: Resolved,
  asOf: AsOf,
  alias: 'c' | 't',
): RawBuilder<boolean> {
  const agreement = sql.ref(`${alias}.agreement_id`);
  return sql<boolean>`${kinds ? sql`c.kind = any(${[...kinds]}::text[])` : sql`true`}
    and ${agreementId === undefined ? sql`true` : sql`${agreement} = ${agreementId}`}
    and ${partyIds ? ofParty(db, partyIds, asOf, alias) : sql`true`}`;
}

/** Of an agreement that one of some organisations is a party of; of those that are about an organisation, about it, too. */
function ofParty(db: Db, partyIds: readonly string[], asOf: AsOf, alias: 'c' | 't'): RawBuilder<boolean> {
  const own = alias === 'c' ? sql`${oneOf('c.organization_id', partyIds)} or` : sql``;
  return sql<boolean>`(${own} exists (
      select from ${tableOf(db, 'participation')} p
      where p.agreement_id = ${sql.ref(`${alias}.agreement_id`)} and ${oneOf('p.organization_id', partyIds)}
        and ${oneOf('p.role', PARTY_ROLES)} and ${validAndKnown('p', asOf)}))`;
}
