import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { bylaw, dissolved, established, granted } from '../testing/committee-facts.js';

describe('grantMandate', () => {
  const INPUT: CommandInputs['grantMandate'] = {
    committeeId: 'meuble',
    personId: 'ada',
    seat: 'chair',
    occurredOn: { edtf: '2010-01-15' },
    evidence: EVIDENCE,
  };
  const grant = (more: Partial<CommandInputs['grantMandate']> = {}) =>
    command('grantMandate', { ...INPUT, ...more });
  const ended = (mandateId: string, on: string) =>
    fact('MandateEnded', on, { committeeId: 'meuble', mandateId });
  const chair = granted('ida', '2008-01-01', { seat: 'Chair', endsOn: '2009-12-31' });

  it('records a mandate with its seat, and its last day where there is one', () => {
    given(established)
      .when(grant())
      .thenRecords({
        type: 'MandateGranted',
        data: { committeeId: 'meuble', mandateId: NEW_ID, personId: 'ada', seat: 'chair' },
      });
    given(established, chair)
      .when(grant({ mandateId: 'm-1', effectiveOn: { edtf: '2010-02-01' }, endsOn: { edtf: '2012-01-31' } }))
      .thenRecords({
        type: 'MandateGranted',
        data: {
          committeeId: 'meuble',
          mandateId: 'm-1',
          personId: 'ada',
          seat: 'chair',
          endsOn: date('2012-01-31'),
        },
        effective: date('2010-02-01'),
      });
  });

  it('refuses a seat that is taken on a day of it, by points', () => {
    const taken = { field: 'seat', details: { seat: 'chair', mandateId: 'm-ida' } };
    given(established, chair)
      .when(grant({ effectiveOn: { edtf: '2009-12-31' } }))
      .thenRefused('SEAT_TAKEN', taken);
    given(established, granted('ida', '2011-01-01', { seat: 'chair' }))
      .when(grant())
      .thenRefused('SEAT_TAKEN', taken);
    given(established, granted('ida', '2011-01-01', { seat: 'chair' }))
      .when(grant({ endsOn: { edtf: '2010-12-31' } }))
      .thenAdvises();
    given(established, chair, ended('m-ida', '2009-06-01'))
      .when(grant({ effectiveOn: { edtf: '2009-06-01' } }))
      .thenAdvises();
    given(established, granted('ida', '2008-01-01', { seat: 'treasurer' }))
      .when(grant())
      .thenAdvises();
  });

  it('asks for a reason where it lasts longer than the bylaw of its first day allows', () => {
    const facts = [established, bylaw('2006-01-01', { mandateLength: 'P2Y' }), bylaw('2010-06-01', {})];
    const long = { endsOn: { edtf: '2012-01-17' } };
    given(...facts)
      .when(grant({ endsOn: { edtf: '2012-01-16' } }))
      .thenAdvises();
    given(...facts)
      .when(grant(long))
      .thenRefused('MANDATE_TOO_LONG', {
        strength: 'POLICY',
        field: 'endsOn',
        details: { mandateLength: 'P2Y', start: '2010-01-15', end: '2012-01-17' },
      });
    given(...facts)
      .when(grant({ ...long, overrides: [{ rule: 'MANDATE_TOO_LONG', reason: 'extended by vote' }] }))
      .thenOverrides('MANDATE_TOO_LONG');
    given(...facts)
      .when(grant({ ...long, effectiveOn: { edtf: '2010-06-01' }, endsOn: { edtf: '2020-01-01' } }))
      .thenAdvises();
    given(...facts)
      .when(grant())
      .thenAdvises();
  });

  it('refuses in the order shape, existence, identity, dates and term, evidence', () => {
    given().refusesInOrder(
      'grantMandate',
      {
        ...INPUT,
        mandateId: 'm-ida',
        seat: ' ',
        endsOn: { edtf: '2009-01-01' },
        occurredOn: FUTURE,
        effectiveOn: { edtf: '2009-06-01' },
        evidence: [],
      },
      { missing: ['person ada', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'seat', { input: { seat: 'chair' } }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { facts: [established, chair, { ...dissolved, ...EARLY }] }],
        ['PERSON_NOT_FOUND', 'personId', { exists: 'person ada' }],
        ['COMMITTEE_DISSOLVED', 'committeeId', { facts: [established, chair] }],
        [
          'MANDATE_ALREADY_EXISTS',
          'mandateId',
          { input: { mandateId: 'm-2', endsOn: { edtf: '2009-07-01' } } },
        ],
        ['SEAT_TAKEN', 'seat', { input: { seat: 'treasurer', endsOn: { edtf: '2009-01-01' } } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: { edtf: '2009-06-01' } } }],
        ['TERM_INVALID', 'endsOn', { input: { endsOn: { edtf: '2009-06-01' } } }],
        ...UNPROVEN,
      ],
    );
  });
});

const EARLY = { occurred: date('2009-01-01'), effective: date('2009-01-01') };
