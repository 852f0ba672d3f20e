import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { registered, signed, opened, termSet } from '../testing/agreement-facts.js';

describe('openForSignature', () => {
  const INPUT: CommandInputs['openForSignature'] = {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-01-05' },
    evidence: EVIDENCE,
  };
  const open = (more: Partial<CommandInputs['openForSignature']> = {}) =>
    command('openForSignature', { ...INPUT, ...more });

  it('records the opening, who may sign and until when', () => {
    given(registered())
      .when(open())
      .thenRecords({ type: 'AgreementOpenedForSignature', data: { agreementId: 'mou' } });
    given(registered())
      .when(open({ eligible: ['udes', 'uvm'], closesOn: '2025-06-30' }))
      .thenRecords({
        type: 'AgreementOpenedForSignature',
        data: { agreementId: 'mou', closesOn: '2025-06-30', eligible: ['udes', 'uvm'] },
      });
  });

  it('takes an empty list for none: all may sign', () => {
    given(registered())
      .when(open({ eligible: [] }))
      .thenRecords({ type: 'AgreementOpenedForSignature', data: { agreementId: 'mou' } });
  });

  it('records an opening before signatures that were recorded first', () => {
    given(registered(), signed('udes', '2025-01-10'))
      .when(open({ occurredOn: { edtf: '2025-01-05' } }))
      .thenRecords({ type: 'AgreementOpenedForSignature', data: { agreementId: 'mou' } });
  });

  it('refuses in the order shape, existence, lifecycle, dates and term, evidence', () => {
    given().refusesInOrder(
      'openForSignature',
      { ...INPUT, eligible: ['nobody'], closesOn: '2025-13-01', occurredOn: FUTURE, evidence: [] },
      { missing: ['organization nobody', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'closesOn', { input: { closesOn: '2025-01-01' } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered(), opened('2025-01-02')] }],
        ['ORGANIZATION_NOT_FOUND', 'eligible.0', { exists: 'organization nobody' }],
        [
          'INVALID_TRANSITION',
          'occurredOn',
          { facts: [registered()] },
          { details: { status: 'OPEN_FOR_SIGNATURE', day: '2099-01-01' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['TERM_INVALID', 'closesOn', { input: { closesOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });

  it('refuses after the end of the term', () => {
    given(registered(), termSet('2024-01-01', '2024-12-31'))
      .when(open())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2024-12-31', day: '2025-01-05' } });
  });
});
