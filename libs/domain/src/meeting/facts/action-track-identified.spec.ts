import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { scheduled, held } from '../testing/meeting-facts.js';

describe('identifyActionTrack', () => {
  const text = [{ text: 'une meilleure connaissance mutuelle', lang: 'fr' }];
  const INPUT: CommandInputs['identifyActionTrack'] = {
    meetingId: 'm-1',
    code: 'ACT-1',
    text,
    evidence: EVIDENCE,
  };
  const identify = (more: Partial<CommandInputs['identifyActionTrack']> = {}) =>
    command('identifyActionTrack', { ...INPUT, ...more });
  const data = { meetingId: 'm-1', code: 'ACT-1', text };
  const known = fact('ActionTrackIdentified', '2025-04-16', data);

  it('records what was decided to do, by whom and until when', () => {
    given(held).when(identify()).thenRecords({ type: 'ActionTrackIdentified', data });
    given(held)
      .when(identify({ ownerId: 'udes', due: '2027-01-31' }))
      .thenRecords({ type: 'ActionTrackIdentified', data: { ...data, ownerId: 'udes', due: '2027-01-31' } });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'identifyActionTrack',
      { ...INPUT, text: [], due: '2027-02-30', ownerId: 'nobody', occurredOn: FUTURE, evidence: [] },
      { missing: ['organization nobody', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'text', { input: { text } }],
        ['VALIDATION_FAILED', 'due', { input: { due: undefined } }],
        ['MEETING_NOT_FOUND', 'meetingId', { facts: [held, known] }],
        ['ORGANIZATION_NOT_FOUND', 'ownerId', { exists: 'organization nobody' }],
        ['ACTION_TRACK_ALREADY_IDENTIFIED', 'code', { facts: [scheduled] }, { details: { code: 'ACT-1' } }],
        ['INVALID_TRANSITION', 'meetingId', { facts: [held] }, { details: { status: 'SCHEDULED' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });

  it('records another one of the same meeting under a code of its own', () => {
    given(held, known)
      .when(identify({ code: 'ACT-2' }))
      .thenRecords({ type: 'ActionTrackIdentified', data: { ...data, code: 'ACT-2' } });
  });
});
