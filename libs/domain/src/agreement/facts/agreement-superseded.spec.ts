import { claimsOf, type CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { inForce, registered, signed } from '../testing/agreement-facts.js';

describe('supersedeAgreement', () => {
  const INPUT: CommandInputs['supersedeAgreement'] = {
    agreementId: 'mou',
    successorAgreementId: 'next',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const supersede = (more: Partial<CommandInputs['supersedeAgreement']> = {}) =>
    command('supersedeAgreement', { ...INPUT, ...more });
  it('records which agreement took its place', () => {
    given(...inForce())
      .when(supersede())
      .thenRecords({
        type: 'AgreementSuperseded',
        data: { agreementId: 'mou', successorAgreementId: 'next' },
      });
  });

  it('refuses itself, and a circle through others', () => {
    const field = 'successorAgreementId';
    given(...inForce())
      .when(supersede({ successorAgreementId: 'mou' }))
      .thenRefused('SUCCESSOR_CYCLE', { field, details: { id: 'mou' } });
    expect(claimsOf(supersede(), []).taken).toEqual([{ scheme: 'entente:superseded:mou', value: 'next' }]);
    given(...inForce())
      .when(supersede(), { circular: [{ scheme: 'entente:superseded:mou', value: 'next' }] })
      .thenRefused('SUCCESSOR_CYCLE', { field, details: { id: 'next' } });
  });

  it('refuses what is not signed yet, and what has ended otherwise than by its term', () => {
    given(registered(), signed('udes', '2025-01-10'))
      .when(supersede())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'OPEN_FOR_SIGNATURE', day: '2025-06-02' } });
    given(...inForce(), fact('AgreementTerminated', '2025-03-01', { agreementId: 'mou', mode: 'MOOT' }))
      .when(supersede())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'TERMINATED', day: '2025-06-02' } });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'supersedeAgreement',
      { ...INPUT, successorAgreementId: 'mou', occurredOn: FUTURE, effectiveOn: { edtf: 'x' }, evidence: [] },
      { missing: ['agreement mou', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'effectiveOn.edtf', { input: { effectiveOn: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['AGREEMENT_NOT_FOUND', 'successorAgreementId', { exists: 'agreement mou' }],
        ['SUCCESSOR_CYCLE', 'successorAgreementId', { input: { successorAgreementId: 'next' } }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: inForce() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
