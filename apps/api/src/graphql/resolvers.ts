import { AgreementMutations, AgreementRecordedResolver } from './agreement/agreement.mutations.js';
import { AgreementResolver } from './agreement/agreement.resolver.js';
import { AgreementsQuery } from './agreement/agreements.query.js';
import { IntentResolver } from './agreement/intent.resolver.js';
import { ObjectiveResolver } from './agreement/objective.resolver.js';
import { OpenIntentsQuery } from './agreement/open-intents.query.js';
import { ParticipationResolver } from './agreement/participation.resolver.js';
import { StatusAnswerResolver } from './agreement/status-answer.resolver.js';
import { TermResolver } from './agreement/term.resolver.js';
import { AgreementConnectionResolver, IntentConnectionResolver } from './agreement/agreement.types.js';
import { ResolvedAsOfResolver } from './as-of/as-of.types.js';
import { CitationResolver, LedgerEventResolver, OverrideResolver } from './event/event.resolver.js';
import { LedgerEventConnectionResolver } from './event/event.types.js';
import { MeetingMutations, MeetingRecordedResolver } from './meeting/meeting.mutations.js';
import {
  ActionTrackResolver,
  AttendanceResolver,
  GuestResolver,
  MeetingResolver,
} from './meeting/meeting.resolver.js';
import { MeetingConnectionResolver } from './meeting/meeting.types.js';
import { MissionMutations, MissionRecordedResolver } from './mission/mission.mutations.js';
import { MissionResolver } from './mission/mission.resolver.js';
import { MissionConnectionResolver } from './mission/mission.types.js';
import {
  OrganizationMutations,
  OrganizationRecordedResolver,
} from './organization/organization.mutations.js';
import { OrganizationNameResolver, OrganizationResolver } from './organization/organization.resolver.js';
import { OrganizationConnectionResolver } from './organization/organization.types.js';
import { PersonMutations, PersonRecordedResolver } from './person/person.mutations.js';
import { PersonResolver, RoleObservationResolver } from './person/person.resolver.js';
import { SourceMutations, SourceRecordedResolver } from './source/source.mutations.js';
import { SourceResolver } from './source/source.resolver.js';
import { DatedFactResolver } from './vocabulary/dated-fact.js';

/** Every resolver of the schema. */
export const RESOLVERS = [
  AgreementResolver,
  AgreementsQuery,
  OpenIntentsQuery,
  AgreementMutations,
  AgreementRecordedResolver,
  AgreementConnectionResolver,
  StatusAnswerResolver,
  ObjectiveResolver,
  TermResolver,
  ParticipationResolver,
  IntentResolver,
  IntentConnectionResolver,
  OrganizationResolver,
  OrganizationNameResolver,
  OrganizationMutations,
  OrganizationRecordedResolver,
  OrganizationConnectionResolver,
  PersonResolver,
  PersonMutations,
  PersonRecordedResolver,
  RoleObservationResolver,
  MeetingResolver,
  MeetingMutations,
  MeetingRecordedResolver,
  MeetingConnectionResolver,
  AttendanceResolver,
  GuestResolver,
  ActionTrackResolver,
  MissionResolver,
  MissionMutations,
  MissionRecordedResolver,
  MissionConnectionResolver,
  SourceResolver,
  SourceMutations,
  SourceRecordedResolver,
  LedgerEventResolver,
  LedgerEventConnectionResolver,
  CitationResolver,
  OverrideResolver,
  DatedFactResolver,
  ResolvedAsOfResolver,
];
