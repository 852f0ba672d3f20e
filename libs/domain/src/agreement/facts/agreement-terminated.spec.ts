import type { CommandInputs, EventData } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { inForce, registered, signed, termSet } from '../testing/agreement-facts.js';

describe('terminateAgreement', () => {
  const INPUT: CommandInputs['terminateAgreement'] = {
    agreementId: 'mou',
    mode: 'CONSENT',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const terminate = (more: Partial<CommandInputs['terminateAgreement']> = {}) =>
    command('terminateAgreement', { ...INPUT, ...more });
  const withNotice = (more: Partial<EventData['AgreementTermSet']> = {}) => [
    ...inForce(),
    fact('AgreementTermSet', '2025-02-01', {
      agreementId: 'mou',
      endsOn: date('2030-01-31'),
      noticeDays: 90,
      ...more,
    }),
  ];

  it('records a termination, by whom and from when; why is sealed', () => {
    given(...inForce())
      .when(terminate())
      .thenRecords({ type: 'AgreementTerminated', data: { agreementId: 'mou', mode: 'CONSENT' } });
    given(...withNotice())
      .when(
        terminate({
          mode: 'UNILATERAL',
          organizationId: 'uvm',
          effectiveOn: { edtf: '2025-08-31' },
          reason: 'a merger',
        }),
      )
      .thenRecords({
        type: 'AgreementTerminated',
        data: { agreementId: 'mou', mode: 'UNILATERAL', organizationId: 'uvm' },
        effective: date('2025-08-31'),
        confidential: [{ pointer: '/data/reason', value: 'a merger' }],
      });
  });

  it('refuses what was never in force, and what has ended', () => {
    given(registered(), signed('udes', '2025-01-10'))
      .when(terminate())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'OPEN_FOR_SIGNATURE', day: '2025-06-02' } });
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(terminate())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-03-31', day: '2025-06-02' } });
    given(...inForce(), fact('AgreementTerminated', '2025-05-01', { agreementId: 'mou', mode: 'CONSENT' }))
      .when(terminate())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'TERMINATED', day: '2025-06-02' } });
  });

  it('refuses an organisation that is not a party, and an effect before the act', () => {
    given(...inForce())
      .when(terminate({ organizationId: 'cmc' }))
      .thenRefused('PARTNER_NOT_PARTY', {
        field: 'organizationId',
        details: { organizationId: 'cmc', day: '2025-06-02' },
      });
    given(...inForce())
      .when(terminate({ effectiveOn: { edtf: '2025-06-01' } }))
      .thenRefused('TERM_INVALID', {
        field: 'effectiveOn',
        details: { start: '2025-06-02', end: '2025-06-01' },
      });
  });

  it('asks for a reason where one party leaves no time for the notice that the term asks for', () => {
    const unilateral = { mode: 'UNILATERAL', effectiveOn: { edtf: '2025-08-30' } } as const;
    given(...withNotice())
      .when(terminate(unilateral))
      .thenRefused('NOTICE_TOO_SHORT', {
        strength: 'POLICY',
        field: 'effectiveOn',
        details: { noticeDays: 90, notified: '2025-06-02', effect: '2025-08-30' },
      });
    given(...withNotice())
      .when(terminate({ ...unilateral, overrides: [{ rule: 'NOTICE_TOO_SHORT', reason: 'agreed' }] }))
      .thenOverrides('NOTICE_TOO_SHORT');
    given(...withNotice())
      .when(terminate({ ...unilateral, mode: 'BREACH' }))
      .thenAdvises();
    given(...withNotice({ noticeDays: 89 }))
      .when(terminate(unilateral))
      .thenAdvises();
    given(...inForce())
      .when(terminate(unilateral))
      .thenAdvises();
  });

  it('asks for no notice that some day within the bounds leaves time for', () => {
    given(...withNotice())
      .when(
        terminate({
          mode: 'UNILATERAL',
          occurredOn: { edtf: '2025-05', basis: 'STATED' },
          effectiveOn: { edtf: '2025-07-30' },
        }),
      )
      .thenAdvises();
    given(...withNotice())
      .when(
        terminate({
          mode: 'UNILATERAL',
          occurredOn: { edtf: '[..2025-06-02]', basis: 'INFERRED' },
          effectiveOn: { edtf: '2025-06-02' },
        }),
      )
      .thenAdvises();
  });

  it('asks for a reason where acts recorded before come after it', () => {
    const later = fact('AgreementSuspended', '2025-07-01', { agreementId: 'mou' });
    given(...inForce(), later)
      .when(terminate())
      .thenRefused('FACTS_PASSED_OVER', { strength: 'POLICY' });
    given(...inForce(), later)
      .when(terminate({ overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'it was over' }] }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'terminateAgreement',
      {
        ...INPUT,
        mode: 'WHIM' as 'CONSENT',
        organizationId: 'mit',
        effectiveOn: { edtf: '2025-06-01' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization mit', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'mode', { input: { mode: 'CONSENT' } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization mit' }],
        ['PARTNER_NOT_PARTY', 'organizationId', { input: { organizationId: undefined } }],
        ['INVALID_TRANSITION', 'effectiveOn', { facts: inForce() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['TERM_INVALID', 'effectiveOn', { input: { effectiveOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
