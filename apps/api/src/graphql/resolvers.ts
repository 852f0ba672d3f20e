import { AgreementMutations, AgreementRecordedResolver } from './agreement/agreement.mutations.js';
import { AgreementRegistrationResolver } from './agreement/agreement-registration.resolver.js';
import { AgreementResolver } from './agreement/agreement.resolver.js';
import { AgreementFacetsResolver } from './agreement/agreement-facets.js';
import { AgreementsQuery } from './agreement/agreements.query.js';
import { AgreementLineResolver, MomentResolver } from './agreement/line/agreement-line.resolver.js';
import { LeadRoleResolver } from './agreement/lead-role.resolver.js';
import { PassedOverResolver } from './agreement/passed-over.resolver.js';
import { IntentResolver } from './agreement/intent.resolver.js';
import { ObjectiveResolver } from './agreement/objective.resolver.js';
import { OpenIntentsQuery } from './agreement/open-intents.query.js';
import { ParticipationResolver } from './agreement/participation.resolver.js';
import { StatusAnswerResolver } from './agreement/status-answer.resolver.js';
import { AmendmentResolver } from './agreement/amendment.resolver.js';
import { SuspensionResolver } from './agreement/suspension.resolver.js';
import { TermResolver } from './agreement/term.resolver.js';
import { AgreementConnectionResolver, IntentConnectionResolver } from './agreement/agreement.types.js';
import { ResolvedAsOfResolver } from './as-of/as-of.types.js';
import { BylawResolver } from './committee/bylaw.resolver.js';
import { ConflictResolver } from './committee/conflict.resolver.js';
import { MandateResolver } from './committee/mandate.resolver.js';
import { CommitteeMutations, CommitteeRecordedResolver } from './committee/committee.mutations.js';
import { CommitteeResolver } from './committee/committee.resolver.js';
import { CommitteeConnectionResolver } from './committee/committee.types.js';
import { CommitteesQuery } from './committee/committees.query.js';
import { CalendarQuery } from './calendar/calendar.query.js';
import { CalendarEntryResolver } from './calendar/calendar.resolver.js';
import { CalendarConnectionResolver } from './calendar/calendar.types.js';
import { DataQualityResolver } from './quality/quality.resolver.js';
import { ComparisonQuery } from './comparison/comparison.query.js';
import { CorrectionMutations, DirectiveRecordedResolver } from './correction/correction.mutations.js';
import { RectificationLogQuery } from './correction/rectification-log.query.js';
import { RectificationResolver } from './correction/rectification.resolver.js';
import { RectificationConnectionResolver } from './correction/rectification.types.js';
import { AlternativeResolver } from './dispute/alternative.resolver.js';
import { DisputeResolver } from './dispute/dispute.resolver.js';
import { DisputeConnectionResolver } from './dispute/dispute.types.js';
import { DisputesOfAgreementResolver, DisputesOfEventResolver } from './dispute/disputed.resolvers.js';
import { DisputesQuery } from './dispute/disputes.query.js';
import { CitationResolver } from './event/citation.resolver.js';
import { HISTORY_FIELDS } from './event/history-fields.js';
import { LedgerEventResolver } from './event/event.resolver.js';
import { EventsQuery } from './event/events.query.js';
import { NamedSubjectsResolver } from './event/named-subject.js';
import { OverrideResolver } from './event/override.resolver.js';
import { LedgerEventConnectionResolver } from './event/event.types.js';
import { LedgerMovedSubscription } from './ledger/ledger-moved.subscription.js';
import { LedgerQuery } from './ledger/ledger.query.js';
import { LedgerResolver, VocabularyResolver } from './ledger/ledger.resolver.js';
import { ViewerQuery } from './viewer/viewer.query.js';
import { EnvelopeMutations, EnvelopeRecordedResolver } from './envelope/envelope.mutations.js';
import { EnvelopeResolver } from './envelope/envelope.resolver.js';
import { EnvelopeConnectionResolver } from './envelope/envelope.types.js';
import { EnvelopesQuery } from './envelope/envelopes.query.js';
import { FundingMutations, FundingRecordedResolver } from './funding/funding.mutations.js';
import { FundingResolver } from './funding/funding.resolver.js';
import { FundingConnectionResolver } from './funding/funding.types.js';
import { FundingsQuery } from './funding/fundings.query.js';
import { MeetingMutations, MeetingRecordedResolver } from './meeting/meeting.mutations.js';
import { ActionTrackResolver } from './meeting/action-track.resolver.js';
import { AttendanceResolver } from './meeting/attendance.resolver.js';
import { GuestResolver } from './meeting/guest.resolver.js';
import { MinutesResolver } from './meeting/minutes.resolver.js';
import { MeetingResolver } from './meeting/meeting.resolver.js';
import { MeetingHeldResolver } from './meeting/meeting-held.resolver.js';
import { MeetingQuery } from './meeting/meeting.query.js';
import { MeetingsQuery } from './meeting/meetings.query.js';
import { MeetingConnectionResolver } from './meeting/meeting.types.js';
import { MissionMutations, MissionRecordedResolver } from './mission/mission.mutations.js';
import { MissionResolver } from './mission/mission.resolver.js';
import { MissionQuery } from './mission/mission.query.js';
import { MissionsQuery } from './mission/missions.query.js';
import { MissionConnectionResolver } from './mission/mission.types.js';
import { NODE_FIELDS } from './node/node-fields.js';
import { NodeQuery } from './node/node.query.js';
import {
  OrganizationMutations,
  OrganizationRecordedResolver,
} from './organization/organization.mutations.js';
import { MergerResolver } from './organization/merger.resolver.js';
import { OrganizationSuccessionResolver } from './organization/organization-succession.resolver.js';
import { OrganizationRelationResolver } from './organization/organization-relation.resolver.js';
import { OrganizationNameResolver } from './organization/organization-name.resolver.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { OrganizationsQuery } from './organization/organizations.query.js';
import { OrganizationConnectionResolver } from './organization/organization.types.js';
import { NetworkQuery } from './network/network.query.js';
import { NetworkOrganizationResolver, NetworkResolver } from './network/network.resolver.js';
import { LedgerStatsResolver } from './statistics/ledger-stats.resolver.js';
import { StatisticsQuery } from './statistics/statistics.query.js';
import { PersonMutations, PersonRecordedResolver } from './person/person.mutations.js';
import { DuplicatesQuery } from './organization/duplicates.query.js';
import { SearchHitResolver } from './search/search-hit.resolver.js';
import { SearchQuery } from './search/search.query.js';
import { PeopleQuery } from './person/people.query.js';
import { PersonResolver } from './person/person.resolver.js';
import { RoleObservationResolver } from './person/role-observation.resolver.js';
import { ProofQuery } from './proof/proof.query.js';
import { SealedEventResolver } from './proof/sealed-event.resolver.js';
import { RecordMutation } from './rehearsal/record.mutation.js';
import { RehearseQuery } from './rehearsal/rehearse.query.js';
import { RehearsedResolver } from './rehearsal/rehearsed.resolver.js';
import { AnnualRecordResolver } from './programme/annual-record.resolver.js';
import { GovernanceRuleResolver } from './programme/governance-rule.resolver.js';
import { ProgrammeMutations, ProgrammeRecordedResolver } from './programme/programme.mutations.js';
import { ProgrammeQuery } from './programme/programme.query.js';
import { ProgrammeResolver } from './programme/programme.resolver.js';
import { ApprovalResolver } from './project/approval.resolver.js';
import { ProjectMutations, ProjectRecordedResolver } from './project/project.mutations.js';
import { ProjectResolver } from './project/project.resolver.js';
import { ProjectConnectionResolver } from './project/project.types.js';
import { ProjectsQuery } from './project/projects.query.js';
import { ResolutionMutations, ResolutionRecordedResolver } from './resolution/resolution.mutations.js';
import { ResolutionResolver } from './resolution/resolution.resolver.js';
import { ResolutionConnectionResolver } from './resolution/resolution.types.js';
import { ResolutionsQuery } from './resolution/resolutions.query.js';
import { VoteResolver } from './resolution/vote.resolver.js';
import { SourceMutations, SourceRecordedResolver } from './source/source.mutations.js';
import { SourceCitationResolver, SourceCitationsResolver } from './source/citations.resolver.js';
import { SourceResolver } from './source/source.resolver.js';
import { SourceTextResolver } from './source/source-text.resolver.js';
import { SourceCitationConnectionResolver, SourceConnectionResolver } from './source/source.types.js';
import { SourcesQuery } from './source/sources.query.js';
import { DatedFactResolver } from './vocabulary/dated-fact.js';

/** Every resolver of the schema. */
export const RESOLVERS = [
  AgreementResolver,
  AgreementRegistrationResolver,
  AgreementLineResolver,
  MomentResolver,
  AgreementsQuery,
  AgreementFacetsResolver,
  OpenIntentsQuery,
  AgreementMutations,
  AgreementRecordedResolver,
  AgreementConnectionResolver,
  StatusAnswerResolver,
  ObjectiveResolver,
  AmendmentResolver,
  SuspensionResolver,
  TermResolver,
  ParticipationResolver,
  IntentResolver,
  LeadRoleResolver,
  PassedOverResolver,
  IntentConnectionResolver,
  OrganizationResolver,
  OrganizationSuccessionResolver,
  MergerResolver,
  OrganizationsQuery,
  OrganizationNameResolver,
  OrganizationRelationResolver,
  OrganizationMutations,
  OrganizationRecordedResolver,
  OrganizationConnectionResolver,
  NetworkQuery,
  NetworkResolver,
  NetworkOrganizationResolver,
  StatisticsQuery,
  LedgerStatsResolver,
  PersonResolver,
  PeopleQuery,
  DuplicatesQuery,
  SearchQuery,
  SearchHitResolver,
  PersonMutations,
  PersonRecordedResolver,
  RoleObservationResolver,
  MeetingResolver,
  MeetingHeldResolver,
  MeetingQuery,
  MeetingsQuery,
  MeetingMutations,
  MeetingRecordedResolver,
  MeetingConnectionResolver,
  AttendanceResolver,
  GuestResolver,
  MinutesResolver,
  ActionTrackResolver,
  MissionResolver,
  MissionQuery,
  MissionsQuery,
  MissionMutations,
  MissionRecordedResolver,
  MissionConnectionResolver,
  FundingResolver,
  FundingsQuery,
  FundingMutations,
  FundingRecordedResolver,
  FundingConnectionResolver,
  EnvelopeResolver,
  EnvelopesQuery,
  EnvelopeMutations,
  EnvelopeRecordedResolver,
  EnvelopeConnectionResolver,
  CommitteeResolver,
  CommitteesQuery,
  CommitteeMutations,
  CommitteeRecordedResolver,
  CommitteeConnectionResolver,
  BylawResolver,
  MandateResolver,
  ConflictResolver,
  ProgrammeResolver,
  ProgrammeQuery,
  ProgrammeMutations,
  ProgrammeRecordedResolver,
  GovernanceRuleResolver,
  AnnualRecordResolver,
  ResolutionResolver,
  ResolutionsQuery,
  ResolutionMutations,
  ResolutionRecordedResolver,
  ResolutionConnectionResolver,
  VoteResolver,
  ProjectResolver,
  ProjectsQuery,
  ProjectMutations,
  ProjectRecordedResolver,
  ProjectConnectionResolver,
  ApprovalResolver,
  SourceResolver,
  SourcesQuery,
  SourceTextResolver,
  SourceCitationsResolver,
  SourceCitationResolver,
  SourceConnectionResolver,
  SourceCitationConnectionResolver,
  SourceMutations,
  SourceRecordedResolver,
  CalendarQuery,
  CalendarEntryResolver,
  CalendarConnectionResolver,
  DataQualityResolver,
  ComparisonQuery,
  CorrectionMutations,
  DirectiveRecordedResolver,
  RectificationLogQuery,
  RectificationResolver,
  RectificationConnectionResolver,
  RehearseQuery,
  RehearsedResolver,
  RecordMutation,
  DisputesQuery,
  DisputeResolver,
  AlternativeResolver,
  DisputesOfAgreementResolver,
  DisputesOfEventResolver,
  DisputeConnectionResolver,
  LedgerEventResolver,
  NamedSubjectsResolver,
  EventsQuery,
  ProofQuery,
  SealedEventResolver,
  LedgerQuery,
  LedgerResolver,
  VocabularyResolver,
  LedgerMovedSubscription,
  ViewerQuery,
  NodeQuery,
  ...NODE_FIELDS,
  ...HISTORY_FIELDS,
  LedgerEventConnectionResolver,
  CitationResolver,
  OverrideResolver,
  DatedFactResolver,
  ResolvedAsOfResolver,
];
