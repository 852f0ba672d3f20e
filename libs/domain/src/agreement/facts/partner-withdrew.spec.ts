import type { CommandInputs } from '../../catalogue.js';
import { command, date, fact, given } from '../../testing/decider-specification.js';
import { inForce, withdrawing } from '../testing/agreement-facts.js';

describe('completeWithdrawal', () => {
  const INPUT: CommandInputs['completeWithdrawal'] = { agreementId: 'mou', organizationId: 'uvm' };
  const complete = (more: Partial<CommandInputs['completeWithdrawal']> = {}) =>
    command('completeWithdrawal', { ...INPUT, ...more });
  const withdrawn = [...inForce(), withdrawing('uvm', '2025-05-01', '2025-08-01')];
  const data = {
    agreementId: 'mou',
    organizationId: 'uvm',
    notificationEventId: 'event-4',
    scheduledFor: '2025-08-01',
    detectedLate: true,
  };

  it('records the notice that a withdrawal has taken effect, dated as the withdrawal', () => {
    for (const more of [{}, { notificationEventId: 'event-4', day: '2025-08-01' }])
      given(...withdrawn)
        .when(complete(more))
        .thenRecords({
          type: 'PartnerWithdrew',
          data,
          occurred: date('2025-08-01'),
          effective: date('2025-08-01'),
        });
    given(...withdrawn)
      .when(complete(), { today: '2025-08-01', latest: '2025-08-01' })
      .thenRecords({ type: 'PartnerWithdrew', data: { ...data, detectedLate: false } });
  });

  it('records it once for each day', () => {
    given(...withdrawn, fact('PartnerWithdrew', '2025-08-01', data))
      .when(complete())
      .thenOnlyAdvises();
    given(...withdrawn, fact('PartnerWithdrew', '2025-08-01', { ...data, scheduledFor: '2025-07-01' }))
      .when(complete())
      .thenRecords({ type: 'PartnerWithdrew', data });
  });

  it('refuses until it has taken effect for certain', () => {
    given(...withdrawn)
      .when(complete(), { today: '2025-07-31', latest: '2025-07-31' })
      .thenRefused('WITHDRAWAL_NOT_REACHED', { field: 'organizationId', details: { effect: '2025-08-01' } });
    given(...inForce(), withdrawing('uvm', '2025-05-01', { edtf: '2025-08-01/..', basis: 'STATED' }))
      .when(complete())
      .thenRefused('WITHDRAWAL_NOT_REACHED');
  });

  it('refuses where there is none: never notified, revoked, of another event or another day', () => {
    const revoked = fact('PartnerWithdrawalRevoked', '2025-05-20', {
      agreementId: 'mou',
      organizationId: 'uvm',
      notificationEventId: 'event-4',
    });
    for (const [facts, more] of [
      [inForce(), {}],
      [[...withdrawn, revoked], {}],
      [withdrawn, { notificationEventId: 'event-1' }],
      [withdrawn, { day: '2025-08-02' }],
    ] as const)
      given(...facts)
        .when(complete(more))
        .thenRefused('WITHDRAWAL_NOT_PENDING', { details: { organizationId: 'uvm' } });
  });

  it('refuses what is not there', () => {
    given().when(complete()).thenRefused('AGREEMENT_NOT_FOUND');
    given(...withdrawn)
      .when(complete({ organizationId: 'mit' }), { missing: ['organization mit'] })
      .thenRefused('ORGANIZATION_NOT_FOUND');
    given(...withdrawn)
      .when(complete({ evidence: [{ sourceId: 's9' }] }), { missing: ['source s9'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});
