export { LEDGER_READ_MODEL } from './ledger-read-model.js';
export { readModelPool } from './pool.js';
export { ProjectionBehindError, openReadModel, type KnownAt, type ReadModel } from './read-model.js';
export { BatchWriter, FencedError, readIncoming } from './runner/apply.js';
export { READS_SIGNER_LOCK, SIGNER_LOCK, inTransaction, withLock } from './runner/locks.js';
export { type RunnerLog, type RunnerParts } from './runner/parts.js';
export { prepareReadModel, rebuild } from './runner/rebuild.js';
export { startRunner, type Runner, type RunnerState } from './runner/runner.js';
export { keepSummary } from './runner/summaries.js';
export { followLogOf, logDiffers } from './runner/followed-log.js';
export { listVersions, liveVersion, prepareVersions, type Version } from './runner/versions.js';
export {
  damageOfReadModel,
  knownDamage,
  rememberDamage,
  type Damage,
  type KnownDamage,
} from './verify/damage.js';
export { lookAtSlice, type SliceLooked, type SliceParts, type SlicePlace } from './verify/slice.js';
export { withStandingRows, type StandingRows, type TableAsked } from './verify/standing-rows.js';
export { keepVerification, lastVerifications, type Verification } from './verify/verifications.js';
export { verify, type Progress, type Verified } from './verify/verify.js';
export { STILL_KNOWN } from './schema/table.js';
export { schemaOf, type Accounts } from './schema/version-tables.js';
export type { ReadModelDefinition } from './runner/definition.js';
export type { Projection } from './runner/projection.js';

export type { AsOf, Db } from './asking/as-of.js';
export { changeDaysOf, type ChangingKind } from './asking/change-days.js';
export type { Nested } from './asking/nested-pages.js';
export type { Page, PageRequest } from './asking/pages.js';

export type { FlagRules } from './agreement/flag-conditions.js';
export { flagFactsOf, type FlagFacts } from './agreement/flag-facts.js';
export { FLAGS, FLAG_THRESHOLDS, flagsOf, type Flag, type FlagThresholds } from './agreement/flags.js';
export { countIntents, intentsOf, listIntents, type IntentRow } from './agreement/intents.js';
export { countAgreements, countAgreementsBy, countAgreementsByFlag } from './agreement/counts.js';
export {
  countAgreementsOf,
  firstAgreementsOf,
  listAgreements,
  listDaysOf,
  listInherited,
  type AgreementFilter,
  type WhichOf,
  type SortDirection,
} from './agreement/list.js';
export {
  agreementsByIds,
  amendmentsOf,
  contentsOf,
  lastRecordedOf,
  leadsOf,
  openingsOf,
  participationsOf,
  takingPartOf,
  passedOverOf,
  reviewsOf,
  sourcesCitedBy,
  statusesOf,
  supersededBy,
  supersededWith,
  suspensionsOf,
  termsOf,
  textsOf,
  type LeadRow,
  type ParticipationRow,
  type TakingPartRow,
  type ReviewRow,
  type StatusRow,
  type SuspensionRow,
} from './agreement/queries.js';
export { statusIn, type StatusIn } from './agreement/status-in.js';
export {
  linePieces,
  participationLinesOf,
  participationPieces,
  statusLinesOf,
} from './agreement/line-pieces.js';
export { lastLiveDay, runningPeriod } from './agreement/running-period.js';
export { momentsOf, recordingsOf, type Moment } from './agreement/moments.js';
export { PARTY_ROLES, type ParticipationRole, type TermContent } from './agreement/table.js';
export type { Dimension } from './statistics/changes.js';
export { countsOn, type Counting, type CountRow, type Counts } from './statistics/counts.js';
export { awardedOn, totalsOn, type CurrencySum, type Total } from './statistics/totals.js';
export {
  networkCounts,
  networkEdges,
  type NetworkAsked,
  type NetworkCounts,
  type NetworkEdgeRow,
} from './statistics/network.js';
export {
  bylawsOf,
  conflictsOf,
  mandatesOfCommittees,
  type BylawRow,
  type ConflictRow,
  type MandateRow,
} from './committee/parts.js';
export {
  annualsOf,
  outcomesOf,
  programmesByIds,
  rulesOfProgrammes,
  type AnnualRow,
  type OutcomeRow,
  type ProgrammeRow,
  type ProgrammeRuleRow,
} from './programme/queries.js';
export {
  countProjects,
  listProjects,
  projectsByIds,
  type ProjectFilter,
  type ProjectRow,
  type ProjectState,
} from './project/queries.js';
export {
  countResolutions,
  countResolutionsOf,
  firstResolutionsOf,
  listResolutions,
  resolutionsByIds,
  type ResolutionFilter,
  type ResolutionRow,
} from './resolution/queries.js';
export {
  committeesByIds,
  countCommittees,
  countCommitteesOf,
  firstCommitteesOf,
  listCommittees,
  type CommitteeFilter,
  type CommitteeRow,
} from './committee/queries.js';
export {
  countEvents,
  countEventsOf,
  erasuresIn,
  eventsByIds,
  eventsByPlace,
  firstEventsOf,
  type HistoryAsked,
  knownAtPositions,
  lastPositionKnownBy,
  recordersOf,
  recordingDays,
  listEvents,
  newestSealed,
  type EventFilter,
  type EventRow,
} from './event/queries.js';
export {
  countMeetings,
  countMeetingsOf,
  firstMeetingsOf,
  listMeetings,
  meetingsByIds,
  meetingsHeldOn,
  meetingStateOn,
  type MeetingRow,
} from './meeting/queries.js';
export type { MeetingDetails, MeetingState } from './meeting/table.js';
export {
  commitmentsOf,
  countEnvelopes,
  envelopesByIds,
  listEnvelopes,
  type CommitmentRow,
  type EnvelopeRow,
} from './envelope/queries.js';
export { indicatorsOf, type IndicatorsThen } from './funding/indicators.js';
export {
  countFundings,
  countFundingsOf,
  firstFundingsOf,
  fundingsByIds,
  listFundings,
  type FundingRow,
} from './funding/queries.js';
export {
  countMissions,
  listMissions,
  missionResultsOf,
  missionsByIds,
  type MissionResultRow,
  type MissionRow,
} from './mission/queries.js';
export {
  countMergedParties,
  countOrganizations,
  designationsOf,
  listOrganizations,
  mergersInto,
  mergersOf,
  namesLike,
  namesOf,
  organizationsByIds,
  organizationsIdentified,
  organizationsNamed,
  relationsOf,
  sameNamesAs,
  type DesignationRow,
  type MergerRow,
  type OrganizationNameRow,
  type RelationRow,
} from './organization/queries.js';
export { officialOf } from './organization/official.js';
export { scopeOf, treesOf, type TreeRow } from './organization/tree.js';
export type { OrganizationDetails } from './organization/table.js';
export { personsByIds, rolesInOrganizations, rolesOfPersons, type RoleRow } from './person/queries.js';
export {
  correctedEvents,
  countCorrections,
  listCorrections,
  type CorrectedEventRow,
  type CorrectionRow,
} from './correction/queries.js';
export {
  countDisputes,
  disputesOfEvents,
  disputesOfStreams,
  listDisputes,
  type DisputeFilter,
  type DisputeRow,
} from './dispute/queries.js';
export { countCalendar, listCalendar, type CalendarFilter, type CalendarRow } from './calendar/queries.js';
export type { CalendarKind } from './calendar/table.js';
export {
  countAnnulled,
  countDangling,
  countPassedOver,
  countSharedNames,
  countWithoutTerm,
  countWithoutText,
  factsBy,
  recordingLagOf,
  type CountedWord,
  type RecordingLag,
} from './quality/queries.js';
export type { MemberChange, Standing } from './correction/table.js';
export {
  searchAgreements,
  searchMeetings,
  searchOrganizations,
  searchSources,
  type Sought,
} from './search/queries.js';
export { decisionsOn, pairsOfSameName, type DecidedOn, type SameNamed } from './organization/duplicates.js';
export {
  countCitationsOf,
  countSources,
  firstCitationsOf,
  listCitations,
  listSources,
  sourcesByIds,
  type CitationRow,
  type SourceFilter,
  type SourceRow,
} from './source/queries.js';
export { wordsOf, type WordList, type WordRow } from './vocabulary/queries.js';
