import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { scheduled, held, cancelled } from '../testing/meeting-facts.js';

describe('cancelMeeting', () => {
  const INPUT: CommandInputs['cancelMeeting'] = { meetingId: 'm-1', evidence: EVIDENCE };
  const cancel = (more: Partial<CommandInputs['cancelMeeting']> = {}) =>
    command('cancelMeeting', { ...INPUT, ...more });

  it('records that a scheduled meeting will not be held, the reason apart', () => {
    given(scheduled)
      .when(cancel())
      .thenRecords({ type: 'MeetingCancelled', data: { meetingId: 'm-1' } });
    given(scheduled)
      .when(cancel({ reason: 'illness' }))
      .thenRecords({
        type: 'MeetingCancelled',
        data: { meetingId: 'm-1' },
        confidential: [{ pointer: '/data/reason', value: 'illness' }],
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'cancelMeeting',
      { ...INPUT, occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['MEETING_NOT_FOUND', 'meetingId', { facts: [scheduled, held] }, { details: { id: 'm-1' } }],
        [
          'INVALID_TRANSITION',
          'meetingId',
          { facts: [scheduled, cancelled] },
          { details: { status: 'HELD' } },
        ],
        ['INVALID_TRANSITION', 'meetingId', { facts: [scheduled] }, { details: { status: 'CANCELLED' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
