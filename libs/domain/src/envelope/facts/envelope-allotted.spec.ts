import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { allotted } from '../testing/envelope-facts.js';

describe('allotEnvelope', () => {
  const INPUT: CommandInputs['allotEnvelope'] = {
    fund: 'fsdce',
    region: 'test',
    amount: { value: '4000000', currency: 'CAD' },
    occurredOn: { edtf: '2025-01-01' },
    evidence: EVIDENCE,
  };
  const allot = (more: Partial<CommandInputs['allotEnvelope']> = {}) =>
    command('allotEnvelope', { ...INPUT, ...more });
  const { occurredOn: _on, evidence: _evidence, ...data } = INPUT;

  it('records money that is put into an envelope, the first or more of it, from a day to come too', () => {
    given().when(allot()).thenRecords({ type: 'EnvelopeAllotted', data });
    const more = { regionClass: 'STANDARD', programmeId: 'accord' };
    given(allotted('2024-01-01', '10'))
      .when(allot({ ...more, effectiveOn: { edtf: '2027-01-01' } }))
      .thenRecords({
        type: 'EnvelopeAllotted',
        data: { ...data, ...more },
        occurred: date('2025-01-01'),
        effective: date('2027-01-01'),
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(allotted('2024-01-01', '10', 'USD')).refusesInOrder(
      'allotEnvelope',
      {
        ...INPUT,
        programmeId: 'accord',
        amount: { value: '0', currency: 'CAD' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['programme accord', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'amount.value', { input: { amount: INPUT.amount } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { exists: 'programme accord' }],
        [
          'CURRENCY_MISMATCH',
          'amount.currency',
          { facts: [allotted('2024-01-01', '10')] },
          { details: { currency: 'CAD', expected: 'USD' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
