import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { awarded, defined, FISCAL_YEAR, reported } from '../testing/funding-facts.js';

describe('reportIndicator', () => {
  const INPUT: CommandInputs['reportIndicator'] = {
    fundingId: 'psm',
    indicator: 'PROJECTS_IN_PROGRESS',
    value: '46',
    unit: 'PROJECTS',
    period: { ...FISCAL_YEAR, collectionClosedOn: '2020-08-31' },
    evidence: EVIDENCE,
  };
  const report = (more: Partial<CommandInputs['reportIndicator']> = {}) =>
    command('reportIndicator', { ...INPUT, ...more });
  const { evidence: _evidence, ...data } = INPUT;

  it('records a figure, of the period that it covers unless a day is given', () => {
    given(awarded)
      .when(report())
      .thenRecords({
        type: 'IndicatorReported',
        data,
        occurred: date('2019-04-01/2020-03-31'),
        effective: date('2019-04-01/2020-03-31'),
      });
    given(awarded)
      .when(report({ occurredOn: { edtf: '2020-09-01' } }))
      .thenRecords({ type: 'IndicatorReported', data, occurred: date('2020-09-01') });
  });

  it('records a value without a label, and a label without a value, as they are', () => {
    const unlabelled = { indicator: 'UNLABELLED_474', value: '474', unit: 'UNKNOWN' };
    given(awarded, reported('PROJECTS_IN_PROGRESS', 'PROJECTS'))
      .when(report(unlabelled))
      .thenRecords({ type: 'IndicatorReported', data: { ...data, ...unlabelled } });
    const { value: _value, ...lost } = data;
    const label = [{ text: 'Emplois', lang: 'fr' }];
    given(awarded)
      .when(command('reportIndicator', { ...lost, label, approximate: true, evidence: EVIDENCE }))
      .thenRecords({ type: 'IndicatorReported', data: { ...lost, label, approximate: true } });
  });

  it('takes a figure of another period, and one of a running period up to today', () => {
    given(awarded, reported('PROJECTS_IN_PROGRESS', 'PROJECTS', { from: '2018-04-01', to: '2019-03-31' }))
      .when(report())
      .thenRecords({ type: 'IndicatorReported', data });
    const period = { from: '2026-04-01', to: '2027-03-31' };
    given(awarded)
      .when(report({ period }))
      .thenRecords({
        type: 'IndicatorReported',
        data: { ...data, period },
        occurred: { ...date('2026-04-01/2027-03-31'), point: '2026-11-23', latest: '2026-11-23' },
      });
  });

  it.each([
    ['period.to', { from: '2020-03-31', to: '2019-04-01' }, 'ENDS_BEFORE_IT_BEGINS'],
    [
      'period.collectionClosedOn',
      { ...FISCAL_YEAR, collectionClosedOn: '2019-03-31' },
      'CLOSED_BEFORE_IT_BEGINS',
    ],
    ['period.fiscalYear', { ...FISCAL_YEAR, fiscalYear: '2018-2019' }, 'NOT_ITS_FISCAL_YEAR'],
    ['period.fiscalYear', { ...FISCAL_YEAR, fiscalYear: '2021' }, 'NOT_ITS_FISCAL_YEAR'],
    ['period.fiscalYear', { ...FISCAL_YEAR, fiscalYear: '2019/2020' }, 'NOT_ITS_FISCAL_YEAR'],
  ])('refuses a period that cannot be, at %s', (field, period, problem) => {
    given(awarded)
      .when(report({ period }))
      .thenRefused('PERIOD_INVALID', { field, details: expect.objectContaining({ problem }) as never });
  });

  it.each(['2019', '2020', '2019-2020'])('takes %s for the fiscal year of its days', (fiscalYear) => {
    const period = { ...FISCAL_YEAR, fiscalYear };
    given(awarded)
      .when(report({ period }))
      .thenRecords({ type: 'IndicatorReported', data: { ...data, period } });
  });

  it('refuses in the order shape, existence, identity, dates, period, evidence', () => {
    given().refusesInOrder(
      'reportIndicator',
      {
        ...INPUT,
        period: { ...INPUT.period, to: '2020-02-30', collectionClosedOn: '2019-01-01' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['source s0'] },
      [
        [
          'VALIDATION_FAILED',
          'period.to',
          { input: { period: { ...INPUT.period, collectionClosedOn: '2019-01-01' } } },
        ],
        ['FUNDING_NOT_FOUND', 'fundingId', { facts: [awarded, reported('PROJECTS_IN_PROGRESS', 'JOBS')] }],
        [
          'INDICATOR_ALREADY_REPORTED',
          'indicator',
          { facts: [awarded, defined('PROJECTS_IN_PROGRESS', 'JOBS')] },
          {
            details: {
              indicator: 'PROJECTS_IN_PROGRESS',
              from: '2019-04-01',
              to: '2020-03-31',
              eventId: 'event-1',
            },
          },
        ],
        ['UNIT_MISMATCH', 'unit', { facts: [awarded] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ['PERIOD_INVALID', 'period.collectionClosedOn', { input: { period: INPUT.period } }],
        ...UNPROVEN,
      ],
    );
  });
});
