import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { proposed, submitted } from '../testing/project-facts.js';

describe('decideAid', () => {
  const INPUT: CommandInputs['decideAid'] = {
    projectId: 'four',
    granted: true,
    occurredOn: { edtf: '2010-09-01' },
    evidence: EVIDENCE,
  };
  const decide = (more: Partial<CommandInputs['decideAid']> = {}) =>
    command('decideAid', { ...INPUT, ...more });

  it('records that aid is granted, or refused, the reason apart', () => {
    const more = {
      amount: { value: '100000.5', currency: 'CAD' },
      funderId: 'mdeie',
      fundingId: 'f-1',
    };
    given(proposed, submitted)
      .when(decide(more))
      .thenRecords({ type: 'AidDecided', data: { projectId: 'four', granted: true, ...more } });
    given(proposed, submitted)
      .when(decide({ granted: false, reason: 'the fund is empty' }))
      .thenRecords({
        type: 'AidDecided',
        data: { projectId: 'four', granted: false },
        confidential: [{ pointer: '/data/reason', value: 'the fund is empty' }],
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'decideAid',
      {
        ...INPUT,
        amount: { value: '1', currency: 'dollars' },
        funderId: 'mdeie',
        fundingId: 'f-1',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization mdeie', 'funding f-1', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'amount.currency', { input: { amount: undefined } }],
        ['PROJECT_NOT_FOUND', 'projectId', { facts: [proposed] }],
        ['ORGANIZATION_NOT_FOUND', 'funderId', { exists: 'organization mdeie' }],
        ['FUNDING_NOT_FOUND', 'fundingId', { exists: 'funding f-1' }],
        [
          'INVALID_TRANSITION',
          'projectId',
          { facts: [proposed, submitted] },
          { details: { status: 'PROPOSED' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
