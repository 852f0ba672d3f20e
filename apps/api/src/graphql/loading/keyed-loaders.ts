import type { ResolutionStage } from '@entente/domain';
import {
  agreementsByIds,
  correctedEvents,
  amendmentsOf,
  annualsOf,
  bylawsOf,
  committeesByIds,
  conflictsOf,
  countCommitteesOf,
  countResolutionsOf,
  firstCommitteesOf,
  firstResolutionsOf,
  mandatesOfCommittees,
  outcomesOf,
  programmesByIds,
  projectsByIds,
  resolutionsByIds,
  rulesOfProgrammes,
  type ResolutionRow,
  contentsOf,
  firstEventsOf,
  type HistoryAsked,
  fundingsByIds,
  commitmentsOf,
  envelopesByIds,
  indicatorsOf,
  flagFactsOf,
  intentsOf,
  designationsOf,
  disputesOfEvents,
  disputesOfStreams,
  lastRecordedOf,
  leadsOf,
  mergersInto,
  mergersOf,
  meetingsByIds,
  missionResultsOf,
  missionsByIds,
  openingsOf,
  namesOf,
  organizationsByIds,
  participationLinesOf,
  participationsOf,
  passedOverOf,
  personsByIds,
  relationsOf,
  reviewsOf,
  rolesInOrganizations,
  rolesOfPersons,
  sameNamesAs,
  sourcesByIds,
  sourcesCitedBy,
  statusesOf,
  statusLinesOf,
  recordingsOf,
  supersededBy,
  supersededWith,
  suspensionsOf,
  takingPartOf,
  termsOf,
  textsOf,
  treesOf,
  type WhichOf,
  type AsOf,
  type EventRow,
  type FundingRow,
  type MeetingRow,
  type ParticipationRow,
  type TakingPartRow,
  type MeetingState,
  type TreeRow,
  awardedOn,
  countAgreementsOf,
  countsOn,
  countOrganizations,
  totalsOn,
  type Counting,
  type Total,
  countCitationsOf,
  countEventsOf,
  firstCitationsOf,
  type CitationRow,
  countFundingsOf,
  countMeetingsOf,
  firstAgreementsOf,
  firstFundingsOf,
  firstMeetingsOf,
} from '@entente/read-model';
import { asOfKey, grouped, many, nested, one, pagedKey, whenAsked, type Paged } from './keyed.js';

/** What tells a participation in an agreement from the others. */
type Part = Pick<TakingPartRow, 'organization_id' | 'event_id'>;

const LOADERS = {
  agreement: one(agreementsByIds, ({ agreement_id }) => agreement_id),
  status: one(statusesOf, ({ agreement_id }) => agreement_id),
  statusLine: many(statusLinesOf, ({ agreement_id }) => agreement_id),
  participationLine: many(participationLinesOf, ({ agreement_id }) => agreement_id),
  recordings: many(recordingsOf, ({ stream }) => stream),
  flagFacts: one(flagFactsOf, ({ agreementId }) => agreementId),
  takingPart: many(takingPartOf, ({ agreement_id }) => agreement_id),
  participation: grouped(async (db, ids, asOf: AsOf) => {
    const nameOf = ({ organization_id, event_id }: Part) => `${organization_id} ${event_id}`;
    const rows = new Map((await participationsOf(db, ids, asOf)).map((row) => [nameOf(row), row]));
    return () =>
      (part: Part): ParticipationRow => {
        const row = rows.get(nameOf(part));
        if (!row) throw new Error(`nothing is said of how ${part.organization_id} takes part`);
        return row;
      };
  }, asOfKey),
  leads: many(leadsOf, ({ agreement_id }) => agreement_id),
  terms: many(termsOf, ({ agreement_id }) => agreement_id),
  suspensions: many(suspensionsOf, ({ agreement_id }) => agreement_id),
  supersededBy: one(supersededBy, ({ agreement_id }) => agreement_id),
  supersedes: many(supersededWith, ({ successor_id }) => successor_id),
  content: one(contentsOf, ({ agreement_id }) => agreement_id),
  amendments: many(amendmentsOf, ({ agreement_id }) => agreement_id),
  reviews: many(reviewsOf, ({ agreement_id }) => agreement_id),
  lastRecorded: one(lastRecordedOf, ({ agreement_id }) => agreement_id),
  opening: one(openingsOf, ({ agreement_id }) => agreement_id),
  texts: many(textsOf, ({ agreement_id }) => agreement_id),
  passedOver: many(passedOverOf, ({ agreement_id }) => agreement_id),
  disputesOfStream: many(disputesOfStreams, ({ stream }) => stream),
  disputesOfEvent: many(disputesOfEvents, ({ named }) => named),
  intents: many(intentsOf, ({ agreement_id }) => agreement_id),
  sourcesCited: many(sourcesCitedBy, ({ agreement_id }) => agreement_id),
  organization: one(organizationsByIds, ({ organization_id }) => organization_id),
  names: many(namesOf, ({ organization_id }) => organization_id),
  sameNames: many(sameNamesAs, ({ organizationId }) => organizationId),
  tree: grouped(async (db, ids, asOf: AsOf) => {
    const trees = new Map((await treesOf(db, ids, asOf)).map((tree) => [tree.id, tree]));
    return (id): TreeRow => trees.get(id) ?? { id, root: id, members: [id] };
  }, asOfKey),
  mergedInto: one(mergersOf, ({ predecessor_id }) => predecessor_id),
  mergers: many(mergersInto, ({ organization_id }) => organization_id),
  relations: many(relationsOf, ({ organization_id }) => organization_id),
  designations: many(designationsOf, ({ organization_id }) => organization_id),
  rolesIn: many(rolesInOrganizations, ({ organization_id }) => organization_id ?? ''),
  person: one(personsByIds, ({ person_id }) => person_id),
  rolesOf: many(rolesOfPersons, ({ person_id }) => person_id),
  meeting: one(meetingsByIds, ({ meeting_id }) => meeting_id),
  funding: one(fundingsByIds, ({ funding_id }) => funding_id),
  envelope: one(envelopesByIds, ({ envelope_id }) => envelope_id),
  commitments: many(commitmentsOf, ({ envelope_id }) => envelope_id),
  indicators: one(indicatorsOf, ({ funding_id }) => funding_id),
  missionResults: many(missionResultsOf, ({ mission_id }) => mission_id),
  mission: one(missionsByIds, ({ mission_id }) => mission_id),
  committee: one(committeesByIds, ({ committee_id }) => committee_id),
  bylaw: one(bylawsOf, ({ committee_id }) => committee_id),
  mandates: many(mandatesOfCommittees, ({ committee_id }) => committee_id),
  conflicts: many(conflictsOf, ({ committee_id }) => committee_id),
  resolution: one(resolutionsByIds, ({ resolution_id }) => resolution_id),
  project: one(projectsByIds, ({ project_id }) => project_id),
  programme: one(programmesByIds, ({ programme_id }) => programme_id),
  rules: many(rulesOfProgrammes, ({ programme_id }) => programme_id),
  outcomes: many(outcomesOf, ({ programme_id }) => programme_id),
  annuals: many(annualsOf, ({ programme_id }) => programme_id),

  firstCommittees: nested<string, Paged>(
    (db, ids, { asOf, first }) => firstCommitteesOf(db, ids, asOf, first),
    pagedKey,
  ),
  committeeCount: grouped(async (db, ids, asOf: AsOf) => {
    const counts = await countCommitteesOf(db, ids, asOf);
    return (id) => counts.get(id) ?? 0;
  }, asOfKey),
  firstResolutions: nested<ResolutionRow, Paged & Decided>(
    (db, ids, { asOf, first, state }) => firstResolutionsOf(db, ids, state, asOf, first),
    (group) => `${pagedKey(group)}|${group.state}`,
  ),
  resolutionCount: grouped(
    async (db, ids, { asOf, state }: { readonly asOf: AsOf } & Decided) => {
      const counts = await countResolutionsOf(db, ids, state, asOf);
      return (id) => counts.get(id) ?? 0;
    },
    ({ asOf, state }) => `${asOfKey(asOf)}|${state}`,
  ),

  counts: grouped(
    async (db, days, { filterName: _name, ...counting }: Counting & { readonly filterName: string }) => {
      const counts = await countsOn(db, days, counting);
      return (day) => counts.get(day) ?? [];
    },
    ({ dimension, filterName, position }) => `${dimension}|${filterName}|${position}`,
  ),
  total: grouped(
    async (db, days, which: { readonly total: Total; readonly position: bigint }) => {
      const totals = await totalsOn(db, days, which);
      return (day) => totals.get(day) ?? 0;
    },
    ({ total, position }) => `${total}|${position}`,
  ),
  awarded: grouped(
    async (db, days, at: { readonly position: bigint }) => {
      const sums = await awardedOn(db, days, at);
      return (day) => sums.get(day) ?? [];
    },
    ({ position }) => String(position),
  ),
  organizationCount: grouped(
    async (db, _ids, { position }: { readonly position: bigint }) => {
      // They are known, not so on a day.
      const count = await countOrganizations(db, null, { validOn: '0001-01-01', position });
      return () => count;
    },
    ({ position }) => String(position),
  ),

  firstMeetings: nested<MeetingRow, Paged & InState>(
    (db, ids, { asOf, first, state }) => firstMeetingsOf(db, ids, state, asOf, first),
    (group) => `${pagedKey(group)}|${group.state}`,
  ),
  meetingCount: grouped(
    async (db, ids, { asOf, state }: { readonly asOf: AsOf } & InState) => {
      const counts = await countMeetingsOf(db, ids, state, asOf);
      return (id) => counts.get(id) ?? 0;
    },
    ({ asOf, state }) => `${asOfKey(asOf)}|${state}`,
  ),
  firstAgreements: nested<string, Paged & WhichOf>(
    (db, ids, { asOf, first, ...which }) => firstAgreementsOf(db, ids, which, asOf, first),
    (group) => `${pagedKey(group)}|${whichKey(group)}`,
  ),
  agreementCount: grouped(
    async (db, ids, { asOf, ...which }: { readonly asOf: AsOf } & WhichOf) => {
      const counts = await countAgreementsOf(db, ids, which, asOf);
      return (id) => counts.get(id) ?? 0;
    },
    (group) => `${asOfKey(group.asOf)}|${whichKey(group)}`,
  ),
  firstFundings: nested<FundingRow, Paged>(
    (db, ids, { asOf, first }) => firstFundingsOf(db, ids, asOf, first),
    pagedKey,
  ),
  fundingCount: grouped(async (db, ids, asOf: AsOf) => {
    const counts = await countFundingsOf(db, ids, asOf);
    return (id) => counts.get(id) ?? 0;
  }, asOfKey),
  firstEvents: nested<EventRow, Paged & { readonly history: HistoryAsked }>(
    (db, ids, { asOf, first, history }) =>
      firstEventsOf(db, ids, { ...history, position: asOf.position, first }),
    (group) => `${pagedKey(group)}|${historyKey(group.history)}`,
  ),
  eventCount: grouped(
    async (db, ids, { asOf, history }: { readonly asOf: AsOf; readonly history: HistoryAsked }) => {
      const counts = await countEventsOf(db, ids, asOf.position, history);
      return (id) => counts.get(id) ?? 0;
    },
    ({ asOf, history }) => `${asOfKey(asOf)}|${historyKey(history)}`,
  ),

  firstCitations: nested<CitationRow, Paged>(
    (db, ids, { asOf, first }) => firstCitationsOf(db, ids, asOf, first),
    pagedKey,
  ),
  citationCount: grouped(async (db, ids, asOf: AsOf) => {
    const counts = await countCitationsOf(db, ids, asOf);
    return (id) => counts.get(id) ?? 0;
  }, asOfKey),
  /** What was deposited under an id, as the read model has it. */
  projectedDeposit: one(sourcesByIds, ({ source_id }) => source_id),
  /** What corrections have made of an event by then; null where it stands as it was recorded. */
  corrected: one(correctedEvents, ({ event_id }) => event_id),
};

/** What is loaded by id, and by whatever else must be the same in one statement. */
export const KeyedLoaders = whenAsked(LOADERS);

interface InState {
  readonly state: MeetingState;
}

interface Decided {
  /** Null: in whatever state. */
  readonly state: ResolutionStage | null;
}

function historyKey({ newestFirst, types }: HistoryAsked): string {
  return `${newestFirst ?? false}|${types?.join() ?? ''}`;
}

function whichKey({ roles, whose, inForce }: WhichOf): string {
  return `${whose}|${roles.join()}|${inForce?.join() ?? ''}`;
}
