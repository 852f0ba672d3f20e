import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { awarded, defined, reported, target } from '../testing/funding-facts.js';

describe('setIndicatorTarget', () => {
  const INPUT: CommandInputs['setIndicatorTarget'] = {
    fundingId: 'psm',
    indicator: 'INVESTMENT_TOTAL',
    unit: 'CAD',
    occurredOn: { edtf: '2019-03', basis: 'STATED' },
    evidence: EVIDENCE,
  };
  const set = (more: Partial<CommandInputs['setIndicatorTarget']> = {}) =>
    command('setIndicatorTarget', { ...INPUT, ...more });
  const { occurredOn: _on, evidence: _evidence, ...data } = INPUT;

  it('records a target and by when, or one of which the source lost the number', () => {
    const more = { value: '160500000', horizon: 'P3Y' };
    given(awarded)
      .when(set(more))
      .thenRecords({ type: 'IndicatorTargetSet', data: { ...data, ...more } });
    given(awarded).when(set()).thenRecords({ type: 'IndicatorTargetSet', data });
  });

  it('may set a target anew, in the same unit, which the definition says before all others', () => {
    given(awarded, target('INVESTMENT_TOTAL', 'CAD'))
      .when(set())
      .thenRecords({ type: 'IndicatorTargetSet', data });
    given(awarded, target('INVESTMENT_TOTAL', 'USD'), defined('INVESTMENT_TOTAL', 'CAD'))
      .when(set())
      .thenRecords({ type: 'IndicatorTargetSet', data });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'setIndicatorTarget',
      { ...INPUT, value: '1e6', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'value', { input: { value: '-0.5' } }],
        ['FUNDING_NOT_FOUND', 'fundingId', { facts: [awarded, reported('INVESTMENT_TOTAL', 'USD')] }],
        ['UNIT_MISMATCH', 'unit', { facts: [awarded, reported('OTHER', 'USD')] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
