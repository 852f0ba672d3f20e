import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { dissolved, established, granted } from '../testing/committee-facts.js';

describe('endMandate', () => {
  const INPUT: CommandInputs['endMandate'] = {
    committeeId: 'meuble',
    mandateId: 'm-ada',
    occurredOn: { edtf: '2011-05-01' },
    evidence: EVIDENCE,
  };
  const end = (more: Partial<CommandInputs['endMandate']> = {}) =>
    command('endMandate', { ...INPUT, ...more });
  const mandate = granted('ada', '2010-01-01', { endsOn: '2012-12-31' });

  it('records the end of a mandate, the reason apart', () => {
    given(established, mandate)
      .when(end({ effectiveOn: { edtf: '2011-06-01' }, reason: 'moved away' }))
      .thenRecords({
        type: 'MandateEnded',
        data: { committeeId: 'meuble', mandateId: 'm-ada' },
        effective: date('2011-06-01'),
        confidential: [{ pointer: '/data/reason', value: 'moved away' }],
      });
  });

  it('refuses a day on which the mandate does not run', () => {
    const on = (edtf: string) => given(established, mandate).when(end({ occurredOn: { edtf } }));
    on('2009-12-31').thenRefused('TERM_INVALID', {
      field: 'effectiveOn',
      details: { start: '2010-01-01', end: '2009-12-31' },
    });
    on('2010-01-01').thenAdvises();
    on('2012-12-31').thenAdvises();
    on('2013-01-01').thenRefused('TERM_INVALID', { details: { start: '2013-01-01', end: '2012-12-31' } });
    given(
      established,
      mandate,
      fact('MandateEnded', '2011-01-01', { committeeId: 'meuble', mandateId: 'm-ada' }),
    )
      .when(end())
      .thenRefused('TERM_INVALID', { details: { start: '2011-05-01', end: '2010-12-31' } });
  });

  it('refuses in the order shape, existence, dates and term, evidence', () => {
    given().refusesInOrder(
      'endMandate',
      {
        ...INPUT,
        mandateId: 'm-ida',
        reason: ' ',
        occurredOn: FUTURE,
        effectiveOn: { edtf: '2013-05-01' },
        evidence: [],
      },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'reason', { input: { reason: undefined } }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { facts: [established, mandate, EARLY] }],
        ['MANDATE_NOT_FOUND', 'mandateId', { input: { mandateId: 'm-ada' } }],
        ['COMMITTEE_DISSOLVED', 'committeeId', { facts: [established, mandate, dissolved] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['TERM_INVALID', 'effectiveOn', { input: { effectiveOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});

const EARLY = fact('CommitteeDissolved', '2013-01-01', { committeeId: 'meuble' });
