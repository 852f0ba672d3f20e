import { type AgreementStatus, type Certainty, type Day, type YesNoUnknown } from '@entente/domain';
import { sql, type SelectQueryBuilder } from 'kysely';
import {
  containsWords,
  knownThen,
  oneOf,
  validAndKnown,
  tableOf,
  toPage,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from '../asking/as-of.js';
import type { Tables } from '../tables.js';
import type { ParticipationRole } from './table.js';

/** What is asked for of an agreement's row, and of a participation's: a list reads hundreds of them. */
const AGREEMENT = ['agreement_id', 'kind', 'registration'] as const;
const PARTICIPATION = [
  'agreement_id',
  'organization_id',
  'role',
  'certainty',
  'event_id',
  'since',
  'joined',
  'capacity',
  'name_as_signed',
  'signed_by',
] as const;

export type AgreementRow = Pick<Tables['agreement'], (typeof AGREEMENT)[number]>;
export type StatusRow = Tables['agreement_status'];
export type ParticipationRow = Pick<Tables['participation'], (typeof PARTICIPATION)[number]>;
export type LeadRow = Tables['lead'];
export type TermRow = Tables['term'];
export type CitedSourceRow = Tables['cited_source'];

/** What `agreements` may be narrowed to; members are joined by "and", values of one member by "or". */
export interface AgreementFilter {
  readonly status?: readonly AgreementStatus[];
  readonly inForce?: readonly YesNoUnknown[];
  readonly certainty?: Certainty;
  readonly partyId?: string;
  /** Organisations in one of these roles, with `partyId`; PARTY unless given. */
  readonly roles?: readonly ParticipationRole[];
  readonly kind?: readonly string[];
  readonly text?: string;
  /** The last day in force from this day to that one. */
  readonly endsBetween?: readonly [Day, Day];
}

export type AgreementSort = 'TITLE' | 'END_DATE' | 'LAST_RECORDED';

/** Agreements by id, as known then. */
export async function agreementsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly AgreementRow[]> {
  return db
    .selectFrom('agreement')
    .select(AGREEMENT)
    .where(oneOf('agreement_id', ids))
    .where(knownThen('agreement', asOf))
    .execute();
}

/** The status of each agreement, one row an agreement that was known then. */
export async function statusesOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly StatusRow[]> {
  return db
    .selectFrom('agreement_status')
    .selectAll()
    .where(oneOf('agreement_id', ids))
    .where(validAndKnown('agreement_status', asOf))
    .execute();
}

/** Who took part, parties by rank, then day, then id. */
export async function participationsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly ParticipationRow[]> {
  return db
    .selectFrom('participation')
    .select(PARTICIPATION)
    .where(oneOf('agreement_id', agreementIds))
    .where(validAndKnown('participation', asOf))
    .orderBy(sql`signatory_rank nulls last`)
    .orderBy('since_day')
    .orderBy('organization_id')
    .execute();
}

/** Who led, in the order of the designation. */
export async function leadsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly LeadRow[]> {
  return db
    .selectFrom('lead')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(validAndKnown('lead', asOf))
    .orderBy(sql`role nulls first`)
    .orderBy('place')
    .execute();
}

/** Every term the agreements have had, oldest first; valid time does not filter them. */
export async function termsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly TermRow[]> {
  return db
    .selectFrom('term')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(knownThen('term', asOf))
    .orderBy('place')
    .execute();
}

/** The sources that the events of each agreement cite, in the order of their first citation. */
export async function sourcesCitedBy(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly CitedSourceRow[]> {
  return db
    .selectFrom('cited_source')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(knownThen('cited_source', asOf))
    .orderBy('first_cited')
    .orderBy('source_id')
    .execute();
}

/** What the flags of a status are computed from, beside the status and its deciding events. */
export interface FlagFacts {
  readonly agreementId: string;
  /** The latest day, not after validOn, of which something recorded of the agreement speaks. */
  readonly lastEvidence: Day | null;
  readonly textDeposited: boolean;
  /** Some fact recorded of it does not count. */
  readonly passedOver: boolean;
  /** The events that contradicting evidence names. */
  readonly contradicted: readonly string[];
}

/** The facts behind the flags, for each agreement. */
export async function flagFactsOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly FlagFacts[]> {
  const { rows } = await sql<{
    agreement_id: string;
    last_evidence: Day | null;
    text_deposited: boolean;
    passed_over: boolean;
    contradicted: readonly string[];
  }>`
    select wanted.id as agreement_id,
      (select max(d.day) from ${tableOf(db, 'evidence_day')} d
        where d.agreement_id = wanted.id and ${knownThen('d', asOf)}
          and d.day <= ${asOf.validOn}::date) as last_evidence,
      exists (select 1 from ${tableOf(db, 'passed_over')} o
        where o.agreement_id = wanted.id and ${knownThen('o', asOf)}) as passed_over,
      coalesce(e.text_deposited, false) as text_deposited,
      coalesce(e.contradicted, '{}') as contradicted
    from unnest(${[...ids]}::text[]) wanted (id)
    left join ${tableOf(db, 'agreement_evidence')} e
      on e.agreement_id = wanted.id and ${knownThen('e', asOf)}`.execute(db);
  return rows.map((row) => ({
    agreementId: row.agreement_id,
    lastEvidence: row.last_evidence,
    textDeposited: row.text_deposited,
    passedOver: row.passed_over,
    contradicted: row.contradicted,
  }));
}

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
  if (text !== undefined && text.trim() !== '')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('agreement as a')
          .select(sql`1`.as('one'))
          .whereRef('a.agreement_id', '=', 's.agreement_id')
          .where(knownThen('a', asOf))
          .where(containsWords('a.search', text)),
      ),
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
  const { filter, sort, asOf, page } = list;
  const { after, first } = page;
  const base = filtered(db, filter, asOf);
  switch (sort) {
    case 'TITLE': {
      let query = base.select(['s.agreement_id as id', 's.title_key as key']);
      if (after)
        query = query.where(sql<boolean>`(s.title_key, s.agreement_id) > (${after[0]}, ${after[1]})`);
      const rows = await query
        .orderBy('s.title_key')
        .orderBy('s.agreement_id')
        .limit(first + 1)
        .execute();
      return toPage(
        rows,
        first,
        ({ id }) => id,
        ({ id, key }) => [key, id],
      );
    }
    case 'END_DATE': {
      let query = base.select(['s.agreement_id as id', sql<string>`s.ends_on::text`.as('key')]);
      if (after)
        query = query.where(sql<boolean>`(s.ends_on, s.agreement_id) > (${after[0]}::date, ${after[1]})`);
      const rows = await query
        .orderBy('s.ends_on')
        .orderBy('s.agreement_id')
        .limit(first + 1)
        .execute();
      return toPage(
        rows,
        first,
        ({ id }) => id,
        ({ id, key }) => [key, id],
      );
    }
    case 'LAST_RECORDED': {
      let query = base
        .innerJoin('agreement_recorded as r', 'r.agreement_id', 's.agreement_id')
        .where(knownThen('r', asOf))
        .select(['s.agreement_id as id', 'r.last_recorded as key']);
      if (after)
        query = query.where(
          sql<boolean>`(r.last_recorded < ${after[0]}::bigint or (r.last_recorded = ${after[0]}::bigint and s.agreement_id > ${after[1]}))`,
        );
      const rows = await query
        .orderBy('r.last_recorded', 'desc')
        .orderBy('s.agreement_id')
        .limit(first + 1)
        .execute();
      return toPage(
        rows,
        first,
        ({ id }) => id,
        ({ id, key }) => [String(key), id],
      );
    }
    default:
      return sort satisfies never;
  }
}

/** How many agreements pass the filter. */
export async function countAgreements(db: Db, filter: AgreementFilter, asOf: AsOf): Promise<number> {
  const row = await filtered(db, filter, asOf)
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
