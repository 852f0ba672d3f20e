import { bylaw, granted } from '../../committee/testing/committee-facts.js';
import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  given,
  holding,
  type Fact,
} from '../../testing/decider-specification.js';
import { adopted, proposed, proposedOfProject, rejected, voted } from '../testing/resolution-facts.js';
import { declared, seenAt, streams } from '../testing/seats.js';

const DECISIONS = [
  ['adoptResolution', 'ResolutionAdopted'],
  ['rejectResolution', 'ResolutionRejected'],
] as const;

describe.each(DECISIONS)('%s', (name, type) => {
  const INPUT: CommandInputs['adoptResolution'] = {
    resolutionId: 'r-1',
    occurredOn: { edtf: '2010-04-01' },
    evidence: EVIDENCE,
  };
  const decide = (more: Partial<CommandInputs['adoptResolution']> = {}) =>
    command(name, { ...INPUT, ...more });
  const tally = { for: 2, against: 1, abstain: 0 };
  const votes = [voted('ada', 'FOR'), voted('ida', 'FOR'), voted('eva', 'AGAINST')];
  const eventsOf = holding(streams());
  const judgedOn = [{ stream: 'committee-meuble', rev: 3 }];
  const withBylaw = (
    quorum: { readonly members?: number; readonly share?: string },
    ...more: readonly Fact[]
  ) => ({
    eventsOf: holding(streams([bylaw('2009-01-01', { quorum }), ...more])),
  });

  it('records a decision: the votes recorded one by one are its tally, else the one that is given', () => {
    given(proposed, ...votes)
      .when(decide(), { eventsOf })
      .thenRecords({ type, data: { resolutionId: 'r-1', tally, judgedOn } });
    given(proposed, ...votes, voted('zoe', 'FOR', '2010-04-02'))
      .when(decide({ tally, present: ['ada'] }), { eventsOf })
      .thenRefused('FACTS_PASSED_OVER', { strength: 'POLICY' });
    given(proposed)
      .when(decide({ tally, present: ['ada', 'ida'] }), { eventsOf })
      .thenRecords({ type, data: { resolutionId: 'r-1', tally, present: ['ada', 'ida'], judgedOn } });
  });

  it('refuses a tally that the recorded votes do not make, and a person named twice', () => {
    given(proposed, ...votes)
      .when(decide({ tally: { for: 3, against: 0, abstain: 0 } }), { eventsOf })
      .thenRefused('VALIDATION_FAILED', {
        field: 'tally',
        details: { problem: 'TALLY_DIFFERS', ...tally },
      });
    given(proposed)
      .when(decide({ present: ['ada', 'ida', 'ada'] }), { eventsOf })
      .thenRefused('VALIDATION_FAILED', { field: 'present.2', details: { problem: 'PERSON_REPEATED' } });
  });

  it('is the only decision, and not before the resolution was proposed', () => {
    given(proposed, adopted)
      .when(decide({ occurredOn: { edtf: '2010-05-01' } }), { eventsOf })
      .thenRefused('INVALID_TRANSITION', { field: 'resolutionId', details: { status: 'ADOPTED' } });
    given(proposed, rejected)
      .when(decide({ occurredOn: { edtf: '2010-03-20' }, tally }), { eventsOf })
      .thenRefused('FACTS_PASSED_OVER', {
        strength: 'POLICY',
        details: {
          events: [{ eventId: 'event-1', type: 'ResolutionRejected', effectiveOn: '2010-04-01' }],
        },
      });
    given(proposed)
      .when(decide({ occurredOn: { edtf: '2010-02-01' } }), { eventsOf })
      .thenRefused('INVALID_TRANSITION', { details: { status: 'NOT_YET' } });
  });

  it('asks for a reason where somebody who voted or was present has no mandate that day', () => {
    const facts = [proposed, voted('zoe', 'FOR')];
    const asked = { present: ['ada', 'max'] };
    given(...facts)
      .when(decide(asked), { eventsOf })
      .thenRefused('MANDATE_NOT_VALID', {
        strength: 'POLICY',
        field: 'present',
        details: { personIds: ['zoe', 'max'], day: '2010-04-01' },
      });
    given(...facts)
      .when(decide({ ...asked, overrides: [{ rule: 'MANDATE_NOT_VALID', reason: 'the minutes' }] }), {
        eventsOf,
      })
      .thenOverrides('MANDATE_NOT_VALID');
  });

  it('refuses where somebody who voted had stepped aside by then', () => {
    const aside = { eventsOf: holding(streams([declared('eva', 'resolution', 'r-1')])) };
    given(proposed, ...votes)
      .when(decide(), aside)
      .thenRefused('CONFLICT_OF_INTEREST', { field: null, details: { personIds: ['eva'] } });
    given(proposed, voted('ada', 'FOR'))
      .when(decide({ present: ['ada', 'eva'] }), aside)
      .thenAdvises();
  });

  it('needs a quorum only where the bylaw of the day sets one, of those present, with a mandate, not recused', () => {
    const present = ['ada', 'ida'];
    given(proposed)
      .when(decide({ tally, present }), withBylaw({ members: 2 }))
      .thenRecords({
        type,
        data: {
          resolutionId: 'r-1',
          tally,
          present,
          quorum: { required: 2, present: 2 },
          judgedOn: [{ stream: 'committee-meuble', rev: 4 }],
        },
      });
    given(proposed)
      .when(decide({ tally, present }), withBylaw({ members: 3 }))
      .thenRefused('QUORUM_NOT_MET', { field: 'present', details: { required: 3, present: 2 } });
    given(proposed)
      .when(decide({ tally, present }), withBylaw({ members: 2 }, declared('ida', 'resolution', 'r-1')))
      .thenRefused('QUORUM_NOT_MET', { details: { required: 2, present: 1 } });
    given(proposed)
      .when(
        decide({
          tally,
          present: ['ada', 'zoe'],
          overrides: [{ rule: 'MANDATE_NOT_VALID', reason: 'the minutes' }],
        }),
        withBylaw({ members: 2 }),
      )
      .thenRefused('QUORUM_NOT_MET', { details: { required: 2, present: 1 } });
    const later = { eventsOf: holding(streams([bylaw('2010-04-02', { quorum: { members: 3 } })])) };
    given(proposed).when(decide({ tally, present }), later).thenAdvises();
  });

  it.each([
    ['0.5', 2],
    ['0.333333', 1],
    ['0.333334', 2],
    ['0.666666', 2],
    ['0.666667', 3],
    ['1', 3],
  ])('reckons the share %s of three mandates exactly: %d', (share, required) => {
    const people = ['ada', 'ida', 'eva'];
    const decided = (present: readonly string[]) =>
      given(proposed).when(decide({ tally, present }), withBylaw({ share }));
    decided(people.slice(0, required)).thenAdvises();
    decided(people.slice(0, required - 1)).thenRefused('QUORUM_NOT_MET', {
      details: { required, present: required - 1 },
    });
  });

  it('counts the mandates of the day', () => {
    const fourth = granted('max', '2010-04-02');
    given(proposed)
      .when(decide({ tally, present: ['ada', 'ida'] }), withBylaw({ share: '0.6' }, fourth))
      .thenAdvises();
    given(proposed)
      .when(
        decide({ tally, present: ['ada', 'ida'], occurredOn: { edtf: '2010-04-02' } }),
        withBylaw({ share: '0.6' }, fourth),
      )
      .thenRefused('QUORUM_NOT_MET', { details: { required: 3, present: 2 } });
  });

  it('asks for a reason where there is a quorum and nobody says who was present', () => {
    given(proposed, ...votes)
      .when(decide(), withBylaw({ members: 2 }))
      .thenRefused('QUORUM_NOT_MET', {
        strength: 'POLICY',
        field: 'present',
        details: { required: 2, present: 0 },
      });
    given(proposed, ...votes)
      .when(
        decide({ overrides: [{ rule: 'QUORUM_NOT_MET', reason: 'the minutes say so' }] }),
        withBylaw({ members: 2 }),
      )
      .thenOverrides('QUORUM_NOT_MET');
  });

  it('warns where somebody present or voting is in a role at the promoter of the project', () => {
    const seen = { ada: [seenAt('ada', '2009-01-01', true)], eva: [seenAt('eva', '2009-01-01', true)] };
    given(proposedOfProject, voted('ada', 'FOR'))
      .when(decide({ present: ['eva', 'ida'] }), { eventsOf: holding(streams([], seen)) })
      .thenWarns({
        rule: 'CONFLICT_SUSPECTED',
        field: null,
        details: { personIds: ['ada', 'eva'], organizationId: 'apf' },
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      name,
      {
        ...INPUT,
        present: ['ada'],
        tally: { for: -1, against: 0, abstain: 0 },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['person ada', 'source s0'], eventsOf },
      [
        ['VALIDATION_FAILED', 'tally.for', { input: { tally } }],
        ['RESOLUTION_NOT_FOUND', 'resolutionId', { facts: [proposed, adopted] }],
        ['PERSON_NOT_FOUND', 'present.0', { exists: 'person ada' }],
        ['INVALID_TRANSITION', 'resolutionId', { facts: [proposed] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});

describe('adoptResolution', () => {
  it('warns where no majority is shown', () => {
    const adopt = (more: object) =>
      given(proposed).when(
        command('adoptResolution', {
          resolutionId: 'r-1',
          occurredOn: { edtf: '2010-04-01' },
          evidence: EVIDENCE,
          ...more,
        }),
        { eventsOf: holding(streams()) },
      );
    adopt({ tally: { for: 2, against: 2, abstain: 1 } }).thenWarns({
      rule: 'MAJORITY_NOT_SHOWN',
      field: null,
      details: { for: 2, against: 2 },
    });
    adopt({}).thenAdvises('MAJORITY_NOT_SHOWN');
    adopt({ tally: { for: 2, against: 1, abstain: 5 } }).thenAdvises();
  });
});
