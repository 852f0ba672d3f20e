import {
  checkEvidence,
  checkExistence,
  checkHash,
  checkShape,
  readActDates,
  readDate,
  type ActDates,
} from '../rules/act.js';
import {
  accept,
  refuse,
  type Confidential,
  type Decision,
  type DecisionContext,
  type Reference,
  type Refusal,
} from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import { Policies } from '../rules/policies.js';
import { isDay } from '../time/day.js';
import type { MeetingCommand, MeetingCommandInputs } from './commands.js';
import type {
  Attendance,
  Guest,
  MeetingDraft,
  MeetingEvent,
  MeetingEventData,
  MeetingEventType,
} from './events.js';

type MeetingDecision = Decision<MeetingDraft>;
type Inputs = MeetingCommandInputs;
type MeetingState = 'UNKNOWN' | 'SCHEDULED' | 'HELD' | 'CANCELLED';

/** What a command on a meeting refers to elsewhere, its evidence apart. */
export function meetingReferences(command: MeetingCommand): readonly Reference[] {
  switch (command.name) {
    case 'scheduleMeeting':
      return [...agreementOf(command.input), ...hostOf(command.input)];
    case 'recordMeeting':
      return [
        ...agreementOf(command.input),
        ...hostOf(command.input),
        ...command.input.attendance.map(({ organizationId }, index): Reference => {
          return { kind: 'organization', id: organizationId, field: `attendance.${index}.organizationId` };
        }),
        ...(command.input.guests ?? []).map(({ personId }, index): Reference => {
          return { kind: 'person', id: personId, field: `guests.${index}.personId` };
        }),
      ];
    case 'identifyActionTrack': {
      const { ownerId } = command.input;
      return ownerId === undefined ? [] : [{ kind: 'organization', id: ownerId, field: 'ownerId' }];
    }
    case 'cancelMeeting':
    case 'depositMinutes':
      return [];
    default:
      return command satisfies never;
  }
}

function agreementOf({ agreementId }: { readonly agreementId?: string }): readonly Reference[] {
  return agreementId === undefined ? [] : [{ kind: 'agreement', id: agreementId, field: 'agreementId' }];
}

function hostOf({ hostOrganizationId }: { readonly hostOrganizationId?: string }): readonly Reference[] {
  return hostOrganizationId === undefined
    ? []
    : [{ kind: 'organization', id: hostOrganizationId, field: 'hostOrganizationId' }];
}

/** Decides a command on a meeting from what its stream has recorded. */
export function decideMeeting(
  events: readonly MeetingEvent[],
  command: MeetingCommand,
  context: DecisionContext,
): MeetingDecision {
  const shape = checkShape(command.input);
  if (shape) return shape;
  switch (command.name) {
    case 'scheduleMeeting':
      return scheduleMeeting(events, command.input, context);
    case 'recordMeeting':
      return recordMeeting(events, command.input, context);
    case 'cancelMeeting':
      return cancelMeeting(events, command.input, context);
    case 'identifyActionTrack':
      return identifyActionTrack(events, command.input, context);
    case 'depositMinutes':
      return depositMinutes(events, command.input, context);
    default:
      return command satisfies never;
  }
}

function draft<T extends MeetingEventType>(
  type: T,
  dates: Pick<ActDates, 'occurred' | 'effective' | 'confidential'>,
  data: MeetingEventData[T],
  confidential: readonly Confidential[] = [],
) {
  return draftEvent(type, dates, data, confidential);
}

function stateOf(events: readonly MeetingEvent[]): MeetingState {
  let state: MeetingState = 'UNKNOWN';
  for (const event of events) {
    switch (event.type) {
      case 'MeetingScheduled':
        state = 'SCHEDULED';
        break;
      case 'MeetingHeld':
        state = 'HELD';
        break;
      case 'MeetingCancelled':
        state = 'CANCELLED';
        break;
      case 'ActionTrackIdentified':
      case 'MinutesDeposited':
        break;
      default:
        event satisfies never;
    }
  }
  return state;
}

function notRecorded(state: MeetingState, id: string): Refusal | null {
  return state === 'UNKNOWN' ? refuse('MEETING_NOT_FOUND', 'meetingId', { id }) : null;
}

function unless(needed: MeetingState, state: MeetingState): Refusal | null {
  return state === needed ? null : refuse('INVALID_TRANSITION', 'meetingId', { status: state });
}

function scheduleMeeting(
  events: readonly MeetingEvent[],
  input: Inputs['scheduleMeeting'],
  context: DecisionContext,
): MeetingDecision {
  const meetingId = input.meetingId ?? context.newId;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const scheduled = readDate(input.scheduledFor, 'scheduledFor', '/data/scheduledFor');
  if (scheduled.refused) return scheduled;
  const refused =
    checkExistence(meetingReferences({ name: 'scheduleMeeting', input }), context) ??
    (events.length > 0 ? refuse('MEETING_ALREADY_EXISTS', 'meetingId', { id: meetingId }) : null) ??
    dates.late ??
    scheduled.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draft(
      'MeetingScheduled',
      dates,
      {
        meetingId,
        ...(input.agreementId !== undefined && { agreementId: input.agreementId }),
        scheduledFor: scheduled.date,
        ...(input.title && { title: input.title }),
        ...(input.place !== undefined && { place: input.place }),
        ...(input.hostOrganizationId !== undefined && { hostOrganizationId: input.hostOrganizationId }),
      },
      scheduled.confidential,
    ),
  ]);
}

/** Nobody attends one meeting twice. */
function repeated(attendance: readonly Attendance[], guests: readonly Guest[]): Refusal | null {
  const organizations = attendance.map(({ organizationId }) => organizationId);
  const people = guests.map(({ personId }) => personId);
  const again = organizations.findIndex((id, index) => organizations.indexOf(id) !== index);
  if (again >= 0)
    return refuse('VALIDATION_FAILED', `attendance.${again}.organizationId`, {
      problem: 'ORGANIZATION_REPEATED',
    });
  const twice = people.findIndex((id, index) => people.indexOf(id) !== index);
  return twice < 0
    ? null
    : refuse('VALIDATION_FAILED', `guests.${twice}.personId`, { problem: 'PERSON_REPEATED' });
}

function recordMeeting(
  events: readonly MeetingEvent[],
  input: Inputs['recordMeeting'],
  context: DecisionContext,
): MeetingDecision {
  const meetingId = input.meetingId ?? context.newId;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { attendance, guests } = input;
  const twice = repeated(attendance, guests ?? []);
  if (twice) return twice;
  const state = stateOf(events);
  const policies = new Policies(input);
  const same = context.sameMeetings.filter((id) => id !== meetingId);
  const refused =
    checkExistence(meetingReferences({ name: 'recordMeeting', input }), context) ??
    (state === 'HELD' ? refuse('MEETING_ALREADY_EXISTS', 'meetingId', { id: meetingId }) : null) ??
    (same.length > 0 ? policies.check('DUPLICATE_MEETING', 'occurredOn', { meetingIds: same }) : null) ??
    (state === 'CANCELLED' ? unless('SCHEDULED', state) : null) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  const held = draft('MeetingHeld', dates, {
    meetingId,
    ...(input.agreementId !== undefined && { agreementId: input.agreementId }),
    ...(input.title && { title: input.title }),
    ...(input.ordinal !== undefined && { ordinal: input.ordinal }),
    ...(input.place !== undefined && { place: input.place }),
    ...(input.hostOrganizationId !== undefined && { hostOrganizationId: input.hostOrganizationId }),
    attendance,
    ...(guests && { guests }),
  });
  return accept([held], policies);
}

function cancelMeeting(
  events: readonly MeetingEvent[],
  input: Inputs['cancelMeeting'],
  context: DecisionContext,
): MeetingDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { meetingId, reason } = input;
  const state = stateOf(events);
  const refused =
    notRecorded(state, meetingId) ??
    unless('SCHEDULED', state) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draft(
      'MeetingCancelled',
      dates,
      { meetingId },
      reason === undefined ? [] : [{ pointer: '/data/reason', value: reason }],
    ),
  ]);
}

function identifyActionTrack(
  events: readonly MeetingEvent[],
  input: Inputs['identifyActionTrack'],
  context: DecisionContext,
): MeetingDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { meetingId, code, text, ownerId, due } = input;
  if (text.length === 0) return refuse('VALIDATION_FAILED', 'text', { problem: 'TEXT_NEEDED' });
  if (due !== undefined && !isDay(due)) return refuse('VALIDATION_FAILED', 'due', { problem: 'NOT_A_DAY' });
  const state = stateOf(events);
  const known = events.some((event) => event.type === 'ActionTrackIdentified' && event.data.code === code);
  const refused =
    notRecorded(state, meetingId) ??
    checkExistence(meetingReferences({ name: 'identifyActionTrack', input }), context) ??
    (known ? refuse('ACTION_TRACK_ALREADY_IDENTIFIED', 'code', { code }) : null) ??
    unless('HELD', state) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draft('ActionTrackIdentified', dates, {
      meetingId,
      code,
      text,
      ...(ownerId !== undefined && { ownerId }),
      ...(due !== undefined && { due }),
    }),
  ]);
}

function depositMinutes(
  events: readonly MeetingEvent[],
  input: Inputs['depositMinutes'],
  context: DecisionContext,
): MeetingDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { meetingId, docHash, lang, pages, text } = input;
  const malformed = checkHash(docHash, 'docHash');
  if (malformed) return malformed;
  const state = stateOf(events);
  const known = events.some((event) => event.type === 'MinutesDeposited' && event.data.docHash === docHash);
  const refused =
    notRecorded(state, meetingId) ??
    (known ? refuse('TEXT_ALREADY_DEPOSITED', 'docHash') : null) ??
    unless('HELD', state) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draft(
      'MinutesDeposited',
      dates,
      { meetingId, docHash, lang, ...(pages !== undefined && { pages }) },
      text === undefined ? [] : [{ pointer: '/data/text', value: text }],
    ),
  ]);
}
