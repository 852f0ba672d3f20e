export { LEDGER_READ_MODEL } from './projections.js';
export {
  ProjectionBehindError,
  openReadModel,
  readModelPool,
  type KnownAt,
  type ReadModel,
} from './read-model.js';
export { BatchWriter, FencedError, readIncoming } from './runner/apply.js';
export {
  LEDGER_STREAMS,
  inTransaction,
  prepareReadModel,
  rebuild,
  startRunner,
  type Runner,
  type RunnerParts,
  type RunnerState,
} from './runner/runner.js';
export { listVersions, liveVersion, migrate, type Version } from './runner/versions.js';
export { STILL_KNOWN } from './schema/row-keeper.js';
export { schemaOf } from './schema/version-tables.js';
export type { Projection, ReadModelDefinition } from './runner/projection.js';

export {
  agreementsByIds,
  countAgreements,
  flagFactsOf,
  leadsOf,
  listAgreements,
  participationsOf,
  sourcesCitedBy,
  statusesOf,
  termsOf,
  type AgreementFilter,
  type FlagFacts,
  type ParticipationRow,
  type StatusRow,
} from './agreement/queries.js';
export type { AsOf, Db, Page, PageRequest } from './asking/as-of.js';
export {
  countEvents,
  eventsByIds,
  firstEventsOf,
  listEvents,
  type EventFilter,
  type EventRow,
} from './event/queries.js';
export { countIntents, intentsOf, listIntents, type IntentRow } from './agreement/intents.js';
export {
  countMeetings,
  listMeetings,
  meetingsByIds,
  meetingsHeldOn,
  type MeetingRow,
} from './meeting/queries.js';
export { countMissions, listMissions, missionsByIds, type MissionRow } from './mission/queries.js';
export {
  countAgreementsOf,
  countEventsOf,
  countMeetingsOf,
  firstAgreementsOf,
  firstMeetingsOf,
  knownAtPositions,
  type Nested,
} from './asking/nested-pages.js';
export {
  countOrganizations,
  listOrganizations,
  namesLike,
  namesOf,
  organizationsByIds,
  organizationsNamed,
  sameNamesAs,
  type OrganizationNameRow,
} from './organization/queries.js';
export { personsByIds, rolesInOrganizations, rolesOfPersons, type RoleRow } from './person/queries.js';
export { sourcesByIds, type SourceRow } from './source/queries.js';
export type { ParticipationRole, TermContent } from './agreement/table.js';
export type { OrganizationDetails } from './organization/table.js';
