import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { registered, signed, opened, termSet, inForce } from '../testing/agreement-facts.js';

describe('recordEntryIntoForce', () => {
  const INPUT: CommandInputs['recordEntryIntoForce'] = {
    agreementId: 'mou',
    basis: 'PRESUMED_ON_SIGNATURE',
    occurredOn: { edtf: '2025-02-01' },
    evidence: EVIDENCE,
  };
  const enter = (more: Partial<CommandInputs['recordEntryIntoForce']> = {}) =>
    command('recordEntryIntoForce', { ...INPUT, ...more });
  const data = { agreementId: 'mou', basis: 'PRESUMED_ON_SIGNATURE' };
  const both = [registered(), signed('udes', '2025-01-10'), signed('uvm', '2025-01-20')];

  it('records the entry into force of what two parties signed, listed or not', () => {
    given(...both)
      .when(enter())
      .thenRecords({ type: 'AgreementEnteredIntoForce', data });
    given(registered(), opened('2025-01-02', { eligible: ['udes', 'uvm', 'c2mi'] }), ...both.slice(1))
      .when(enter())
      .thenRecords({ type: 'AgreementEnteredIntoForce', data });
  });

  it('refuses with one party or none by then', () => {
    given(registered()).when(enter()).thenRefused('PARTIES_TOO_FEW');
    given(...both.slice(0, 2))
      .when(enter())
      .thenRefused('PARTIES_TOO_FEW');
    given(...both)
      .when(enter({ occurredOn: { edtf: '2025-01-15' } }))
      .thenRefused('PARTIES_TOO_FEW');
  });

  it('refuses a second entry, and one after the end', () => {
    given(...inForce())
      .when(enter({ occurredOn: { edtf: '2025-03-01' } }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'IN_FORCE', day: '2025-03-01' } });
    given(...both, termSet('2025-01-01', '2025-01-31'))
      .when(enter())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'recordEntryIntoForce',
      { ...INPUT, basis: 'GUESSED' as 'STATED', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'basis', { input: { basis: INPUT.basis } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['PARTIES_TOO_FEW', 'occurredOn', { facts: both }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
