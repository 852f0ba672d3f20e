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
import { registered, termSet, intended, inForce } from '../testing/agreement-facts.js';

describe('recordAccession', () => {
  const INPUT: CommandInputs['recordAccession'] = {
    agreementId: 'mou',
    organizationId: 'cmc',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const accede = (more: Partial<CommandInputs['recordAccession']> = {}) =>
    command('recordAccession', { ...INPUT, ...more });
  const data = { agreementId: 'mou', organizationId: 'cmc' };
  const open = [...inForce({ openToAccession: true }), intended('cmc', '2025-04-16')];

  it('records an accession to an agreement in force and open', () => {
    given(...open)
      .when(accede())
      .thenRecords({ type: 'PartnerAcceded', data });
    given(...open)
      .when(accede({ instrument: 'LETTER', effectiveOn: { edtf: '2027-01-01' } }))
      .thenRecords({
        type: 'PartnerAcceded',
        data: { ...data, instrument: 'LETTER' },
        occurred: date('2025-06-02'),
        effective: date('2027-01-01'),
      });
  });

  it('advises when no intent had been recorded before', () => {
    given(...inForce({ openToAccession: true }))
      .when(accede())
      .thenAdvises('ACCESSION_WITHOUT_INTENT');
  });

  it('refuses when the agreement is closed, and asks for an override when nobody knows', () => {
    given(...inForce({ openToAccession: false }))
      .when(accede({ overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }] }))
      .thenRefused('AGREEMENT_NOT_OPEN', {
        details: { because: 'NO_ACCESSION', openToAccession: false },
      });
    given(...inForce())
      .when(accede())
      .thenRefused('AGREEMENT_NOT_OPEN', {
        strength: 'POLICY',
        details: { because: 'ACCESSION_UNKNOWN', openToAccession: null },
      });
    given(...inForce())
      .when(accede({ overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }] }))
      .thenOverrides('AGREEMENT_NOT_OPEN');
  });

  it('asks whether others may accede of the day of the act: an amendment may open the agreement', () => {
    const opened = fact('AgreementAmended', '2025-06-01', {
      agreementId: 'mou',
      changes: [{ member: 'openToAccession', before: false, after: true }],
    });
    const closed = [...inForce({ openToAccession: false }), intended('cmc', '2025-04-16')];
    given(...closed, opened)
      .when(accede())
      .thenAdvises();
    given(...closed, opened)
      .when(accede({ occurredOn: { edtf: '2025-05-31' } }))
      .thenRefused('AGREEMENT_NOT_OPEN', { details: { because: 'NO_ACCESSION', openToAccession: false } });
  });

  it('is accepted before the entry into force, and refused after the end as expired before it says closed', () => {
    given(...open)
      .when(accede({ occurredOn: { edtf: '2025-01-25' } }))
      .thenAdvises();
    given(...inForce({ openToAccession: false }), termSet('2025-02-01', '2025-03-31'))
      .when(accede())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-03-31', day: '2025-06-02' } });
    given(registered({ openToAccession: false }))
      .when(accede())
      .thenRefused('AGREEMENT_NOT_OPEN');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'recordAccession',
      { ...INPUT, organizationId: 'uvm', effectiveOn: { edtf: 'x' }, occurredOn: FUTURE, evidence: [] },
      { missing: ['organization uvm', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'effectiveOn.edtf', { input: { effectiveOn: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization uvm' }],
        ['PARTNER_ALREADY_SIGNED', 'organizationId', { input: { organizationId: INPUT.organizationId } }],
        ['AGREEMENT_NOT_OPEN', 'agreementId', { facts: open }, { strength: 'POLICY' }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
