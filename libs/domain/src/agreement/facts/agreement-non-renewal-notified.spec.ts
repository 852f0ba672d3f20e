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
import { inForce, termSet } from '../testing/agreement-facts.js';

describe('declineRenewal', () => {
  const INPUT: CommandInputs['declineRenewal'] = {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-12-01' },
    evidence: EVIDENCE,
  };
  const decline = (more: Partial<CommandInputs['declineRenewal']> = {}) =>
    command('declineRenewal', { ...INPUT, ...more });
  const tacit = (more: Partial<EventData['AgreementTermSet']> = {}) => [
    ...inForce(),
    fact('AgreementTermSet', '2025-01-15', {
      agreementId: 'mou',
      endsOn: date('2025-01-31'),
      renewal: 'TACIT',
      tacit: { period: 'P1Y' },
      ...more,
    }),
  ];
  const endsOn = (day: string) => ({ ...date(day), basis: 'COMPUTED' });

  it('records the end of the period that runs; who declined is named, and why is sealed', () => {
    given(...tacit())
      .when(decline({ organizationId: 'uvm', reason: 'too dear' }))
      .thenRecords({
        type: 'AgreementNonRenewalNotified',
        data: { agreementId: 'mou', organizationId: 'uvm', endsOn: endsOn('2026-01-31') },
        effective: date('2025-12-01'),
        confidential: [{ pointer: '/data/reason', value: 'too dear' }],
      });
  });

  it('records the first end that the notice allows', () => {
    given(...tacit({ noticeDays: 90 }))
      .when(decline())
      .thenRecords({
        type: 'AgreementNonRenewalNotified',
        data: { agreementId: 'mou', endsOn: endsOn('2027-01-31') },
      });
  });

  it('asks for a reason where a given end is sooner than the notice allows', () => {
    const sooner = { endsOn: { edtf: '2026-01-31' } };
    given(...tacit({ noticeDays: 90 }))
      .when(decline(sooner))
      .thenRefused('NOTICE_TOO_SHORT', {
        strength: 'POLICY',
        field: 'endsOn',
        details: { noticeDays: 90, notified: '2025-12-01', effect: '2026-01-31' },
      });
    given(...tacit({ noticeDays: 90 }))
      .when(decline({ ...sooner, overrides: [{ rule: 'NOTICE_TOO_SHORT', reason: 'agreed' }] }))
      .thenOverrides('NOTICE_TOO_SHORT');
  });

  it('refuses an agreement that does not renew itself, an organisation that is not a party, and an end before the notice', () => {
    given(...inForce(), termSet('2025-02-01', '2026-01-31'))
      .when(decline({ endsOn: { edtf: '2026-01-31' } }))
      .thenRefused('RENEWAL_NOT_TACIT', { field: 'agreementId' });
    given(...inForce())
      .when(decline())
      .thenRefused('RENEWAL_NOT_TACIT');
    given(...tacit())
      .when(decline({ organizationId: 'cmc' }))
      .thenRefused('PARTNER_NOT_PARTY', { field: 'organizationId' });
    given(...tacit())
      .when(decline({ endsOn: { edtf: '2025-11-30' } }))
      .thenRefused('TERM_INVALID', { field: 'endsOn' });
    given(...tacit())
      .when(decline({ endsOn: { edtf: '9999-12-31' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'endsOn' });
  });

  it('refuses what the status does not allow, and what is overtaken asks for a reason', () => {
    given(...tacit())
      .when(decline({ occurredOn: { edtf: '2025-01-25' } }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'SIGNED', day: '2025-01-25' } });
    const again = fact('AgreementExtended', '2025-12-15', {
      agreementId: 'mou',
      newEndsOn: date('2029-01-31'),
    });
    given(...tacit(), again)
      .when(decline())
      .thenRefused('TERM_OVERTAKEN', { strength: 'POLICY', field: 'endsOn' });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'declineRenewal',
      { ...INPUT, organizationId: 'mit', endsOn: { edtf: 'x' }, occurredOn: FUTURE, evidence: [] },
      { missing: ['organization mit', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'endsOn.edtf', { input: { endsOn: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization mit' }],
        ['PARTNER_NOT_PARTY', 'organizationId', { input: { organizationId: undefined } }],
        ['RENEWAL_NOT_TACIT', 'agreementId', { facts: tacit() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
