import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { dissolved, established } from '../testing/committee-facts.js';

describe('adoptBylaw', () => {
  const INPUT: CommandInputs['adoptBylaw'] = {
    committeeId: 'meuble',
    occurredOn: { edtf: '2009-01-15' },
    evidence: EVIDENCE,
  };
  const adopt = (more: Partial<CommandInputs['adoptBylaw']> = {}) =>
    command('adoptBylaw', { ...INPUT, ...more });

  it('records a bylaw, with a quorum or without one', () => {
    given(established)
      .when(adopt({ topics: [] }))
      .thenRecords({ type: 'BylawAdopted', data: { committeeId: 'meuble' } });
    const more = {
      topics: ['mission', 'composition'],
      quorum: { share: '0.5' },
      mandateLength: 'P2Y',
      frequency: 'quarterly',
      conflictRule: 'whoever has an interest leaves the room',
      docHash: 'ab'.repeat(32),
      resolutionId: 'r-1',
    };
    given(established)
      .when(adopt({ ...more, effectiveOn: { edtf: '2009-02-01' } }))
      .thenRecords({
        type: 'BylawAdopted',
        data: { committeeId: 'meuble', ...more },
        effective: date('2009-02-01'),
      });
  });

  it.each([
    [{}, 'quorum', 'MEMBERS_OR_SHARE'],
    [{ members: 2, share: '0.5' }, 'quorum', 'MEMBERS_OR_SHARE'],
    [{ members: 0 }, 'quorum.members', 'NUMBER_TOO_SMALL'],
    [{ share: '0' }, 'quorum.share', 'NOT_A_SHARE'],
    [{ share: '-0.5' }, 'quorum.share', 'NOT_A_SHARE'],
    [{ share: '1.000001' }, 'quorum.share', 'NOT_A_SHARE'],
  ])('refuses the quorum %j', (quorum, field, problem) => {
    given(established)
      .when(adopt({ quorum }))
      .thenRefused('VALIDATION_FAILED', {
        field,
        details: problem === 'NUMBER_TOO_SMALL' ? { problem, least: 1 } : { problem },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'adoptBylaw',
      { ...INPUT, mandateLength: '2 years', resolutionId: 'nope', occurredOn: FUTURE, evidence: [] },
      { missing: ['resolution nope', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'mandateLength', { input: { mandateLength: 'P2Y' } }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { facts: [established, dissolved] }],
        ['RESOLUTION_NOT_FOUND', 'resolutionId', { exists: 'resolution nope' }],
        ['COMMITTEE_DISSOLVED', 'committeeId', { facts: [established] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });

  it('is let in before the dissolution, and not on its day', () => {
    given(established, dissolved)
      .when(adopt({ occurredOn: { edtf: '2015-06-29' } }))
      .thenAdvises();
    given(established, dissolved)
      .when(adopt({ occurredOn: { edtf: '2015-06-30' } }))
      .thenRefused('COMMITTEE_DISSOLVED', {
        details: { committeeId: 'meuble', dissolved: '2015-06-30' },
      });
  });
});
