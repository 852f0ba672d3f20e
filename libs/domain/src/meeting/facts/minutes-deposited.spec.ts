import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { scheduled, held } from '../testing/meeting-facts.js';

describe('depositMinutes', () => {
  const INPUT: CommandInputs['depositMinutes'] = {
    meetingId: 'm-1',
    docHash: 'ab'.repeat(32),
    lang: 'fr',
    evidence: EVIDENCE,
  };
  const deposit = (more: Partial<CommandInputs['depositMinutes']> = {}) =>
    command('depositMinutes', { ...INPUT, ...more });
  const data = { meetingId: 'm-1', docHash: 'ab'.repeat(32), lang: 'fr' };

  it('records the hash of the minutes, their text apart', () => {
    given(held).when(deposit()).thenRecords({ type: 'MinutesDeposited', data });
    given(held)
      .when(deposit({ pages: 2, text: 'Étaient présents …' }))
      .thenRecords({
        type: 'MinutesDeposited',
        data: { ...data, pages: 2 },
        confidential: [{ pointer: '/data/text', value: 'Étaient présents …' }],
      });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const known = fact('MinutesDeposited', '2025-04-20', data);
    given().refusesInOrder(
      'depositMinutes',
      { ...INPUT, occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['MEETING_NOT_FOUND', 'meetingId', { facts: [held, known] }],
        ['TEXT_ALREADY_DEPOSITED', 'docHash', { facts: [scheduled] }],
        ['INVALID_TRANSITION', 'meetingId', { facts: [held] }, { details: { status: 'SCHEDULED' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
