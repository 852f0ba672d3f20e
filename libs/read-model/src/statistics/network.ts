import type { AgreementStatus, Certainty, Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { PARTY_ROLES } from '../agreement/table.js';
import { oneOf, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { rootsBelow } from '../organization/tree.js';

/** Which agreements and parties a network shows. */
export interface NetworkAsked {
  readonly statuses: readonly AgreementStatus[];
  /** Agreements of these kinds alone; null: of all. */
  readonly kinds: readonly string[] | null;
  /** Agreements alone in which one of these organisations is a party; null: all. */
  readonly around: readonly string[] | null;
}

/** An organisation that is a party of an agreement; those that are the same are their root. */
export interface NetworkEdgeRow {
  readonly agreement_id: string;
  readonly organization_id: string;
  readonly certainty: Certainty;
  readonly capacity: string | null;
  readonly since: Day;
}

/** The parties of the agreements of a network, by the agreements' titles; `first + 1` at most, so that it shows whether there are more. */
export async function networkEdges(
  db: Db,
  asked: NetworkAsked,
  asOf: AsOf,
  first: number,
): Promise<readonly NetworkEdgeRow[]> {
  const { rows } = await sql<NetworkEdgeRow>`
    with rooted as (${rootsBelow(db, asOf)})
    select s.agreement_id, party.organization_id, party.certainty, party.capacity, party.since
    from ${tableOf(db, 'agreement_status')} s
    cross join lateral (
      select coalesce(r.root, p.organization_id) as organization_id,
        case when bool_or(p.certainty = 'CERTAIN') then 'CERTAIN' else 'POSSIBLE' end as certainty,
        (array_agg(p.capacity order by p.since_day, p.organization_id))[1] as capacity,
        min(p.since_day)::text as since
      from ${tableOf(db, 'participation')} p
      left join rooted r on r.id = p.organization_id
      where p.agreement_id = s.agreement_id and ${oneOf('p.role', PARTY_ROLES)} and ${validAndKnown('p', asOf)}
      group by 1
    ) party
    where ${shown(db, asked, asOf)}
    order by s.title_key, s.agreement_id, party.organization_id
    limit ${first + 1}`.execute(db);
  return rows;
}

/** How many agreements of a network an organisation is a party of, and how many others are with it. */
export interface NetworkCounts {
  readonly organization_id: string;
  readonly agreements: number;
  readonly partners: number;
}

/** What some organisations of a network count in it, whether or not all of it is shown: from the table that counts read. */
export async function networkCounts(
  db: Db,
  organizationIds: readonly string[],
  asked: NetworkAsked,
  asOf: AsOf,
): Promise<readonly NetworkCounts[]> {
  const roots = [...organizationIds];
  const { rows } = await sql<{ readonly [name in keyof NetworkCounts]: string }>`
    with rooted as (${rootsBelow(db, asOf)}),
    member (id, root) as (
      select root.id, root.id from unnest(${roots}::text[]) root (id)
      union
      select r.id, r.root from rooted r where r.root = any(${roots}::text[])
    ),
    part as (
      select distinct m.root as organization_id, p.agreement_id from member m
      join ${tableOf(db, 'participation')} p on p.organization_id = m.id
      join ${tableOf(db, 'agreement_counted')} s on s.agreement_id = p.agreement_id
      where ${oneOf('p.role', PARTY_ROLES)} and ${validAndKnown('p', asOf)} and ${shown(db, asked, asOf)}
    )
    select part.organization_id, count(distinct part.agreement_id) as agreements,
      count(distinct coalesce(r.root, p.organization_id)) - 1 as partners
    from part
    join ${tableOf(db, 'participation')} p on p.agreement_id = part.agreement_id
    left join rooted r on r.id = p.organization_id
    where ${oneOf('p.role', PARTY_ROLES)} and ${validAndKnown('p', asOf)}
    group by part.organization_id`.execute(db);
  return rows.map(({ organization_id, agreements, partners }) => ({
    organization_id,
    agreements: Number(agreements),
    partners: Number(partners),
  }));
}

/** The agreements that a network shows, as `s`. */
function shown(db: Db, { statuses, kinds, around }: NetworkAsked, asOf: AsOf): RawBuilder<boolean> {
  const conditions = [validAndKnown('s', asOf), oneOf('s.status', statuses)];
  if (kinds) conditions.push(oneOf('s.kind', kinds));
  if (around)
    conditions.push(sql<boolean>`s.agreement_id in (
      select a.agreement_id from ${tableOf(db, 'participation')} a
      where ${oneOf('a.organization_id', around)} and ${oneOf('a.role', PARTY_ROLES)} and ${validAndKnown('a', asOf)})`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
