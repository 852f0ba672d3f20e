import type { PartyDays } from '@entente/domain';
import { sql } from 'kysely';
import { knownThen, oneOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { byKeys } from '../asking/by-keys.js';
import { STILL_KNOWN } from '../schema/table.js';
import { PARTY_ROLES } from './table.js';
import type { Tables } from '../tables.js';

/** What is asked for of a row of each: a list reads hundreds of them. */
const AGREEMENT = ['agreement_id', 'kind', 'registration', 'registered_by', 'annulled', 'amended'] as const;
const STATUS = [
  'agreement_id',
  'status',
  'possible',
  'certainty',
  'in_force',
  'since',
  'decided_by',
  'decided',
  'rectified',
  'date_uncertain',
  'term',
  'ends_on',
  'governing',
  'parties',
  'partly_suspended',
] as const;
const PARTICIPATION = [
  'agreement_id',
  'organization_id',
  'role',
  'certainty',
  'event_id',
  'since',
  'decided_by',
  'joined',
  'capacity',
  'name_as_signed',
  'signed_by',
  'until',
  'left_by',
  'notified_by',
  'succeeds',
  'succeeded_by',
  'suspended',
] as const;

/** Who takes part, without what a page says of it: two thirds of what a row of it costs. */
const TAKING_PART = [
  'agreement_id',
  'organization_id',
  'event_id',
  'role',
  'certainty',
  'suspended',
] as const satisfies readonly (typeof PARTICIPATION)[number][];

export type AgreementRow = Pick<Tables['agreement'], (typeof AGREEMENT)[number]>;
export type StatusRow = Pick<Tables['agreement_status'], (typeof STATUS)[number]>;
export type ParticipationRow = Pick<Tables['participation'], (typeof PARTICIPATION)[number]>;
/** An organisation takes part in an agreement once by one event. */
export type TakingPartRow = Pick<ParticipationRow, (typeof TAKING_PART)[number]>;
export type LeadRow = Tables['lead'];
export type TermRow = Tables['term'];
export type CitedSourceRow = Tables['cited_source'];
export type OpeningRow = Tables['opening'];
export type TextRow = Tables['agreement_text'];
export type ContentRow = Tables['agreement_content'];
export type AmendmentRow = Tables['amendment'];
export type ReviewRow = Tables['review'];
export type SupersessionRow = Tables['supersession'];
export type SuspensionRow = Tables['suspension'];
export type PassedOverRow = Tables['passed_over'];

/** Agreements by id, as known then. */
export const agreementsByIds = byKeys<AgreementRow>('agreement_id', (db, ids, asOf) =>
  db
    .selectFrom('agreement')
    .select(AGREEMENT)
    .where(oneOf('agreement_id', ids))
    .where(knownThen('agreement', asOf)),
);

/** The status of each agreement, one row an agreement that was known then. */
export const statusesOf = byKeys<StatusRow>('agreement_id', (db, ids, asOf) =>
  db
    .selectFrom('agreement_status')
    .select(STATUS)
    .where(oneOf('agreement_id', ids))
    .where(validAndKnown('agreement_status', asOf)),
);

/** Who took part, parties by rank, then day, then id. */
export const takingPartOf = participations(TAKING_PART);

/** The same with all that is said of it. */
export const participationsOf = participations(PARTICIPATION);

function participations<Column extends keyof ParticipationRow>(
  columns: readonly ('agreement_id' | Column)[],
) {
  return byKeys<Pick<ParticipationRow, 'agreement_id' | Column>>('agreement_id', (db, agreementIds, asOf) =>
    db
      .selectFrom('participation')
      .select(columns)
      .where(oneOf('agreement_id', agreementIds))
      .where(validAndKnown('participation', asOf))
      .orderBy(sql`signatory_rank nulls last`)
      .orderBy('since_day')
      .orderBy('organization_id'),
  );
}

/** When organisations are parties of which agreements, on all days, as known now. */
export async function partyDaysOf(db: Db, organizationIds: readonly string[]): Promise<readonly PartyDays[]> {
  return db
    .selectFrom('participation')
    .select(['agreement_id as agreementId', 'organization_id as organizationId'])
    .select(['valid_from as from', 'valid_to as to'])
    .where(oneOf('organization_id', organizationIds))
    .where(oneOf('role', PARTY_ROLES))
    .where(sql<boolean>`known_to = ${STILL_KNOWN.toString()}::bigint`)
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

/** The opening for signature of each agreement that had been opened by then. */
export async function openingsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly OpeningRow[]> {
  return db
    .selectFrom('opening')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where('opened_day', '<=', asOf.validOn)
    .where(knownThen('opening', asOf))
    .execute();
}

/** When something of each agreement was recorded last, as known then. */
export async function lastRecordedOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly { readonly agreement_id: string; readonly recorded: Date }[]> {
  return db
    .selectFrom('agreement_recorded as r')
    .innerJoin('event as e', 'e.position', 'r.last_recorded')
    .select(['r.agreement_id', 'e.recorded'])
    .where(oneOf('r.agreement_id', agreementIds))
    .where(knownThen('r', asOf))
    .execute();
}

/** The texts deposited of each agreement, in the order of the log; valid time does not filter them. */
export async function textsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly TextRow[]> {
  return db
    .selectFrom('agreement_text')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(knownThen('agreement_text', asOf))
    .orderBy('place')
    .execute();
}

/** The facts of each agreement that its line does not count, in the order of the log; valid time does not filter them. */
export async function passedOverOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly PassedOverRow[]> {
  return db
    .selectFrom('passed_over as o')
    .innerJoin('event as e', 'e.id', 'o.event_id')
    .selectAll('o')
    .where(oneOf('o.agreement_id', agreementIds))
    .where(knownThen('o', asOf))
    .orderBy('e.position')
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

/** Every suspension of the agreements, oldest first; valid time does not filter them. */
export async function suspensionsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly SuspensionRow[]> {
  return db
    .selectFrom('suspension')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(knownThen('suspension', asOf))
    .orderBy('place')
    .execute();
}

/** What each amended agreement said of itself on the day. */
export async function contentsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly ContentRow[]> {
  return db
    .selectFrom('agreement_content')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(validAndKnown('agreement_content', asOf))
    .execute();
}

/** Every amendment of the agreements, in the order in which they take effect; valid time does not filter them. */
export async function amendmentsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly AmendmentRow[]> {
  return db
    .selectFrom('amendment')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(knownThen('amendment', asOf))
    .orderBy('place')
    .execute();
}

/** Every review of the agreements, in the order of the log; valid time does not filter them. */
export async function reviewsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly ReviewRow[]> {
  return db
    .selectFrom('review')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(knownThen('review', asOf))
    .orderBy('place')
    .execute();
}

/** Which agreement had taken the place of each by then. */
export async function supersededBy(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly SupersessionRow[]> {
  return db
    .selectFrom('supersession')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(validAndKnown('supersession', asOf))
    .execute();
}

/** The agreements of which each had taken the place by then, by id. */
export async function supersededWith(
  db: Db,
  successorIds: readonly string[],
  asOf: AsOf,
): Promise<readonly SupersessionRow[]> {
  return db
    .selectFrom('supersession')
    .selectAll()
    .where(oneOf('successor_id', successorIds))
    .where(validAndKnown('supersession', asOf))
    .orderBy('agreement_id')
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
