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
import { inForce, registered, signed, termSet } from '../testing/agreement-facts.js';

describe('reinstateAgreement', () => {
  const UNANIMOUS = [{ rule: 'REINSTATEMENT', reason: 'minutes of 2 June' }];
  const INPUT: CommandInputs['reinstateAgreement'] = {
    agreementId: 'mou',
    coversGap: false,
    occurredOn: { edtf: '2025-06-02' },
    overrides: UNANIMOUS,
    evidence: EVIDENCE,
  };
  const reinstate = (more: Partial<CommandInputs['reinstateAgreement']> = {}) =>
    command('reinstateAgreement', { ...INPUT, ...more });
  const expired = [...inForce(), termSet('2025-02-01', '2025-03-31')];

  it('records a reinstatement from its own day, with a new end or none', () => {
    given(...expired)
      .when(reinstate())
      .thenRecords({
        type: 'AgreementReinstated',
        data: { agreementId: 'mou', coversGap: false },
        effective: date('2025-06-02'),
      });
    given(...expired)
      .when(
        reinstate({
          newEndsOn: { edtf: '2028-03-31' },
          instrument: 'PROTOCOL',
          effectiveOn: { edtf: '2025-07-01' },
        }),
      )
      .thenRecords({
        type: 'AgreementReinstated',
        data: {
          agreementId: 'mou',
          coversGap: false,
          newEndsOn: date('2028-03-31'),
          instrument: 'PROTOCOL',
        },
        effective: date('2025-07-01'),
      });
  });

  it('takes effect on the day after the end where it covers the gap', () => {
    given(...expired)
      .when(
        reinstate({
          coversGap: true,
          newEndsOn: { edtf: '2028-03-31' },
          effectiveOn: { edtf: '2025-07-01' },
        }),
      )
      .thenRecords({
        type: 'AgreementReinstated',
        data: { agreementId: 'mou', coversGap: true, newEndsOn: date('2028-03-31') },
        occurred: date('2025-06-02'),
        effective: { ...date('2025-04-01'), basis: 'COMPUTED' },
      });
  });

  it('asks always how it is known that all parties agree', () => {
    given(...expired)
      .when(reinstate({ overrides: [] }))
      .thenRefused('REINSTATEMENT', { strength: 'POLICY', field: 'agreementId' });
    given(...expired)
      .when(reinstate())
      .thenOverrides('REINSTATEMENT');
  });

  it('refuses what has not expired, was never in force, or ended otherwise', () => {
    given(...inForce())
      .when(reinstate())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'IN_FORCE', day: '2025-06-02' } });
    given(...inForce())
      .when(reinstate({ coversGap: true }))
      .thenRefused('INVALID_TRANSITION');
    given(registered(), signed('udes', '2025-01-10'), termSet('2025-01-10', '2025-03-31'))
      .when(reinstate())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'NEVER_IN_FORCE', day: '2025-06-02' } });
    given(...inForce(), fact('AgreementTerminated', '2025-03-01', { agreementId: 'mou', mode: 'MOOT' }))
      .when(reinstate())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'TERMINATED', day: '2025-06-02' } });
  });

  it('refuses a new end before it takes effect, and one that stands for none', () => {
    given(...expired)
      .when(reinstate({ newEndsOn: { edtf: '2025-06-01' } }))
      .thenRefused('TERM_INVALID', {
        field: 'newEndsOn',
        details: { start: '2025-06-02', end: '2025-06-01' },
      });
    given(...expired)
      .when(reinstate({ coversGap: true, newEndsOn: { edtf: '2025-03-31' } }))
      .thenRefused('TERM_INVALID', { field: 'newEndsOn' });
    given(...expired)
      .when(reinstate({ newEndsOn: { edtf: '9999-12-31' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'newEndsOn' });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'reinstateAgreement',
      { ...INPUT, newEndsOn: { edtf: 'x' }, occurredOn: FUTURE, overrides: [], evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'newEndsOn.edtf', { input: { newEndsOn: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: expired }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['REINSTATEMENT', 'agreementId', { input: { overrides: UNANIMOUS } }, { strength: 'POLICY' }],
        ...UNPROVEN,
      ],
    );
  });
});
