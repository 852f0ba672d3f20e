import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given, holding } from '../../testing/decider-specification.js';
import { adopted, proposed, proposedOfProject, rejected, voted } from '../testing/resolution-facts.js';
import { committee, declared, seenAt, streams } from '../testing/seats.js';

describe('recordVote', () => {
  const INPUT: CommandInputs['recordVote'] = {
    resolutionId: 'r-1',
    personId: 'ada',
    vote: 'FOR',
    occurredOn: { edtf: '2010-03-15' },
    evidence: EVIDENCE,
  };
  const vote = (more: Partial<CommandInputs['recordVote']> = {}) =>
    command('recordVote', { ...INPUT, ...more });
  const eventsOf = holding(streams());

  it('records a vote, and on which streams it was judged', () => {
    given(proposed)
      .when(vote(), { eventsOf })
      .thenRecords({
        type: 'VoteRecorded',
        data: {
          resolutionId: 'r-1',
          personId: 'ada',
          vote: 'FOR',
          judgedOn: [{ stream: 'committee-meuble', rev: 3 }],
        },
      });
    given(proposedOfProject)
      .when(vote(), { eventsOf: holding(streams([], { ada: [seenAt('ada', '2009-01-01', false)] })) })
      .thenRecords({
        type: 'VoteRecorded',
        data: {
          resolutionId: 'r-1',
          personId: 'ada',
          vote: 'FOR',
          judgedOn: [
            { stream: 'committee-meuble', rev: 3 },
            { stream: 'project-four', rev: 0 },
            { stream: 'person-ada', rev: 0 },
          ],
        },
      });
  });

  it('takes a vote while the resolution is proposed, recorded later though it may be', () => {
    for (const decision of [adopted, rejected]) {
      given(proposed, decision).when(vote(), { eventsOf }).thenAdvises();
      given(proposed, decision)
        .when(vote({ occurredOn: { edtf: '2010-04-01' } }), { eventsOf })
        .thenRefused('INVALID_TRANSITION', {
          field: 'resolutionId',
          details: { status: decision === adopted ? 'ADOPTED' : 'REJECTED' },
        });
    }
    given(proposed)
      .when(vote({ occurredOn: { edtf: '2010-02-28' } }), { eventsOf })
      .thenRefused('INVALID_TRANSITION', { details: { status: 'NOT_YET' } });
  });

  it('asks for a reason where no mandate of the person is known on that day', () => {
    const stranger = { personId: 'zoe' };
    given(proposed)
      .when(vote(stranger), { eventsOf })
      .thenRefused('MANDATE_NOT_VALID', {
        strength: 'POLICY',
        field: 'personId',
        details: { personIds: ['zoe'], day: '2010-03-15' },
      });
    given(proposed)
      .when(vote({ ...stranger, overrides: [{ rule: 'MANDATE_NOT_VALID', reason: 'the list says so' }] }), {
        eventsOf,
      })
      .thenOverrides('MANDATE_NOT_VALID');
  });

  it.each([
    ['the matter', 'project', 'four'],
    ['the resolution itself', 'resolution', 'r-1'],
    ['the promoter of its project', 'organization', 'apf'],
  ] as const)('refuses who stepped aside in %s', (_what, kind, id) => {
    const voting = (...more: Parameters<typeof declared>[]) =>
      given(proposedOfProject).when(vote(), {
        eventsOf: holding(streams(more.map((one) => declared(...one)))),
      });
    voting(['ada', kind, id]).thenRefused('CONFLICT_OF_INTEREST', {
      field: 'personId',
      details: { personIds: ['ada'] },
    });
    voting(['ida', kind, id]).thenAdvises();
    voting(['ada', kind, 'another']).thenAdvises();
    voting(['ada', kind, id, { recused: false }]).thenAdvises();
    voting(['ada', kind, id, { on: '2010-03-16' }]).thenAdvises();
    voting(['ada', kind, id], ['ada', kind, id, { recused: false, on: '2010-02-02' }]).thenAdvises();
  });

  it('warns where the last observation has the person in a role at the promoter', () => {
    const voting = (...seen: Parameters<typeof seenAt>[]) =>
      given(proposedOfProject).when(vote(), {
        eventsOf: holding(streams([], { ada: seen.map((one) => seenAt(...one)) })),
      });
    voting(['ada', '2009-01-01', true]).thenWarns({
      rule: 'CONFLICT_SUSPECTED',
      field: null,
      details: { personIds: ['ada'], organizationId: 'apf' },
    });
    voting(['ada', '2009-01-01', true], ['ada', '2010-01-01', false]).thenAdvises();
    voting(['ada', '2010-03-16', true]).thenAdvises();
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, mandates, conflicts, evidence', () => {
    given().refusesInOrder(
      'recordVote',
      { ...INPUT, vote: 'MAYBE' as 'FOR', occurredOn: FUTURE, evidence: [] },
      {
        missing: ['person ada', 'source s0'],
        eventsOf: holding({
          'committee-meuble': [committee[0], declared('ada', 'resolution', 'r-1')].filter(
            (one) => one !== undefined,
          ),
        }),
      },
      [
        ['VALIDATION_FAILED', 'vote', { input: { vote: 'FOR' } }],
        ['RESOLUTION_NOT_FOUND', 'resolutionId', { facts: [proposed, voted('ada', 'AGAINST'), adopted] }],
        ['PERSON_NOT_FOUND', 'personId', { exists: 'person ada' }],
        ['VOTE_ALREADY_RECORDED', 'personId', { facts: [proposed, adopted] }],
        ['INVALID_TRANSITION', 'resolutionId', { facts: [proposed] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        [
          'MANDATE_NOT_VALID',
          'personId',
          { around: { eventsOf: holding(streams([declared('ada', 'resolution', 'r-1')])) } },
          { strength: 'POLICY' },
        ],
        ['CONFLICT_OF_INTEREST', 'personId', { around: { eventsOf } }],
        ...UNPROVEN,
      ],
    );
  });
});
