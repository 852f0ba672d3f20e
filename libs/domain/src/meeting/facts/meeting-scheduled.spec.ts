import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  given,
} from '../../testing/decider-specification.js';
import { scheduled, held, title } from '../testing/meeting-facts.js';

describe('scheduleMeeting', () => {
  const INPUT: CommandInputs['scheduleMeeting'] = {
    scheduledFor: { edtf: '2027-04-16' },
    evidence: EVIDENCE,
  };
  const schedule = (more: Partial<CommandInputs['scheduleMeeting']> = {}) =>
    command('scheduleMeeting', { ...INPUT, ...more });

  it('records a meeting to come, under an id that the ledger makes', () => {
    given()
      .when(schedule())
      .thenRecords({
        type: 'MeetingScheduled',
        data: { meetingId: NEW_ID, scheduledFor: date('2027-04-16') },
      });
  });

  it('records all that was given, the note of its date apart', () => {
    given()
      .when(
        schedule({
          meetingId: 'm-1',
          agreementId: 'mou',
          scheduledFor: { edtf: '2027-21', basis: 'STATED', note: 'next spring' },
          title,
          place: 'Sherbrooke',
          hostOrganizationId: 'udes',
          occurredOn: { edtf: '2026-11-01' },
        }),
      )
      .thenRecords({
        type: 'MeetingScheduled',
        data: {
          meetingId: 'm-1',
          agreementId: 'mou',
          scheduledFor: date('2027-21'),
          title,
          place: 'Sherbrooke',
          hostOrganizationId: 'udes',
        },
        occurred: date('2026-11-01'),
        confidential: [{ pointer: '/data/scheduledFor/note', value: 'next spring' }],
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(scheduled).refusesInOrder(
      'scheduleMeeting',
      {
        ...INPUT,
        meetingId: 'm-1',
        agreementId: 'nope',
        hostOrganizationId: 'nobody',
        scheduledFor: { edtf: '2027-02-29' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['agreement nope', 'organization nobody', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'scheduledFor.edtf', { input: { scheduledFor: { edtf: '2027' } } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { exists: 'agreement nope' }, { details: { id: 'nope' } }],
        ['ORGANIZATION_NOT_FOUND', 'hostOrganizationId', { exists: 'organization nobody' }],
        ['MEETING_ALREADY_EXISTS', 'meetingId', { facts: [held] }, { details: { id: 'm-1' } }],
        ['MEETING_ALREADY_EXISTS', 'meetingId', { facts: [] }, { details: { id: 'm-1' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ['DATE_BASIS_REQUIRED', 'scheduledFor.basis', { input: { scheduledFor: INPUT.scheduledFor } }],
        ...UNPROVEN,
      ],
    );
  });
});
