import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, UNPROVEN, command, date, fact, given } from '../../testing/decider-specification.js';
import { inForce, termSet } from '../testing/agreement-facts.js';

describe('renewAgreement', () => {
  const INPUT: CommandInputs['renewAgreement'] = {
    agreementId: 'mou',
    duration: 'P2Y',
    occurredOn: { edtf: '2025-12-01' },
    evidence: EVIDENCE,
  };
  const renew = (more: Partial<CommandInputs['renewAgreement']> = {}) =>
    command('renewAgreement', { ...INPUT, ...more });
  const until2026 = [...inForce(), termSet('2025-02-01', '2026-01-31')];
  const computed = (edtf: string) => ({ ...date(edtf), basis: 'COMPUTED' });
  const data = {
    agreementId: 'mou',
    mode: 'EXPRESS',
    previousEndsOn: date('2026-01-31'),
    startsOn: computed('2026-02-01'),
    newEndsOn: computed('2028-01-31'),
    duration: 'P2Y',
  };

  it('records a new term from the day after the former one, for its duration, on the day it was agreed', () => {
    given(...until2026)
      .when(renew())
      .thenRecords({
        type: 'AgreementRenewed',
        data,
        occurred: date('2025-12-01'),
        effective: date('2025-12-01'),
      });
  });

  it('records what is given of the new term: its dates, its notice, how it is renewed', () => {
    given(...until2026)
      .when(
        renew({
          mode: 'TACIT',
          startsOn: { edtf: '2026-02-01' },
          newEndsOn: { edtf: '2028-02-01' },
          renewal: 'TACIT',
          renewals: 2,
          noticeDays: 60,
          instrument: 'LETTER',
        }),
      )
      .thenRecords({
        type: 'AgreementRenewed',
        data: {
          ...data,
          mode: 'TACIT',
          startsOn: date('2026-02-01'),
          newEndsOn: date('2028-02-01'),
          renewal: 'TACIT',
          noticeDays: 60,
          tacit: { period: 'P2Y', times: 2 },
          instrument: 'LETTER',
        },
      });
  });

  it('reckons each bound of an uncertain end', () => {
    const end = { edtf: '2026', point: '2026-06-30', basis: 'STATED' } as const;
    given(...inForce(), termSet('2025-02-01', end))
      .when(renew())
      .thenRecords({
        type: 'AgreementRenewed',
        data: {
          ...data,
          previousEndsOn: date(end),
          startsOn: {
            ...date(end),
            edtf: '[2026-01-02..2027-01-01]',
            point: '2026-07-01',
            earliest: '2026-01-02',
            latest: '2027-01-01',
            basis: 'COMPUTED',
          },
          newEndsOn: {
            ...date(end),
            edtf: '[2028-01-01..2028-12-31]',
            point: '2028-06-30',
            earliest: '2028-01-01',
            latest: '2028-12-31',
            basis: 'COMPUTED',
          },
        },
      });
  });

  it('takes the end before from the start that is given, where none is known', () => {
    given(...inForce())
      .when(renew({ startsOn: { edtf: '2026-02-01' } }))
      .thenRecords({
        type: 'AgreementRenewed',
        data: { ...data, previousEndsOn: computed('2026-01-31'), startsOn: date('2026-02-01') },
      });
    given(...inForce())
      .when(renew())
      .thenRefused('TERM_NOT_SET', { field: 'agreementId' });
  });

  it('refuses a renewal without an end and a duration, and half of a tacit one', () => {
    const { duration: _none, ...without } = INPUT;
    given(...until2026)
      .when(command('renewAgreement', without))
      .thenRefused('VALIDATION_FAILED', {
        field: 'newEndsOn',
        details: { problem: 'END_OR_DURATION_NEEDED' },
      });
    given(...until2026)
      .when(renew({ renewals: 2 }))
      .thenRefused('VALIDATION_FAILED', { field: 'renewals', details: { problem: 'NOT_TACIT' } });
    given(...until2026)
      .when(command('renewAgreement', { ...without, newEndsOn: { edtf: '2028-01-31' }, renewal: 'TACIT' }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'renewalPeriod',
        details: { problem: 'TACIT_NEEDS_PERIOD' },
      });
    given(...until2026)
      .when(renew({ newEndsOn: { edtf: '9999-12-31' } }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'newEndsOn',
        details: { problem: 'END_TOO_FAR', hint: 'setTerm: openEnded' },
      });
  });

  it('refuses after the end, and an end that is not later than the former one', () => {
    given(...until2026)
      .when(renew({ occurredOn: { edtf: '2026-02-01' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2026-01-31', day: '2026-02-01' } });
    given(...until2026)
      .when(renew({ startsOn: { edtf: '2025-12-31' }, newEndsOn: { edtf: '2026-01-31' } }))
      .thenRefused('TERM_INVALID', { field: 'newEndsOn' });
  });

  it('asks for a reason where duration and end disagree, and where a later act moves the end again', () => {
    const differs = { newEndsOn: { edtf: '2028-02-15' } };
    given(...until2026)
      .when(renew(differs))
      .thenRefused('TERM_INCONSISTENT', {
        strength: 'POLICY',
        field: 'duration',
        details: { duration: 'P2Y' },
      });
    given(...until2026)
      .when(renew({ ...differs, overrides: [{ rule: 'TERM_INCONSISTENT', reason: 'so written' }] }))
      .thenOverrides('TERM_INCONSISTENT');
    const again = fact('AgreementExtended', '2025-12-15', {
      agreementId: 'mou',
      newEndsOn: date('2029-01-31'),
    });
    given(...until2026, again)
      .when(renew())
      .thenRefused('TERM_OVERTAKEN', { strength: 'POLICY' });
    given(...until2026, again)
      .when(renew({ overrides: [{ rule: 'TERM_OVERTAKEN', reason: 'so it was' }] }))
      .thenOverrides('TERM_OVERTAKEN');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'renewAgreement',
      { ...INPUT, mode: 'SILENT' as 'TACIT', occurredOn: { edtf: '2027-06-01' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'mode', { input: { mode: 'EXPRESS' } }],
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
