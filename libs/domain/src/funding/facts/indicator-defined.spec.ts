import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { awarded, defined, reported } from '../testing/funding-facts.js';

describe('defineIndicator', () => {
  const INPUT: CommandInputs['defineIndicator'] = {
    fundingId: 'psm',
    indicator: 'JOBS',
    unit: 'JOBS',
    label: [{ text: 'Emplois créés', lang: 'fr' }],
    evidence: EVIDENCE,
  };
  const define = (more: Partial<CommandInputs['defineIndicator']> = {}) =>
    command('defineIndicator', { ...INPUT, ...more });
  const { evidence: _evidence, ...data } = INPUT;

  it('records what an indicator counts and in what; the case of its code is kept', () => {
    given(awarded).when(define()).thenRecords({ type: 'IndicatorDefined', data });
    given(awarded, defined('jobs', 'JOBS')).when(define()).thenRecords({ type: 'IndicatorDefined', data });
  });

  it('takes the unit of the figures that were reported before, or any where theirs is unknown', () => {
    given(awarded, reported('JOBS', 'JOBS')).when(define()).thenRecords({ type: 'IndicatorDefined', data });
    given(awarded, reported('JOBS', 'UNKNOWN'))
      .when(define())
      .thenRecords({ type: 'IndicatorDefined', data });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'defineIndicator',
      { ...INPUT, indicator: ' ', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'indicator', { input: { indicator: 'JOBS' } }],
        ['FUNDING_NOT_FOUND', 'fundingId', { facts: [awarded, defined('JOBS', 'PERSONS')] }],
        [
          'INDICATOR_ALREADY_DEFINED',
          'indicator',
          { facts: [awarded, reported('JOBS', 'PERSONS')] },
          { details: { indicator: 'JOBS' } },
        ],
        [
          'UNIT_MISMATCH',
          'unit',
          { facts: [awarded] },
          { details: { indicator: 'JOBS', unit: 'JOBS', expected: 'PERSONS' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
