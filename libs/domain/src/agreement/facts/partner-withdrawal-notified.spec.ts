import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { inForce, registered, signed, termSet, withdrawing } from '../testing/agreement-facts.js';

describe('recordWithdrawal', () => {
  const INPUT: CommandInputs['recordWithdrawal'] = {
    agreementId: 'mou',
    organizationId: 'uvm',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const withdraw = (more: Partial<CommandInputs['recordWithdrawal']> = {}) =>
    command('recordWithdrawal', { ...INPUT, ...more });
  const three = [...inForce({ openToAccession: true }), signed('cmc', '2025-01-25')];
  const withNotice = [
    ...three,
    fact('AgreementTermSet', '2025-02-01', {
      agreementId: 'mou',
      endsOn: date('2030-01-31'),
      noticeDays: 90,
    }),
  ];
  const data = { agreementId: 'mou', organizationId: 'uvm' };

  it('records that a party withdraws on a day; why is sealed', () => {
    given(...three)
      .when(withdraw({ effectiveOn: { edtf: '2027-01-01' }, reason: 'too dear' }))
      .thenRecords({
        type: 'PartnerWithdrawalNotified',
        data,
        occurred: date('2025-06-02'),
        effective: date('2027-01-01'),
        confidential: [{ pointer: '/data/reason', value: 'too dear' }],
      });
    given(...three)
      .when(withdraw())
      .thenRecords({ type: 'PartnerWithdrawalNotified', data, effective: date('2025-06-02') });
  });

  it('takes effect after the notice of the term where no day is given, which is kept with it', () => {
    given(...withNotice)
      .when(withdraw())
      .thenRecords({
        type: 'PartnerWithdrawalNotified',
        data: { ...data, noticeDays: 90 },
        effective: { ...date('2025-08-31'), basis: 'COMPUTED' },
      });
    given(...withNotice)
      .when(withdraw({ occurredOn: { edtf: '2025-06', basis: 'STATED' } }))
      .thenRecords({
        type: 'PartnerWithdrawalNotified',
        data: { ...data, noticeDays: 90 },
        effective: {
          edtf: '[2025-08-30..2025-09-28]',
          point: '2025-09-28',
          earliest: '2025-08-30',
          latest: '2025-09-28',
          precision: 'MONTH',
          basis: 'COMPUTED',
        },
      });
  });

  it('warns where fewer than two parties remain', () => {
    given(...inForce())
      .when(withdraw())
      .thenWarns({
        rule: 'PARTIES_BELOW_TWO',
        field: 'organizationId',
        details: { day: '2025-06-02', parties: 1 },
      });
  });

  it('refuses who is not a party, or is one no more', () => {
    given(...three)
      .when(withdraw({ organizationId: 'mit' }))
      .thenRefused('PARTNER_NOT_PARTY', {
        field: 'organizationId',
        details: { organizationId: 'mit', day: '2025-06-02' },
      });
    given(registered({ bindingOn: 'RATIFICATION' }), signed('uvm', '2025-01-10'))
      .when(withdraw())
      .thenRefused('PARTNER_NOT_PARTY');
    given(...three, withdrawing('uvm', '2025-03-01', '2025-04-01'))
      .when(withdraw())
      .thenRefused('PARTNER_NOT_PARTY', { field: 'organizationId' });
    given(...three)
      .when(withdraw({ occurredOn: { edtf: '2025-01-05' } }))
      .thenRefused('PARTNER_NOT_PARTY');
  });

  it('refuses a second one while the first is pending', () => {
    given(...three, withdrawing('uvm', '2025-05-01', '2026-01-01'))
      .when(withdraw())
      .thenRefused('WITHDRAWAL_ALREADY_NOTIFIED', {
        field: 'organizationId',
        details: { organizationId: 'uvm', effect: '2026-01-01' },
      });
  });

  it('refuses one that would take effect after the end, or after a termination', () => {
    given(...three, termSet('2025-02-01', '2025-12-31'))
      .when(withdraw({ effectiveOn: { edtf: '2026-01-01' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', {
        field: 'effectiveOn',
        details: { endsOn: '2025-12-31', day: '2026-01-01' },
      });
    given(...three, fact('AgreementTerminated', '2025-05-01', { agreementId: 'mou', mode: 'CONSENT' }))
      .when(withdraw())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'TERMINATED', day: '2025-06-02' } });
  });

  it('refuses an effect before the notification', () => {
    for (const effectiveOn of [{ edtf: '2025-06-01' }, { edtf: '2024-06-01' }])
      given(...three)
        .when(withdraw({ effectiveOn }))
        .thenRefused('TERM_INVALID', {
          field: 'effectiveOn',
          details: { start: '2025-06-02', end: effectiveOn.edtf },
        });
  });

  it('asks for a reason where the notice is too short, and where a later leaving would not count', () => {
    const short = { effectiveOn: { edtf: '2025-08-30' } };
    given(...withNotice)
      .when(withdraw(short))
      .thenRefused('NOTICE_TOO_SHORT', {
        strength: 'POLICY',
        field: 'effectiveOn',
        details: { noticeDays: 90, notified: '2025-06-02', effect: '2025-08-30' },
      });
    given(...withNotice)
      .when(withdraw({ ...short, overrides: [{ rule: 'NOTICE_TOO_SHORT', reason: 'agreed' }] }))
      .thenOverrides('NOTICE_TOO_SHORT');
    const later = withdrawing('uvm', '2025-07-01', '2025-08-01');
    given(...three, later)
      .when(withdraw())
      .thenRefused('FACTS_PASSED_OVER', {
        strength: 'POLICY',
        details: {
          events: [{ eventId: 'event-5', type: 'PartnerWithdrawalNotified', effectiveOn: '2025-08-01' }],
        },
      });
    given(...three, later)
      .when(withdraw({ overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'so it was' }] }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'recordWithdrawal',
      { ...INPUT, organizationId: 'mit', occurredOn: FUTURE, effectiveOn: { edtf: 'x' }, evidence: [] },
      { missing: ['organization mit', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'effectiveOn.edtf', { input: { effectiveOn: { edtf: '2025-06-01' } } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [...three, termSet('2025-02-01', '2025-05-31')] }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization mit' }],
        ['PARTNER_NOT_PARTY', 'organizationId', { input: { organizationId: 'uvm' } }],
        ['TERM_INVALID', 'effectiveOn', { input: { effectiveOn: undefined } }],
        ['AGREEMENT_ALREADY_EXPIRED', 'occurredOn', { facts: three }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
