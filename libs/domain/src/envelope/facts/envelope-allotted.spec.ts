import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  date,
  given,
  recorded,
} from '../../testing/decider-specification.js';
import { rule } from '../../programme/testing/programme-facts.js';
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

  it('warns where the rules of the programme have another amount for regions of the class on that day', () => {
    const rates = (standard: string) => [
      { regionClass: 'STANDARD', amount: { value: standard, currency: 'CAD' } },
      { regionClass: 'RESOURCE', amount: { value: '4800000', currency: 'CAD' } },
    ];
    const programme = recorded([
      rule('RULE-ENVELOPE', '2020-01-01', { fund: 'FSDCE', rates: rates('4000000') }),
      rule('RULE-ENVELOPE', '2026-01-01', { fund: 'FSDCE', rates: rates('5000000') }),
      rule('RULE-OTHER', '2020-01-01', { fund: 'OTHER', rates: rates('1') }),
      rule('RULE-ADVISED', '2020-01-01', { strength: 'OPTIONAL', rates: rates('2') }),
    ]);
    const eventsOf = (kind: string) => (kind === 'programme' ? programme : []);
    const told = (more: Partial<CommandInputs['allotEnvelope']>) =>
      given().when(allot({ programmeId: 'accord', ...more }), { eventsOf });
    told({ regionClass: 'STANDARD' }).thenAdvises();
    told({ regionClass: 'OTHER' }).thenAdvises();
    told({}).thenAdvises();
    given()
      .when(allot({ regionClass: 'RESOURCE' }), { eventsOf })
      .thenAdvises();
    const differs = (regionClass: string, expected: string) => ({
      rule: 'ALLOTMENT_DIFFERS' as const,
      field: 'amount',
      details: { regionClass, amount: '4000000 CAD', expected: [expected] },
    });
    told({ regionClass: 'RESOURCE' }).thenWarns(differs('RESOURCE', '4800000 CAD'));
    told({ regionClass: 'STANDARD', effectiveOn: { edtf: '2026-02-01' } }).thenWarns(
      differs('STANDARD', '5000000 CAD'),
    );
    told({ regionClass: 'STANDARD', amount: { value: '4000000', currency: 'USD' } }).thenAdvises(
      'ALLOTMENT_DIFFERS',
    );
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
