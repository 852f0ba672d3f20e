import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { registered, signed, entered, opened, termSet, inForce } from '../testing/agreement-facts.js';

describe('recordSignature', () => {
  const INPUT: CommandInputs['recordSignature'] = {
    agreementId: 'mou',
    organizationId: 'c2mi',
    occurredOn: { edtf: '2025-01-28' },
    evidence: EVIDENCE,
  };
  const sign = (more: Partial<CommandInputs['recordSignature']> = {}) =>
    command('recordSignature', { ...INPUT, ...more });
  const data = { agreementId: 'mou', organizationId: 'c2mi' };

  it('records who signed, in which capacity and rank, under which name, by whom and before whom', () => {
    const more = {
      capacity: 'ORIGINAL_SIGNATORY',
      signatoryRank: 1,
      nameAsSigned: { text: 'C2MI', lang: 'fr' },
      signedBy: ['p-1'],
      presentAtSigning: ['p-2'],
    };
    given(registered()).when(sign()).thenRecords({ type: 'PartnerSigned', data });
    given(registered())
      .when(sign(more))
      .thenRecords({ type: 'PartnerSigned', data: { ...data, ...more } });
  });

  it('records a signature whose day is bounded, cut at today', () => {
    given(registered())
      .when(sign({ occurredOn: { edtf: '2026', basis: 'INFERRED', note: 'undated' } }))
      .thenRecords({
        type: 'PartnerSigned',
        data,
        occurred: { ...date({ edtf: '2026', basis: 'INFERRED' }), latest: '2026-11-23', point: '2026-11-23' },
        effective: {
          ...date({ edtf: '2026', basis: 'INFERRED' }),
          latest: '2026-11-23',
          point: '2026-11-23',
        },
        confidential: [{ pointer: '/occurred/note', value: 'undated' }],
      });
  });

  it('records a signature of before the end after the end has passed', () => {
    given(...inForce({ openToAccession: true }), termSet('2025-02-01', '2025-12-31'))
      .when(sign({ occurredOn: { edtf: '2025-12-31' } }))
      .thenRecords({ type: 'PartnerSigned', data });
  });

  it('refuses a signature certainly after the end, as already expired', () => {
    given(...inForce({ openToAccession: true }), termSet('2025-02-01', '2025-12-31'))
      .when(sign({ occurredOn: { edtf: '2026-01-01' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', {
        details: { endsOn: '2025-12-31', day: '2026-01-01' },
      });
  });

  it('refuses an organisation that the list of signatories excludes, whatever is overridden', () => {
    given(registered(), opened('2025-01-02', { eligible: ['udes', 'uvm'] }))
      .when(sign({ overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'late guest' }] }))
      .thenRefused('AGREEMENT_NOT_OPEN', {
        field: 'organizationId',
        details: { because: 'NOT_ELIGIBLE', eligible: ['udes', 'uvm'] },
      });
  });

  it('refuses a signature after the closing day, and takes one that may be of that day', () => {
    const closing = [registered(), opened('2025-01-02', { closesOn: '2025-01-27' })];
    given(...closing)
      .when(sign())
      .thenRefused('AGREEMENT_NOT_OPEN', {
        field: 'occurredOn',
        details: { because: 'CLOSED', closesOn: '2025-01-27' },
      });
    given(...closing)
      .when(sign({ occurredOn: { edtf: '2025-01', basis: 'STATED' } }))
      .thenRecords({ type: 'PartnerSigned', data });
    given(...closing)
      .when(sign({ occurredOn: { edtf: '[..2025-01-28]', basis: 'STATED' } }))
      .thenRecords({ type: 'PartnerSigned', data });
  });

  it('asks for an override after the entry into force of an agreement that is not open and has no list', () => {
    const late = { occurredOn: { edtf: '2025-03-01' } };
    given(...inForce())
      .when(sign(late))
      .thenRefused('AGREEMENT_NOT_OPEN', { strength: 'POLICY', field: 'occurredOn' });
    given(...inForce())
      .when(sign({ ...late, overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }] }))
      .thenOverrides('AGREEMENT_NOT_OPEN');
    given(...inForce({ openToAccession: true }))
      .when(sign(late))
      .thenOverrides();
    given(
      registered(),
      opened('2025-01-02', { eligible: ['udes', 'uvm', 'c2mi'] }),
      signed('udes', '2025-01-10'),
      signed('uvm', '2025-01-20'),
      entered('2025-02-01'),
    )
      .when(sign(late))
      .thenOverrides();
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'recordSignature',
      {
        ...INPUT,
        organizationId: 'uvm',
        signedBy: ['p-1'],
        presentAtSigning: ['p-2'],
        occurredOn: { edtf: '2023-02-29' },
        evidence: [],
      },
      { missing: ['organization uvm', 'person p-1', 'person p-2', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        [
          'AGREEMENT_NOT_FOUND',
          'agreementId',
          { facts: [...inForce(), termSet('2025-02-01', '2025-12-31')] },
        ],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization uvm' }],
        ['PERSON_NOT_FOUND', 'signedBy.0', { exists: 'person p-1' }],
        ['PERSON_NOT_FOUND', 'presentAtSigning.0', { exists: 'person p-2' }],
        [
          'PARTNER_ALREADY_SIGNED',
          'organizationId',
          { input: { organizationId: INPUT.organizationId } },
          { details: { organizationId: 'uvm' } },
        ],
        ['AGREEMENT_ALREADY_EXPIRED', 'occurredOn', { facts: [registered()] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: { edtf: '[..2025-01-28]' } } }],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
