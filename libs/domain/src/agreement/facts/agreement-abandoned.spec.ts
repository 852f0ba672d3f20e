import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { inForce, registered, signed, termSet } from '../testing/agreement-facts.js';

describe('abandonAgreement', () => {
  const INPUT: CommandInputs['abandonAgreement'] = {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const abandon = (more: Partial<CommandInputs['abandonAgreement']> = {}) =>
    command('abandonAgreement', { ...INPUT, ...more });

  it('records that what was never in force is given up; why is sealed', () => {
    for (const facts of [
      [registered()],
      [registered(), signed('udes', '2025-01-10'), signed('uvm', '2025-01-20')],
    ])
      given(...facts)
        .when(abandon({ reason: 'no money' }))
        .thenRecords({
          type: 'AgreementAbandoned',
          data: { agreementId: 'mou' },
          confidential: [{ pointer: '/data/reason', value: 'no money' }],
        });
  });

  it('refuses what is in force, and what has ended', () => {
    given(...inForce())
      .when(abandon())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'IN_FORCE', day: '2025-06-02' } });
    given(registered(), signed('udes', '2025-01-10'), termSet('2025-01-10', '2025-03-31'))
      .when(abandon())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-03-31', day: '2025-06-02' } });
  });

  it('asks for a reason where a signature recorded before comes after it', () => {
    const later = [registered(), signed('udes', '2025-08-01')];
    given(...later)
      .when(abandon())
      .thenRefused('FACTS_PASSED_OVER', { strength: 'POLICY' });
    given(...later)
      .when(abandon({ overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'so it was' }] }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'abandonAgreement',
      { ...INPUT, effectiveOn: { edtf: 'x' }, occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'effectiveOn.edtf', { input: { effectiveOn: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: [registered()] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
