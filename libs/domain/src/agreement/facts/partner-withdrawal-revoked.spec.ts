import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { inForce, withdrawing } from '../testing/agreement-facts.js';

describe('revokeWithdrawal', () => {
  const INPUT: CommandInputs['revokeWithdrawal'] = {
    agreementId: 'mou',
    organizationId: 'uvm',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const revoke = (more: Partial<CommandInputs['revokeWithdrawal']> = {}) =>
    command('revokeWithdrawal', { ...INPUT, ...more });
  const pending = [...inForce(), withdrawing('uvm', '2025-05-01', '2025-08-01')];

  it('records which notification is revoked; why is sealed', () => {
    given(...pending)
      .when(revoke({ reason: 'they stay' }))
      .thenRecords({
        type: 'PartnerWithdrawalRevoked',
        data: { agreementId: 'mou', organizationId: 'uvm', notificationEventId: 'event-4' },
        confidential: [{ pointer: '/data/reason', value: 'they stay' }],
      });
  });

  it('refuses where none is pending: not notified yet, in effect, revoked, or of another', () => {
    const revoked = fact('PartnerWithdrawalRevoked', '2025-05-20', {
      agreementId: 'mou',
      organizationId: 'uvm',
      notificationEventId: 'event-4',
    });
    for (const [facts, more] of [
      [pending, { occurredOn: { edtf: '2025-04-30' } }],
      [pending, { occurredOn: { edtf: '2025-08-01' } }],
      [[...pending, revoked], {}],
      [pending, { organizationId: 'udes' }],
      [inForce(), {}],
    ] as const)
      given(...facts)
        .when(revoke(more))
        .thenRefused('WITHDRAWAL_NOT_PENDING', {
          field: 'organizationId',
          details: { organizationId: 'organizationId' in more ? 'udes' : 'uvm' },
        });
  });

  it('asks for a reason where its return, recorded before, would not count', () => {
    const back = fact('PartnerAcceded', '2025-10-01', { agreementId: 'mou', organizationId: 'uvm' });
    given(...pending, back)
      .when(revoke())
      .thenRefused('FACTS_PASSED_OVER', { strength: 'POLICY' });
    given(...pending, back)
      .when(revoke({ overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'so it was' }] }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'revokeWithdrawal',
      { ...INPUT, organizationId: 'mit', occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['organization mit', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: { edtf: '2025-06' } } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: pending }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization mit' }],
        ['WITHDRAWAL_NOT_PENDING', 'organizationId', { input: { organizationId: 'uvm' } }],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
