import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { allotted, committed, released } from '../testing/envelope-facts.js';

describe('releaseEnvelope', () => {
  const INPUT: CommandInputs['releaseEnvelope'] = {
    fund: 'fsdce',
    region: 'test',
    commitmentId: 'one',
    amount: { value: '60', currency: 'CAD' },
    occurredOn: { edtf: '2025-03-01' },
    evidence: EVIDENCE,
  };
  const release = (more: Partial<CommandInputs['releaseEnvelope']> = {}) =>
    command('releaseEnvelope', { ...INPUT, ...more });
  const { occurredOn: _on, evidence: _evidence, ...data } = INPUT;
  const facts = [allotted('2025-01-01', '150'), committed('2025-02-01', 'one', '100')];

  it('records a part that goes back, in several times, on the day of the commitment too', () => {
    given(...facts)
      .when(release())
      .thenRecords({ type: 'EnvelopeReleased', data });
    given(...facts, released('2025-02-15', 'one', '40'))
      .when(release({ occurredOn: { edtf: '2025-02-01' } }))
      .thenRecords({ type: 'EnvelopeReleased', data });
  });

  it('refuses more than the commitment has left, and what is before it', () => {
    given(...facts, released('2025-04-01', 'one', '40.000001'))
      .when(release())
      .thenRefused('RELEASE_EXCEEDED', {
        field: 'amount.value',
        details: {
          commitmentId: 'one',
          amount: '60',
          left: '59.999999',
          currency: 'CAD',
          committedOn: '2025-02-01',
        },
      });
    given(...facts)
      .when(release({ occurredOn: { edtf: '2025-01-31' } }))
      .thenRefused('RELEASE_EXCEEDED');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'releaseEnvelope',
      { ...INPUT, amount: { value: '101', currency: 'dollars' }, occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'amount.currency', { input: { amount: { value: '101', currency: 'USD' } } }],
        ['ENVELOPE_UNKNOWN', 'fund', { facts: [allotted('2025-01-01', '150')] }],
        ['COMMITMENT_NOT_FOUND', 'commitmentId', { facts }],
        ['CURRENCY_MISMATCH', 'amount.currency', { input: { amount: { value: '101', currency: 'CAD' } } }],
        ['RELEASE_EXCEEDED', 'amount.value', { input: { amount: INPUT.amount } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
