import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, UNPROVEN, command, date, fact, given } from '../../testing/decider-specification.js';
import { inForce, termSet } from '../testing/agreement-facts.js';

describe('extendTerm', () => {
  const INPUT: CommandInputs['extendTerm'] = {
    agreementId: 'mou',
    newEndsOn: { edtf: '2028-01-31' },
    occurredOn: { edtf: '2025-12-01' },
    evidence: EVIDENCE,
  };
  const extend = (more: Partial<CommandInputs['extendTerm']> = {}) =>
    command('extendTerm', { ...INPUT, ...more });
  const until2026 = [...inForce(), termSet('2025-02-01', '2026-01-31')];
  const data = {
    agreementId: 'mou',
    previousEndsOn: date('2026-01-31'),
    newEndsOn: date('2028-01-31'),
  };

  it('records a later end, with a copy of the one that it moves, on the day on which it was agreed', () => {
    given(...until2026)
      .when(extend({ instrument: 'AMENDMENT 1' }))
      .thenRecords({
        type: 'AgreementExtended',
        data: { ...data, instrument: 'AMENDMENT 1' },
        occurred: date('2025-12-01'),
        effective: date('2025-12-01'),
      });
  });

  it('moves the end of the period that runs, where the term renews itself', () => {
    const tacit = fact('AgreementTermSet', '2025-01-15', {
      agreementId: 'mou',
      endsOn: date('2024-01-31'),
      renewal: 'TACIT',
      tacit: { period: 'P1Y' },
    });
    given(...inForce(), tacit)
      .when(extend())
      .thenRecords({
        type: 'AgreementExtended',
        data: { ...data, previousEndsOn: { ...date('2026-01-31'), basis: 'COMPUTED' } },
      });
  });

  it('refuses where there is no end to move, where the agreement has ended, and before its entry into force', () => {
    given(...inForce())
      .when(extend())
      .thenRefused('TERM_NOT_SET', { field: 'agreementId' });
    given(...until2026)
      .when(extend({ occurredOn: { edtf: '2026-02-01' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', {
        field: 'occurredOn',
        details: { endsOn: '2026-01-31', day: '2026-02-01' },
      });
    given(...until2026)
      .when(extend({ occurredOn: { edtf: '2025-01-25' } }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'SIGNED', day: '2025-01-25' } });
  });

  it('refuses an end that is not later than the one that it moves, and one that stands for none', () => {
    given(...until2026)
      .when(extend({ newEndsOn: { edtf: '2026-01-31' } }))
      .thenRefused('TERM_INVALID', {
        field: 'newEndsOn',
        details: { start: '2026-01-31', end: '2026-01-31' },
      });
    given(...until2026)
      .when(extend({ newEndsOn: { edtf: '2025-11-30' } }))
      .thenRefused('TERM_INVALID', { details: { start: '2025-12-01', end: '2025-11-30' } });
    given(...until2026)
      .when(extend({ newEndsOn: { edtf: '9999-12-31' } }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'newEndsOn',
        details: { problem: 'END_TOO_FAR', hint: 'setTerm: openEnded' },
      });
  });

  it('asks for a reason where an act recorded before moves the end again', () => {
    const again = fact('AgreementExtended', '2025-12-15', {
      agreementId: 'mou',
      newEndsOn: date('2029-01-31'),
    });
    given(...until2026, again)
      .when(extend())
      .thenRefused('TERM_OVERTAKEN', {
        strength: 'POLICY',
        field: 'newEndsOn',
        details: { eventId: 'event-5', startsOn: '2025-12-15', endsOn: '2029-01-31' },
      });
    given(...until2026, again)
      .when(extend({ overrides: [{ rule: 'TERM_OVERTAKEN', reason: 'so it was' }] }))
      .thenOverrides('TERM_OVERTAKEN');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'extendTerm',
      { ...INPUT, newEndsOn: { edtf: 'x' }, occurredOn: { edtf: '2027-06-01' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'newEndsOn.edtf', { input: { newEndsOn: { edtf: '9999-12-31' } } }],
        ['VALIDATION_FAILED', 'newEndsOn', { input: { newEndsOn: INPUT.newEndsOn } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['TERM_NOT_SET', 'agreementId', { facts: until2026 }],
        [
          'AGREEMENT_ALREADY_EXPIRED',
          'occurredOn',
          { input: { occurredOn: { edtf: '2025-12', point: '2025-12-01' } } },
        ],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
