import {
  identifierKey,
  type AgreementStatus,
  type Certainty,
  type Claim,
  type Day,
  type YesNoUnknown,
} from '@entente/domain';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
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
import { countOfEach, type Counted, type Member, type Nested } from '../asking/nested-pages.js';
import { mapPage, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import { predecessorsOf, scopesOf } from '../organization/tree.js';
import type { Tables } from '../tables.js';
import { hasOneOf, type FlagsAsked } from './flag-conditions.js';
import { PARTY_ROLES, type ParticipationRole } from './table.js';

/** What `agreements` may be narrowed to; members are joined by "and", values of one member by "or". */
export interface AgreementFilter {
  readonly status?: readonly AgreementStatus[];
  readonly inForce?: readonly YesNoUnknown[];
  readonly certainty?: Certainty;
  /** An organisation that takes part; where it is the root of those that are the same, any of them. */
  readonly partyId?: string;
  /** One of these organisations takes part. */
  readonly partyIds?: readonly string[];
  /** In one of these roles, with `partyId` or `partyIds`; PARTY by default. */
  readonly roles?: readonly ParticipationRole[];
  readonly kind?: readonly string[];
  readonly text?: string;
  /** The last day in force from this day on; none without an end. */
  readonly endsFrom?: Day;
  /** The last day in force up to this day. */
  readonly endsTo?: Day;
  readonly ids?: readonly string[];
  /** With an event that was recorded at this instant or later. */
  readonly recordedSince?: Date;
  /** Citing this source. */
  readonly sourceId?: string;
  /** With this identifier in a register, whatever its case and spaces. */
  readonly identifier?: Claim;
  /** With one of these flags. */
  readonly flagged?: FlagsAsked;
}

export type AgreementSort = 'TITLE' | 'END_DATE' | 'LAST_RECORDED';

/** Which way a list goes: from the first to the last of its order, or back. */
export type SortDirection = 'ASC' | 'DESC';

/** A question about rows of the status, as `s`: as they are answered, or as they are counted. */
export type StatusQuery = SelectQueryBuilder<Tables & { s: Tables['agreement_status'] }, 's', object>;

/** The rows of the status that pass a filter on a day, as they are answered or as they are counted. */
export function filtered(
  db: Db,
  filter: AgreementFilter,
  asOf: AsOf,
  of: 'agreement_status' | 'agreement_counted' = 'agreement_status',
): StatusQuery {
  const { partyIds, flagged } = filter;
  // A flag is asked of what answers one agreement.
  const all = db.selectFrom(`${flagged ? 'agreement_status' : of} as s`) as unknown as StatusQuery;
  let query = narrow(all.where(validAndKnown('s', asOf)), db, filter, asOf);
  if (flagged) query = query.where(hasOneOf(db, flagged, asOf));
  if (partyIds)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('participation as p')
          .select(sql`1`.as('one'))
          .whereRef('p.agreement_id', '=', 's.agreement_id')
          .where(oneOf('p.organization_id', partyIds))
          .where(oneOf('p.role', filter.roles ?? ['PARTY']))
          .where(validAndKnown('p', asOf)),
      ),
    );
  return query;
}

/** All that a filter asks of a row of the status, but for who takes part and for flags, which depend on the day. */
export function narrow(
  of: StatusQuery,
  db: Db,
  filter: Omit<AgreementFilter, 'partyId' | 'partyIds' | 'roles' | 'flagged'>,
  asOf: AsOf,
): StatusQuery {
  let query = of;
  if (filter.status) query = query.where(oneOf('s.status', filter.status));
  if (filter.inForce) query = query.where(oneOf('s.in_force', filter.inForce));
  if (filter.certainty) query = query.where('s.certainty', '=', filter.certainty);
  if (filter.kind) query = query.where(oneOf('s.kind', filter.kind));
  if (filter.endsFrom !== undefined)
    query = query.where('s.ends_on', '>=', filter.endsFrom).where('s.ends_on', '<', 'infinity');
  if (filter.endsTo !== undefined) query = query.where('s.ends_on', '<=', filter.endsTo);
  if (filter.ids) query = query.where(oneOf('s.agreement_id', filter.ids));
  const { text, sourceId, identifier, recordedSince } = filter;
  if (recordedSince)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('agreement_recorded as r')
          .select(sql`1`.as('one'))
          .whereRef('r.agreement_id', '=', 's.agreement_id')
          .where(knownThen('r', asOf)).where(sql<boolean>`r.last_recorded > coalesce((
            select position from ${tableOf(db, 'event')} where known < ${recordedSince}
            order by known desc, position desc limit 1), -1)`),
      ),
    );
  if (sourceId !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('cited_source as c')
          .select(sql`1`.as('one'))
          .whereRef('c.agreement_id', '=', 's.agreement_id')
          .where('c.source_id', '=', sourceId)
          .where(knownThen('c', asOf)),
      ),
    );
  if (identifier)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('agreement as a')
          .select(sql`1`.as('one'))
          .whereRef('a.agreement_id', '=', 's.agreement_id')
          .where(sql<boolean>`a.identifiers @> ${[identifierKey(identifier)]}::text[]`)
          .where(knownThen('a', asOf)),
      ),
    );
  if (isSearch(text))
    query = query.where(
      foundIn(db, 'agreement', { column: 'agreement_id', as: 's.agreement_id' }, text, asOf),
    );
  return query;
}

/** Stretches of days that overlap, made one: of each participation of a group. */
export const MERGED_DAYS = sql`unnest(range_agg(daterange(p.valid_from, p.valid_to)))`;

/**
 * The rows of the status, as they are counted, that pass a filter as known then, whatever the day: each with the days on which it
 * does, from `begins` to the day before `ends`. What is asked of the status and of who takes part is asked on each day.
 *
 * @param between only rows of these days, the first and the last
 */
export function stretchesOf(
  db: Db,
  { partyIds, roles = ['PARTY'], ...filter }: Omit<AgreementFilter, 'partyId' | 'flagged'>,
  asOf: AsOf,
  between?: { readonly first: Day; readonly last: Day },
): RawBuilder<unknown> {
  const counted = db.selectFrom('agreement_counted as s') as unknown as StatusQuery;
  const known = counted.where(knownThen('s', asOf));
  const all = between
    ? known.where('s.valid_from', '<=', between.last).where('s.valid_to', '>', between.first)
    : known;
  const stretches = narrow(all, db, filter, asOf).selectAll('s');
  if (!partyIds) return sql`select s.*, s.valid_from as begins, s.valid_to as ends from (${stretches}) s`;
  return sql`
    select s.*, greatest(s.valid_from, lower(part.days)) as begins, least(s.valid_to, upper(part.days)) as ends
    from (${stretches}) s
    join (
      select p.agreement_id, ${MERGED_DAYS} as days from ${tableOf(db, 'participation')} p
      where ${oneOf('p.organization_id', partyIds)} and ${oneOf('p.role', roles)} and ${knownThen('p', asOf)}
      group by p.agreement_id
    ) part on part.agreement_id = s.agreement_id and part.days && daterange(s.valid_from, s.valid_to)`;
}

/**
 * The days on which a list of agreements may change, as known then, in their order: which of them pass the filter, their status
 * and their parties. Of more than `most`, those nearest to the day that is asked about.
 */
export async function listDaysOf(
  db: Db,
  filter: Omit<AgreementFilter, 'flagged'>,
  asOf: AsOf,
  most: number,
): Promise<readonly Day[]> {
  const listed = stretchesOf(db, await resolved(db, filter, asOf), asOf);
  const { rows } = await sql<{ day: Day }>`
    with listed as (select agreement_id, begins, ends from (${listed}) stretch)
    select day from (
      select day from (
        select unnest(array[begins, ends]) as day from listed
        union all
        select unnest(array[p.valid_from, p.valid_to]) from ${tableOf(db, 'participation')} p
        where ${oneOf('p.role', PARTY_ROLES)} and ${knownThen('p', asOf)} and exists (
          select 1 from listed
          where listed.agreement_id = p.agreement_id and listed.begins < p.valid_to and listed.ends > p.valid_from)
      ) found where isfinite(day) group by day
      order by abs(day - ${asOf.validOn}::date), day limit ${most}
    ) nearest order by day`.execute(db);
  return rows.map(({ day }) => day);
}

/** A filter that names an organisation, as it is then: those that are linked below it are it. */
export async function resolved<Filter extends { readonly partyId?: string }>(
  db: Db,
  filter: Filter,
  asOf: AsOf,
): Promise<Omit<Filter, 'partyId'> & { readonly partyIds?: readonly string[] }> {
  const { partyId, ...rest } = filter;
  if (partyId === undefined) return rest;
  const scope = await scopesOf(db, [partyId], asOf);
  return { ...rest, partyIds: scope.map(({ member }) => member) };
}

/** A page of agreements that pass the filter, in a stable order. The nodes are ids. */
export async function listAgreements(
  db: Db,
  list: {
    readonly filter: AgreementFilter;
    readonly sort: AgreementSort;
    /** By default the usual one of the order: LAST_RECORDED begins with the last, all others with the first. */
    readonly direction?: SortDirection | undefined;
    readonly asOf: AsOf;
    readonly page: PageRequest;
  },
): Promise<Page<string>> {
  const filter = await resolved(db, list.filter, list.asOf);
  return mapPage(await pageOfAgreements(db, { ...list, filter }), ({ agreement_id }) => agreement_id);
}

const DIRECTIONS = { TITLE: 'ASC', END_DATE: 'ASC', LAST_RECORDED: 'DESC' } as const;

function pageOfAgreements(
  db: Db,
  { filter, sort, direction, asOf, page }: Parameters<typeof listAgreements>[1],
): Promise<Page<{ readonly agreement_id: string }>> {
  const base = filtered(db, filter, asOf);
  const descending = (direction ?? DIRECTIONS[sort]) === 'DESC';
  const byId = { column: 's.agreement_id', type: 'text', descending } as const;
  switch (sort) {
    case 'TITLE': {
      const order = [{ column: 's.title_key', type: 'text', descending }, byId] as const;
      return pageOf(base.select(['s.agreement_id', 's.title_key']), order, page);
    }
    case 'END_DATE': {
      const order = [{ column: 's.ends_on', type: 'date', descending }, byId] as const;
      return pageOf(base.select(['s.agreement_id', 's.ends_on']), order, page);
    }
    case 'LAST_RECORDED': {
      const order = [{ column: 'r.last_recorded', type: 'bigint', descending }, byId] as const;
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

/** Whose agreements those of an organisation are: its own and those of the same, or those of who merged into it by the day. */
export type AgreementsOf = 'OWN' | 'INHERITED';

/** Which agreements of an organisation: in which roles it takes part, whose they are, and whether they are in force. */
export interface WhichOf {
  readonly roles: readonly ParticipationRole[];
  readonly whose: AgreementsOf;
  /** In force, not, or not known; any where none is given. */
  readonly inForce?: readonly YesNoUnknown[] | undefined;
}

function takingPart(
  db: Db,
  organizationIds: readonly string[],
  whose: AgreementsOf,
  asOf: AsOf,
): Promise<readonly Member[]> {
  return whose === 'OWN' ? scopesOf(db, organizationIds, asOf) : predecessorsOf(db, organizationIds, asOf);
}

/** The parties of agreements that stand for organisations which are asked for: `w.parent` is the one that was asked for. */
function participating(
  db: Db,
  pairs: readonly Member[],
  roles: readonly ParticipationRole[],
  asOf: AsOf,
): { readonly from: RawBuilder<unknown>; readonly where: RawBuilder<boolean> } {
  const [parents, members] = [pairs.map(({ parent }) => parent), pairs.map(({ member }) => member)];
  return {
    from: sql`${tableOf(db, 'participation')} p
      join unnest(${parents}::text[], ${members}::text[]) w (parent, member) on w.member = p.organization_id`,
    where: sql<boolean>`${oneOf('p.organization_id', [...new Set(members)])} and ${oneOf('p.role', roles)}
      and ${validAndKnown('p', asOf)}`,
  };
}

/**
 * The first agreements of each organisation by title; the nodes are ids. All of them are joined at once and numbered: to look up
 * the title of each agreement of each organisation costs many times as much where there are many.
 */
export async function firstAgreementsOf(
  db: Db,
  organizationIds: readonly string[],
  { roles, whose, inForce }: WhichOf,
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<string>[]> {
  type Listed = Pick<Tables['agreement_status'], 'agreement_id' | 'title_key'> & { readonly parent: string };
  const pairs = await takingPart(db, organizationIds, whose, asOf);
  const { from, where } = participating(db, pairs, roles, asOf);
  const { rows } = await sql<Listed>`
    select parent, agreement_id, title_key from (
      select listed.*, row_number() over (partition by parent order by title_key, agreement_id) as place from (
        select distinct w.parent, s.agreement_id, s.title_key
        from ${from}
        join ${tableOf(db, 'agreement_status')} s on s.agreement_id = p.agreement_id and ${validAndKnown('s', asOf)}
        where ${where} and ${inForce ? oneOf('s.in_force', inForce) : sql`true`}
      ) listed
    ) numbered
    where place <= ${first + 1}
    order by parent, title_key, agreement_id`.execute(db);
  return rows.map(({ parent, agreement_id, title_key }) => ({
    parent,
    node: agreement_id,
    keys: [title_key, agreement_id],
  }));
}

/** How many agreements each organisation takes part in, in one of these roles. */
export async function countAgreementsOf(
  db: Db,
  organizationIds: readonly string[],
  { roles, whose, inForce }: WhichOf,
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  const pairs = await takingPart(db, organizationIds, whose, asOf);
  const { from, where } = participating(db, pairs, roles, asOf);
  return countOfEach(
    db,
    sql<Counted>`
      select w.parent, count(distinct p.agreement_id) from ${from}
      ${inForce ? sql`join ${tableOf(db, 'agreement_status')} s on s.agreement_id = p.agreement_id and ${validAndKnown('s', asOf)} and ${oneOf('s.in_force', inForce)}` : sql``}
      where ${where} group by w.parent`,
  );
}

/** A page of the agreements that an organisation has inherited by the day; the nodes are ids. */
export async function listInherited(
  db: Db,
  organizationId: string,
  asOf: AsOf,
  page: PageRequest,
): Promise<Page<string>> {
  const pairs = await predecessorsOf(db, [organizationId], asOf);
  const partyIds = pairs.map(({ member }) => member);
  return listAgreements(db, { filter: { partyIds, roles: PARTY_ROLES }, sort: 'TITLE', asOf, page });
}
