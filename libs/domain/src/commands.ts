import type { AgreementCommand, AgreementCommandInputs } from './agreement/commands.js';
import { agreementReferences, decideAgreement } from './agreement/decide.js';
import type { AgreementEvent, AgreementEventData } from './agreement/events.js';
import { passedOverAgain } from './agreement/passed-over.js';
import type { LedgerCommand, LedgerCommandInputs } from './ledger/commands.js';
import { decideLedger, ledgerReferences } from './ledger/decide.js';
import type { LedgerEventData, LedgerStreamEvent } from './ledger/events.js';
import type { MeetingCommand, MeetingCommandInputs } from './meeting/commands.js';
import { decideMeeting, meetingReferences } from './meeting/decide.js';
import type { MeetingEvent, MeetingEventData } from './meeting/events.js';
import type { MissionCommand, MissionCommandInputs } from './mission/commands.js';
import { decideMission, missionReferences } from './mission/decide.js';
import type { MissionEvent, MissionEventData } from './mission/events.js';
import type { OrganizationCommand, OrganizationCommandInputs } from './organization/commands.js';
import { decideOrganization, organizationReferences } from './organization/decide.js';
import type { OrganizationEvent, OrganizationEventData } from './organization/events.js';
import type { PersonCommand, PersonCommandInputs } from './person/commands.js';
import { decidePerson, personReferences } from './person/decide.js';
import type { PersonEvent, PersonEventData } from './person/events.js';
import { citedSources } from './rules/act.js';
import { adviceOf } from './rules/advice.js';
import type { RefusalCode } from './rules/codes.js';
import type {
  Advice,
  Decision,
  DecisionContext,
  DraftEvent,
  PastEvent,
  Reference,
} from './rules/decision.js';
import type { SourceCommand, SourceCommandInputs } from './source/commands.js';
import { decideSource, sourceReferences } from './source/decide.js';
import type { SourceEvent, SourceEventData } from './source/events.js';

/** The clear data of every event, by its stored type. */
export type EventData = AgreementEventData &
  OrganizationEventData &
  PersonEventData &
  MeetingEventData &
  SourceEventData &
  MissionEventData &
  LedgerEventData;

export type EventType = keyof EventData;

/** Any event as a decider makes it. */
export type DomainDraft = { [T in EventType]: DraftEvent<T, EventData[T]> }[EventType];

/** Any event as it was recorded. */
export type DomainEvent = { [T in EventType]: PastEvent<T, EventData[T]> }[EventType];

/** The input of every command, by the name of its mutation. */
export type CommandInputs = AgreementCommandInputs &
  OrganizationCommandInputs &
  PersonCommandInputs &
  MeetingCommandInputs &
  SourceCommandInputs &
  MissionCommandInputs &
  LedgerCommandInputs;

export type CommandName = keyof CommandInputs;

/** Any command: its name and its input. */
export type Command =
  | AgreementCommand
  | OrganizationCommand
  | PersonCommand
  | MeetingCommand
  | SourceCommand
  | MissionCommand
  | LedgerCommand;

/** One command by its name. */
export type CommandOf<N extends CommandName> = Extract<Command, { readonly name: N }>;

/** A command with the kind of stream it writes. */
type Addressed =
  | { readonly kind: 'agreement'; readonly command: AgreementCommand }
  | { readonly kind: 'organization'; readonly command: OrganizationCommand }
  | { readonly kind: 'person'; readonly command: PersonCommand }
  | { readonly kind: 'meeting'; readonly command: MeetingCommand }
  | { readonly kind: 'source'; readonly command: SourceCommand }
  | { readonly kind: 'mission'; readonly command: MissionCommand }
  | { readonly kind: 'ledger'; readonly command: LedgerCommand };

function addressed(command: Command): Addressed {
  switch (command.name) {
    case 'registerAgreement':
    case 'depositAgreementText':
    case 'openForSignature':
    case 'designateLead':
    case 'declareIntent':
    case 'withdrawIntent':
    case 'lapseIntent':
    case 'recordSignature':
    case 'recordAccession':
    case 'recordEntryIntoForce':
    case 'setTerm':
    case 'expireAgreement':
    case 'attachEvidence':
      return { kind: 'agreement', command };
    case 'registerOrganization':
    case 'addOrganizationAlias':
    case 'addOrganizationIdentifier':
    case 'renameOrganization':
    case 'recordOrganizationRelation':
    case 'observeDesignation':
      return { kind: 'organization', command };
    case 'registerPerson':
    case 'observeRole':
      return { kind: 'person', command };
    case 'scheduleMeeting':
    case 'recordMeeting':
    case 'cancelMeeting':
    case 'identifyActionTrack':
    case 'depositMinutes':
      return { kind: 'meeting', command };
    case 'depositSource':
      return { kind: 'source', command };
    case 'recordMission':
      return { kind: 'mission', command };
    case 'openLedger':
    case 'completeDemonstration':
      return { kind: 'ledger', command };
    default:
      return command satisfies never;
  }
}

/** The stream that a command writes, kind-id; `newId` is the id of what it makes where the caller gives none. */
export function streamOf(command: Command, newId: string): string {
  const to = addressed(command);
  switch (to.kind) {
    case 'agreement':
      return `agreement-${to.command.input.agreementId ?? newId}`;
    case 'organization':
      return `organization-${to.command.input.organizationId ?? newId}`;
    case 'person':
      return `person-${to.command.input.personId ?? newId}`;
    case 'meeting':
      return `meeting-${to.command.input.meetingId ?? newId}`;
    case 'source':
      return `source-${to.command.input.sourceId ?? newId}`;
    case 'mission':
      return `mission-${to.command.input.missionId ?? newId}`;
    case 'ledger':
      return 'ledger';
    default:
      return to satisfies never;
  }
}

/** All that a command names in other streams, the sources of its evidence included: to look up before {@link decide}. */
export function referencesOf(command: Command): readonly Reference[] {
  return [...ownReferences(command), ...citedSources(command.input)];
}

function ownReferences(command: Command): readonly Reference[] {
  const to = addressed(command);
  switch (to.kind) {
    case 'agreement':
      return agreementReferences(to.command);
    case 'organization':
      return organizationReferences(to.command);
    case 'person':
      return personReferences(to.command);
    case 'meeting':
      return meetingReferences(to.command);
    case 'source':
      return sourceReferences(to.command);
    case 'mission':
      return missionReferences(to.command);
    case 'ledger':
      return ledgerReferences(to.command);
    default:
      return to satisfies never;
  }
}

/**
 * Decides any command: the events to record, or why not. `events` are those of {@link streamOf} the command, oldest first;
 * the catalogue has checked that a stream holds only the types of its kind.
 */
export function decide(
  events: readonly DomainEvent[],
  command: Command,
  context: DecisionContext,
): Decision<DomainDraft> {
  const to = addressed(command);
  switch (to.kind) {
    case 'agreement':
      return decideAgreement(events as readonly AgreementEvent[], to.command, context);
    case 'organization':
      return decideOrganization(events as readonly OrganizationEvent[], to.command, context);
    case 'person':
      return decidePerson(events as readonly PersonEvent[], to.command, context);
    case 'meeting':
      return decideMeeting(events as readonly MeetingEvent[], to.command, context);
    case 'source':
      return decideSource(events as readonly SourceEvent[], to.command, context);
    case 'mission':
      return decideMission(events as readonly MissionEvent[], to.command, context);
    case 'ledger':
      return decideLedger(events as readonly LedgerStreamEvent[], to.command, context);
    default:
      return to satisfies never;
  }
}

/**
 * A warning told again for an event that is recorded: the same as when it was decided, since it is made of nothing but
 * that event and those before it in its stream.
 */
export function adviceAgain(rule: RefusalCode, past: readonly DomainEvent[], event: DomainEvent): Advice {
  const again =
    rule === 'FACTS_PASSED_OVER'
      ? passedOverAgain(past as readonly AgreementEvent[], event as AgreementEvent)
      : null;
  return again ?? adviceOf(rule);
}
