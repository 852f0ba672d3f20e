import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { registered, termSet, inForce } from '../testing/agreement-facts.js';

describe('setTerm', () => {
  const INPUT: CommandInputs['setTerm'] = {
    agreementId: 'mou',
    endsOn: { edtf: '2030-01-31' },
    evidence: EVIDENCE,
  };
  const set = (more: Partial<CommandInputs['setTerm']> = {}) => command('setTerm', { ...INPUT, ...more });

  it('records a term; it takes effect on its start, else when it is said to, else when it was set', () => {
    given(...inForce())
      .when(
        set({
          startsOn: { edtf: '2025-02-01', note: 'article 9' },
          endsOn: { edtf: '2030-01', basis: 'STATED', note: 'end of month' },
          duration: 'P5Y',
          renewal: 'UNKNOWN',
          noticeDays: 90,
          occurredOn: { edtf: '2025-01-20' },
        }),
      )
      .thenRecords({
        type: 'AgreementTermSet',
        data: {
          agreementId: 'mou',
          startsOn: date('2025-02-01'),
          endsOn: date('2030-01'),
          duration: 'P5Y',
          renewal: 'UNKNOWN',
          noticeDays: 90,
        },
        occurred: date('2025-01-20'),
        effective: date('2025-02-01'),
        confidential: [
          { pointer: '/data/startsOn/note', value: 'article 9' },
          { pointer: '/data/endsOn/note', value: 'end of month' },
        ],
      });
    const data = { agreementId: 'mou', endsOn: date('2030-01-31') };
    const occurredOn = { edtf: '2025-01-20' };
    given(...inForce())
      .when(set({ occurredOn, effectiveOn: { edtf: '2025-03-01' } }))
      .thenRecords({ type: 'AgreementTermSet', data, effective: date('2025-03-01') });
    given(...inForce())
      .when(set({ occurredOn }))
      .thenRecords({ type: 'AgreementTermSet', data, effective: date('2025-01-20') });
  });

  it('takes effect on its start where a day is said too, of which nothing is kept then', () => {
    given(...inForce())
      .when(
        set({
          startsOn: { edtf: '2025-02-01' },
          occurredOn: { edtf: '2025-01-20', note: 'of the act' },
          effectiveOn: { edtf: '2025-03-01', note: 'of a day that is not stored' },
        }),
      )
      .thenRecords({
        type: 'AgreementTermSet',
        data: { agreementId: 'mou', startsOn: date('2025-02-01'), endsOn: date('2030-01-31') },
        effective: date('2025-02-01'),
        confidential: [{ pointer: '/occurred/note', value: 'of the act' }],
      });
  });

  it('refuses an end before the start', () => {
    given(registered())
      .when(set({ startsOn: { edtf: '2025-01-28' }, endsOn: { edtf: '2025-01-27' } }))
      .thenRefused('TERM_INVALID', { field: 'endsOn' });
    given(registered())
      .when(
        set({
          startsOn: { edtf: '2025-06', basis: 'STATED' },
          endsOn: { edtf: '2025-06-15' },
        }),
      )
      .thenRefused('TERM_INVALID');
  });

  it('asks for an override when start and duration do not give the end within a day', () => {
    const term = (start: string, end: string, duration: string) => ({
      startsOn: { edtf: start },
      endsOn: { edtf: end },
      duration,
    });
    for (const end of ['2030-01-31', '2030-02-01', '2030-02-02'])
      given(...inForce())
        .when(set(term('2025-02-01', end, 'P5Y')))
        .thenOverrides();
    for (const end of ['2030-01-30', '2030-02-03'])
      given(...inForce())
        .when(set(term('2025-02-01', end, 'P5Y')))
        .thenRefused('TERM_INCONSISTENT', { strength: 'POLICY', field: 'duration' });
    given(...inForce())
      .when(
        set({
          ...term('2025-02-01', '2031-12-31', 'P5Y'),
          overrides: [{ rule: 'TERM_INCONSISTENT', reason: 'the text says both' }],
        }),
      )
      .thenOverrides('TERM_INCONSISTENT');
  });

  it('takes a duration that some start and some end within the bounds are apart', () => {
    given(registered())
      .when(
        set({
          startsOn: { edtf: '[2019-06-04,2019-06-05]', basis: 'COMPUTED', point: '2019-06-04' },
          endsOn: { edtf: '2024-06-04' },
          duration: 'P5Y',
        }),
      )
      .thenOverrides();
  });

  it('takes a term that follows the one before, and refuses one after a gap with what to do instead', () => {
    given(...inForce(), termSet('2025-02-01', '2025-12-31'))
      .when(set({ startsOn: { edtf: '2026-01-02' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', {
        details: { endsOn: '2025-12-31', day: '2026-01-02', see: ['renewAgreement', 'reinstateAgreement'] },
      });
    for (const start of ['2025-12-31', '2026-01-01'])
      given(...inForce(), termSet('2025-02-01', '2025-12-31'))
        .when(set({ startsOn: { edtf: start } }))
        .thenOverrides();
  });

  it('refuses in the order shape, existence, lifecycle, dates and term, evidence', () => {
    given().refusesInOrder(
      'setTerm',
      {
        ...INPUT,
        startsOn: { edtf: '2026-6' },
        endsOn: { edtf: '2026-02-30' },
        duration: '5 years',
        renewal: 'TACIT',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'startsOn.edtf', { input: { startsOn: undefined } }],
        ['VALIDATION_FAILED', 'endsOn.edtf', { input: { endsOn: undefined } }],
        ['VALIDATION_FAILED', 'duration', { input: { duration: undefined } }],
        [
          'VALIDATION_FAILED',
          'endsOn',
          { input: { startsOn: { edtf: '2026-06' }, endsOn: { edtf: '2026-01-01' } } },
        ],
        ['VALIDATION_FAILED', 'renewalPeriod', { input: { renewal: undefined } }],
        [
          'AGREEMENT_NOT_FOUND',
          'agreementId',
          { facts: [...inForce(), termSet('2025-02-01', '2025-12-31')] },
        ],
        ['AGREEMENT_ALREADY_EXPIRED', 'endsOn', { facts: inForce() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        [
          'DATE_BASIS_REQUIRED',
          'startsOn.basis',
          { input: { startsOn: { edtf: '2025-02-01' }, endsOn: { edtf: '2026' } } },
        ],
        [
          'DATE_BASIS_REQUIRED',
          'endsOn.basis',
          { input: { startsOn: { edtf: '2026-06-01' }, endsOn: { edtf: '2026-01-01' } } },
        ],
        [
          'TERM_INVALID',
          'endsOn',
          { input: { startsOn: { edtf: '2025-02-01' }, endsOn: INPUT.endsOn, duration: 'P1Y' } },
        ],
        ['TERM_INCONSISTENT', 'duration', { input: { duration: undefined } }, { strength: 'POLICY' }],
        ...UNPROVEN,
      ],
    );
  });
});
