import { bylaw, established, granted } from '../committee/testing/committee-facts.js';
import { proposed as project, submitted } from '../project/testing/project-facts.js';
import { registered, rule } from '../programme/testing/programme-facts.js';
import { proposed as resolution, voted } from '../resolution/testing/resolution-facts.js';
import { EVIDENCE, command, date, fact, given } from '../testing/decider-specification.js';

/** Corrections of what is recorded of governance, each with the rules that are asked again and those that are not. */

const rectify = (stream: string, place: number, patch: object) =>
  command('rectifyRecord', {
    stream,
    records: [{ eventId: `event-${place}`, ...patch }],
    reason: 'misread',
    evidence: EVIDENCE,
  });

describe('a correction', () => {
  const decided = fact('ResolutionAdopted', '2010-04-01', {
    resolutionId: 'r-1',
    present: ['ada'],
    tally: { for: 1, against: 0, abstain: 0 },
    quorum: { required: 1, present: 1 },
    judgedOn: [{ stream: 'committee-meuble', rev: 7 }],
  });

  it('of a decision leaves what it was judged on, and is not judged by the committee again', () => {
    given(resolution, decided)
      .when(
        rectify('resolution-r-1', 1, {
          set: { tally: { for: 2, against: 1, abstain: 0 }, present: ['ada', 'zoe'] },
        }),
      )
      .thenRecords({
        type: 'RecordRectified',
        data: {
          target: 'event-1',
          targetType: 'ResolutionAdopted',
          targetSchema: 1,
          set: { data: { tally: { for: 2, against: 1, abstain: 0 }, present: ['ada', 'zoe'] } },
        },
        confidential: [{ pointer: '/data/reason', value: 'misread' }],
      });
    given(resolution, decided)
      .when(rectify('resolution-r-1', 1, { remove: ['present'] }))
      .thenRecords({
        type: 'RecordRectified',
        data: {
          target: 'event-1',
          targetType: 'ResolutionAdopted',
          targetSchema: 1,
          removed: ['present'],
        },
        confidential: [{ pointer: '/data/reason', value: 'misread' }],
      });
    for (const member of ['judgedOn', 'quorum', 'resolutionId'])
      given(resolution, decided)
        .when(rectify('resolution-r-1', 1, { set: { [member]: [] } }))
        .thenRefused('FIELD_NOT_RECTIFIABLE');
  });

  it('of a decision keeps its tally the one that the recorded votes make', () => {
    given(resolution, voted('ada', 'FOR'), decided)
      .when(
        rectify('resolution-r-1', 2, {
          set: { tally: { for: 2, against: 0, abstain: 0 } },
        }),
      )
      .thenRefused('VALIDATION_FAILED', { field: 'records.0.set.tally' });
  });

  it('of a day is refused where its own act would count no more, and says which others do not', () => {
    given(resolution, decided)
      .when(
        rectify('resolution-r-1', 1, {
          set: { occurredOn: { edtf: '2010-02-01' } },
        }),
      )
      .thenRefused('INVALID_TRANSITION', {
        field: 'records.0.set.resolutionId',
        details: { status: 'NOT_YET' },
      });
    given(resolution, decided)
      .when(
        rectify('resolution-r-1', 0, {
          set: { occurredOn: { edtf: '2010-04-02' } },
        }),
      )
      .thenAdvises('FACTS_PASSED_OVER');
    given(project, submitted)
      .when(
        rectify('project-four', 0, {
          set: { occurredOn: { edtf: '2010-06-02' } },
        }),
      )
      .thenAdvises('FACTS_PASSED_OVER');
  });

  it('of a mandate meets the rules of its seat and its length again, and not its person', () => {
    const facts = [
      established,
      bylaw('2006-01-01', { mandateLength: 'P2Y' }),
      granted('ada', '2008-01-01', { seat: 'chair', endsOn: '2008-12-31' }),
      granted('ida', '2009-01-01', { seat: 'chair' }),
    ];
    given(...facts)
      .when(rectify('committee-meuble', 2, { set: { endsOn: { edtf: '2009-01-01' } } }))
      .thenRefused('SEAT_TAKEN', { field: 'records.0.set.seat' });
    given(...facts)
      .when(rectify('committee-meuble', 3, { set: { endsOn: { edtf: '2012-01-01' } } }))
      .thenRefused('MANDATE_TOO_LONG', { strength: 'POLICY', field: 'records.0.set.endsOn' });
    given(...facts)
      .when(rectify('committee-meuble', 3, { set: { endsOn: { edtf: '2008-01-01' } } }))
      .thenRefused('TERM_INVALID');
    for (const member of ['personId', 'mandateId', 'committeeId'])
      given(...facts)
        .when(rectify('committee-meuble', 3, { set: { [member]: 'x' } }))
        .thenRefused('FIELD_NOT_RECTIFIABLE');
  });

  it('of a document’s hash is let in where no rule of identity hangs on it', () => {
    const docHash = 'cd'.repeat(32);
    given(established, bylaw('2006-01-01', {}))
      .when(
        rectify('committee-meuble', 1, {
          set: { docHash },
        }),
      )
      .thenRecords({
        type: 'RecordRectified',
        data: {
          target: 'event-1',
          targetType: 'BylawAdopted',
          targetSchema: 1,
          set: { data: { docHash } },
        },
        confidential: [{ pointer: '/data/reason', value: 'misread' }],
      });
  });

  it('of a rule moves it to another day, and not onto one of its code', () => {
    const facts = [registered, rule('A', '2008-11-20'), rule('A', '2010-01-01')];
    given(...facts)
      .when(rectify('programme-accord', 2, { set: { occurredOn: { edtf: '2008-11-20' } } }))
      .thenRefused('RULE_ALREADY_RECORDED', { field: 'records.0.set.code' });
    given(...facts)
      .when(rectify('programme-accord', 2, { set: { occurredOn: { edtf: '2009-01-01' } } }))
      .thenRecords({
        type: 'RecordRectified',
        data: {
          target: 'event-2',
          targetType: 'GovernanceRuleRecorded',
          targetSchema: 1,
          set: {
            occurred: date({ edtf: '2009-01-01', basis: 'STATED' }),
            effective: date({ edtf: '2009-01-01', basis: 'STATED' }),
          },
        },
        confidential: [{ pointer: '/data/reason', value: 'misread' }],
      });
    given(...facts)
      .when(rectify('programme-accord', 1, { set: { code: 'B' } }))
      .thenRefused('FIELD_NOT_RECTIFIABLE');
  });
});
