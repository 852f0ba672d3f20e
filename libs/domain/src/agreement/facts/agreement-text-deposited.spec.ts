import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { registered } from '../testing/agreement-facts.js';

describe('depositAgreementText', () => {
  const INPUT: CommandInputs['depositAgreementText'] = {
    agreementId: 'mou',
    docHash: 'ab'.repeat(32),
    lang: 'fr',
    evidence: EVIDENCE,
  };
  const deposit = (more: Partial<CommandInputs['depositAgreementText']> = {}) =>
    command('depositAgreementText', { ...INPUT, ...more });
  const data = { agreementId: 'mou', docHash: 'ab'.repeat(32), lang: 'fr' };

  it('records the hash of a text', () => {
    given(registered()).when(deposit()).thenRecords({ type: 'AgreementTextDeposited', data });
    given(registered())
      .when(deposit({ pages: 4, authentic: true }))
      .thenRecords({ type: 'AgreementTextDeposited', data: { ...data, pages: 4, authentic: true } });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const known = [registered(), fact('AgreementTextDeposited', '2025-01-28', data)];
    given().refusesInOrder(
      'depositAgreementText',
      { ...INPUT, docHash: '', occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'docHash', { input: { docHash: 'ABC' } }],
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['VALIDATION_FAILED', 'docHash', { input: { docHash: 'AB'.repeat(32) } }],
        ['VALIDATION_FAILED', 'docHash', { input: { docHash: INPUT.docHash } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: known }, { details: { id: 'mou' } }],
        ['TEXT_ALREADY_DEPOSITED', 'docHash', { facts: [registered()] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
