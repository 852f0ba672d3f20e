import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { intended, inForce } from '../testing/agreement-facts.js';

describe('withdrawIntent', () => {
  const INPUT: CommandInputs['withdrawIntent'] = {
    agreementId: 'mou',
    organizationId: 'cmc',
    occurredOn: { edtf: '2025-06-01' },
    evidence: EVIDENCE,
  };
  const withdraw = (more: Partial<CommandInputs['withdrawIntent']> = {}) =>
    command('withdrawIntent', { ...INPUT, ...more });
  const open = [...inForce(), intended('cmc', '2025-04-16')];
  const data = { agreementId: 'mou', organizationId: 'cmc' };

  it('records the withdrawal, the reason apart', () => {
    given(...open)
      .when(withdraw())
      .thenRecords({ type: 'PartnerIntentWithdrawn', data });
    given(...open)
      .when(withdraw({ reason: 'budget' }))
      .thenRecords({
        type: 'PartnerIntentWithdrawn',
        data,
        confidential: [{ pointer: '/data/reason', value: 'budget' }],
      });
  });

  it('refuses when no intent was open on that day', () => {
    given(...inForce())
      .when(withdraw())
      .thenRefused('INTENT_NOT_OPEN', { field: 'organizationId' });
    given(...open)
      .when(withdraw({ occurredOn: { edtf: '2025-04-15' } }))
      .thenRefused('INTENT_NOT_OPEN');
    given(...inForce(), intended('cmc', '2025-04-16', '2025-05-31'))
      .when(withdraw())
      .thenRefused('INTENT_NOT_OPEN');
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'withdrawIntent',
      { ...INPUT, occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['organization cmc', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization cmc' }],
        ['INTENT_NOT_OPEN', 'organizationId', { facts: open }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
