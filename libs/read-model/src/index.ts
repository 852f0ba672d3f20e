export { PROJECTIONS } from './projections.js';
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
export { STILL_KNOWN } from './schema/bitemporal.js';
export { schemaOf } from './schema/version-tables.js';

export {
  agreementsByIds,
  countAgreements,
  flagFactsOf,
  leadsOf,
  listAgreements,
  participationsOf,
  statusesOf,
  termsOf,
  type AgreementFilter,
  type FlagFacts,
  type ParticipationRow,
  type StatusRow,
} from './queries/agreements.js';
export type { AsOf, Db, Page } from './queries/as-of.js';
export {
  countEvents,
  eventsByIds,
  firstEventsOf,
  listEvents,
  sourcesCitedBy,
  type EventFilter,
  type EventRow,
} from './queries/events.js';
export { countIntents, intentsOf, listIntents, type IntentRow } from './queries/intents.js';
export { countMeetings, listMeetings, meetingsByIds, type MeetingRow } from './queries/meetings.js';
export { countMissions, listMissions, missionsByIds, type MissionRow } from './queries/missions.js';
export {
  countAgreementsOf,
  countEventsOf,
  countMeetingsOf,
  firstAgreementsOf,
  firstMeetingsOf,
  knownAtPositions,
  type Nested,
} from './queries/nested-pages.js';
export {
  countOrganizations,
  listOrganizations,
  namesOf,
  organizationsByIds,
  organizationsNamed,
  type OrganizationNameRow,
} from './queries/organizations.js';
export { personsByIds, rolesInOrganizations, rolesOfPersons, type RoleRow } from './queries/people.js';
export { sourcesByIds, type SourceRow } from './queries/sources.js';
export type { OrganizationDetails, ParticipationRole } from './queries/tables.js';
