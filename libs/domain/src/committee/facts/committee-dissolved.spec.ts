import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { dissolved, established } from '../testing/committee-facts.js';

describe('dissolveCommittee', () => {
  const INPUT: CommandInputs['dissolveCommittee'] = {
    committeeId: 'meuble',
    occurredOn: { edtf: '2015-06-15' },
    evidence: EVIDENCE,
  };
  const dissolve = (more: Partial<CommandInputs['dissolveCommittee']> = {}) =>
    command('dissolveCommittee', { ...INPUT, ...more });

  it('records a dissolution, the reason apart', () => {
    given(established)
      .when(dissolve({ effectiveOn: { edtf: '2015-06-30' }, reason: 'its work is done' }))
      .thenRecords({
        type: 'CommitteeDissolved',
        data: { committeeId: 'meuble' },
        effective: date('2015-06-30'),
        confidential: [{ pointer: '/data/reason', value: 'its work is done' }],
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'dissolveCommittee',
      { ...INPUT, reason: ' ', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'reason', { input: { reason: undefined } }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { facts: [established, dissolved] }],
        [
          'COMMITTEE_DISSOLVED',
          'committeeId',
          { facts: [established] },
          { details: { committeeId: 'meuble', dissolved: '2015-06-30' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
