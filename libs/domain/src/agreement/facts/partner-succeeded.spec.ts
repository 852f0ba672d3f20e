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
import { inForce, signed, termSet, withdrawing } from '../testing/agreement-facts.js';

describe('recordSuccession', () => {
  const INPUT: CommandInputs['recordSuccession'] = {
    agreementId: 'mou',
    predecessorId: 'uvm',
    successorId: 'cmc',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const succeed = (more: Partial<CommandInputs['recordSuccession']> = {}) =>
    command('recordSuccession', { ...INPUT, ...more });
  const data = { agreementId: 'mou', predecessorId: 'uvm', successorId: 'cmc' };

  it('records who takes the place of a party, and from when', () => {
    given(...inForce())
      .when(succeed({ basis: 'MERGER', effectiveOn: { edtf: '2025-07-01' } }))
      .thenRecords({
        type: 'PartnerSucceeded',
        data: { ...data, basis: 'MERGER' },
        effective: date('2025-07-01'),
      });
  });

  it('warns where fewer than two parties remain: the successor was one already', () => {
    given(...inForce())
      .when(succeed({ successorId: 'udes' }))
      .thenAdvises('PARTIES_BELOW_TWO');
  });

  it('refuses a predecessor that is not a party, and one that succeeds itself', () => {
    given(...inForce())
      .when(succeed({ predecessorId: 'mit' }))
      .thenRefused('PARTNER_NOT_PARTY', {
        field: 'predecessorId',
        details: { organizationId: 'mit', day: '2025-06-02' },
      });
    given(...inForce(), signed('mit', '2025-01-12'), withdrawing('uvm', '2025-03-01', '2025-04-01'))
      .when(succeed())
      .thenRefused('PARTNER_NOT_PARTY', { field: 'predecessorId' });
    given(...inForce())
      .when(succeed({ successorId: 'uvm' }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'successorId',
        details: { problem: 'SUCCEEDS_ITSELF' },
      });
  });

  it('refuses after the end', () => {
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(succeed())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-03-31', day: '2025-06-02' } });
  });

  it('asks for a reason where a later withdrawal of the predecessor would not count', () => {
    const later = withdrawing('uvm', '2025-07-01', '2025-08-01');
    given(...inForce(), later)
      .when(succeed())
      .thenRefused('FACTS_PASSED_OVER', { strength: 'POLICY' });
    given(...inForce(), later)
      .when(succeed({ overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'so it was' }] }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const ended = fact('AgreementTerminated', '2025-05-01', { agreementId: 'mou', mode: 'CONSENT' });
    given().refusesInOrder(
      'recordSuccession',
      { ...INPUT, predecessorId: 'mit', successorId: 'mit', occurredOn: FUTURE, evidence: [] },
      { missing: ['organization mit', 'organization cmc', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'successorId', { input: { successorId: 'cmc' } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [...inForce(), ended] }],
        ['ORGANIZATION_NOT_FOUND', 'predecessorId', { exists: 'organization mit' }],
        ['ORGANIZATION_NOT_FOUND', 'successorId', { exists: 'organization cmc' }],
        ['PARTNER_NOT_PARTY', 'predecessorId', { input: { predecessorId: 'uvm' } }],
        ['AGREEMENT_ENDED', 'occurredOn', { facts: inForce() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
