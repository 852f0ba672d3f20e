import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { inForce, registered, termSet } from '../testing/agreement-facts.js';

describe('suspendAgreement', () => {
  const INPUT: CommandInputs['suspendAgreement'] = {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const suspend = (more: Partial<CommandInputs['suspendAgreement']> = {}) =>
    command('suspendAgreement', { ...INPUT, ...more });
  const resumed = fact('AgreementResumed', '2025-07-01', { agreementId: 'mou' });

  it('records the suspension of an agreement, until a day or until it is resumed; why is sealed', () => {
    given(...inForce())
      .when(suspend())
      .thenRecords({ type: 'AgreementSuspended', data: { agreementId: 'mou' } });
    given(...inForce())
      .when(suspend({ until: '2025-08-31', organizationIds: [], reason: 'a review' }))
      .thenRecords({
        type: 'AgreementSuspended',
        data: { agreementId: 'mou', until: '2025-08-31' },
        confidential: [{ pointer: '/data/reason', value: 'a review' }],
      });
  });

  it('records the suspension of some parties', () => {
    given(...inForce())
      .when(suspend({ organizationIds: ['uvm'] }))
      .thenRecords({ type: 'AgreementSuspended', data: { agreementId: 'mou', organizationIds: ['uvm'] } });
  });

  it('refuses what is not in force on that day, as a whole or for some', () => {
    for (const organizationIds of [undefined, ['uvm']]) {
      const asked = suspend({
        ...(organizationIds && { organizationIds }),
        occurredOn: { edtf: '2025-01-25' },
      });
      given(...inForce())
        .when(asked)
        .thenRefused('INVALID_TRANSITION', {
          field: 'occurredOn',
          details: { status: 'SIGNED', day: '2025-01-25' },
        });
    }
    given(...inForce(), fact('AgreementSuspended', '2025-05-01', { agreementId: 'mou' }))
      .when(suspend({ organizationIds: ['uvm'] }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'SUSPENDED', day: '2025-06-02' } });
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(suspend())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-03-31', day: '2025-06-02' } });
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(suspend({ organizationIds: ['uvm'] }))
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'EXPIRED', day: '2025-06-02' } });
  });

  it('refuses an organisation that is not a party on that day', () => {
    given(...inForce())
      .when(suspend({ organizationIds: ['uvm', 'cmc'] }))
      .thenRefused('PARTNER_NOT_PARTY', {
        field: 'organizationIds.1',
        details: { organizationId: 'cmc', day: '2025-06-02' },
      });
  });

  it('refuses a last day before its first, and one that stands for none', () => {
    given(...inForce())
      .when(suspend({ until: '2025-06-01' }))
      .thenRefused('TERM_INVALID', { field: 'until', details: { start: '2025-06-02', end: '2025-06-01' } });
    given(...inForce())
      .when(suspend({ until: '9999-12-31' }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'until',
        details: { problem: 'END_TOO_FAR', hint: 'until: null' },
      });
  });

  it('asks for a reason where a suspension recorded before would not count any more', () => {
    const again = fact('AgreementSuspended', '2025-05-20', { agreementId: 'mou' });
    const asked = { occurredOn: { edtf: '2025-05-10' } };
    given(...inForce(), again, resumed)
      .when(suspend(asked))
      .thenRefused('FACTS_PASSED_OVER', {
        strength: 'POLICY',
        details: {
          events: [{ eventId: 'event-4', type: 'AgreementSuspended', effectiveOn: '2025-05-20' }],
        },
      });
    given(...inForce(), again, resumed)
      .when(suspend({ ...asked, overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'so it was' }] }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'suspendAgreement',
      { ...INPUT, organizationIds: ['mit'], until: '9999-12-31', occurredOn: FUTURE, evidence: [] },
      { missing: ['organization mit', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'until', { input: { until: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['ORGANIZATION_NOT_FOUND', 'organizationIds.0', { exists: 'organization mit' }],
        ['PARTNER_NOT_PARTY', 'organizationIds.0', { input: { organizationIds: [] } }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: inForce() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
