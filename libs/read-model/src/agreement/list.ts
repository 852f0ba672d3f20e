import type { AgreementStatus, Certainty, Day, YesNoUnknown } from '@entente/domain';
import { sql, type SelectQueryBuilder } from 'kysely';
import {
  foundIn,
  isSearch,
  knownThen,
  oneOf,
  tableOf,
  validAndKnown,
  type AsOf,
  type Db,
} from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, mapPage, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';
import type { ParticipationRole } from './table.js';

/** What `agreements` may be narrowed to; members are joined by "and", values of one member by "or". */
export interface AgreementFilter {
  readonly status?: readonly AgreementStatus[];
  readonly inForce?: readonly YesNoUnknown[];
  readonly certainty?: Certainty;
  readonly partyId?: string;
  /** Organisations in one of these roles, with `partyId`; PARTY by default. */
  readonly roles?: readonly ParticipationRole[];
  readonly kind?: readonly string[];
  readonly text?: string;
  /** The last day in force from this day to that one. */
  readonly endsBetween?: readonly [Day, Day];
}

export type AgreementSort = 'TITLE' | 'END_DATE' | 'LAST_RECORDED';

type StatusQuery = SelectQueryBuilder<Tables & { s: Tables['agreement_status'] }, 's', object>;

function filtered(db: Db, filter: AgreementFilter, asOf: AsOf): StatusQuery {
  let query = db
    .selectFrom('agreement_status as s')
    .where(validAndKnown('s', asOf)) as unknown as StatusQuery;
  if (filter.status) query = query.where(oneOf('s.status', filter.status));
  if (filter.inForce) query = query.where(oneOf('s.in_force', filter.inForce));
  if (filter.certainty) query = query.where('s.certainty', '=', filter.certainty);
  if (filter.kind) query = query.where(oneOf('s.kind', filter.kind));
  if (filter.endsBetween)
    query = query
      .where('s.ends_on', '>=', filter.endsBetween[0])
      .where('s.ends_on', '<=', filter.endsBetween[1]);
  const { partyId, text } = filter;
  if (partyId !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('participation as p')
          .select(sql`1`.as('one'))
          .whereRef('p.agreement_id', '=', 's.agreement_id')
          .where('p.organization_id', '=', partyId)
          .where(oneOf('p.role', filter.roles ?? ['PARTY']))
          .where(validAndKnown('p', asOf)),
      ),
    );
  if (isSearch(text))
    query = query.where(
      foundIn(db, 'agreement', { column: 'agreement_id', as: 's.agreement_id' }, text, asOf),
    );
  return query;
}

/** A page of agreements that pass the filter, in a stable order. The nodes are ids. */
export async function listAgreements(
  db: Db,
  list: {
    readonly filter: AgreementFilter;
    readonly sort: AgreementSort;
    readonly asOf: AsOf;
    readonly page: PageRequest;
  },
): Promise<Page<string>> {
  return mapPage(await pageOfAgreements(db, list), ({ agreement_id }) => agreement_id);
}

const BY_ID = { column: 's.agreement_id', type: 'text' } as const;

function pageOfAgreements(
  db: Db,
  { filter, sort, asOf, page }: Parameters<typeof listAgreements>[1],
): Promise<Page<{ readonly agreement_id: string }>> {
  const base = filtered(db, filter, asOf);
  switch (sort) {
    case 'TITLE': {
      const order = [{ column: 's.title_key', type: 'text' }, BY_ID] as const;
      return pageOf(base.select(['s.agreement_id', 's.title_key']), order, page);
    }
    case 'END_DATE': {
      const order = [{ column: 's.ends_on', type: 'date' }, BY_ID] as const;
      return pageOf(base.select(['s.agreement_id', 's.ends_on']), order, page);
    }
    case 'LAST_RECORDED': {
      const order = [{ column: 'r.last_recorded', type: 'bigint', descending: true }, BY_ID] as const;
      const recorded = base
        .innerJoin('agreement_recorded as r', 'r.agreement_id', 's.agreement_id')
        .where(knownThen('r', asOf))
        .select(['s.agreement_id', 'r.last_recorded']);
      return pageOf(recorded, order, page);
    }
    default:
      return sort satisfies never;
  }
}

/** How many agreements pass the filter. */
export function countAgreements(db: Db, filter: AgreementFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}

/** The first agreements of each organisation by title; the nodes are ids. */
export async function firstAgreementsOf(
  db: Db,
  organizationIds: readonly string[],
  roles: readonly ParticipationRole[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<string>[]> {
  const list = sql`
    select distinct s.agreement_id, s.title_key from ${tableOf(db, 'participation')} p
    join ${tableOf(db, 'agreement_status')} s on s.agreement_id = p.agreement_id and ${validAndKnown('s', asOf)}
    where p.organization_id = wanted.id and ${oneOf('p.role', roles)} and ${validAndKnown('p', asOf)}`;
  type Listed = Pick<Tables['agreement_status'], 'agreement_id' | 'title_key'>;
  const rows = await firstOfEach<Listed>(db, organizationIds, list, {
    order: ['title_key', 'agreement_id'],
    first,
  });
  return rows.map(({ node, ...rest }) => ({ ...rest, node: node.agreement_id }));
}

/** How many agreements each organisation takes part in, in one of these roles. */
export function countAgreementsOf(
  db: Db,
  organizationIds: readonly string[],
  roles: readonly ParticipationRole[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select p.organization_id as parent, count(distinct p.agreement_id) from ${tableOf(db, 'participation')} p
      where ${oneOf('p.organization_id', organizationIds)} and ${oneOf('p.role', roles)} and ${validAndKnown('p', asOf)}
      group by p.organization_id`,
  );
}
