import type { CommandInputs } from '../../catalogue.js';
import { approvals, registered } from '../../programme/testing/programme-facts.js';
import {
  adopted,
  proposed as resolution,
  proposedOfProject,
  rejected,
} from '../../resolution/testing/resolution-facts.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  fact,
  given,
  holding,
  type Fact,
} from '../../testing/decider-specification.js';
import { approved, proposed, proposedInProgramme, refused, submitted } from '../testing/project-facts.js';

describe('approveProject', () => {
  const INPUT: CommandInputs['approveProject'] = {
    projectId: 'four',
    approval: 'REGIONAL_COMMITTEE_APPROVAL',
    occurredOn: { edtf: '2010-04-15' },
    evidence: EVIDENCE,
  };
  const approve = (more: Partial<CommandInputs['approveProject']> = {}) =>
    command('approveProject', { ...INPUT, ...more });
  const byResolution = { approval: 'CLUSTER_COMMITTEE_RESOLUTION', resolutionId: 'r-1' };
  const resolved = (...facts: readonly Fact[]) => ({
    eventsOf: holding({ 'resolution-r-1': facts }),
  });

  it('records an approval, and on which streams it was judged', () => {
    given(proposed)
      .when(approve({ committeeId: 'meuble', reason: 'it fits' }))
      .thenRecords({
        type: 'ProjectApproved',
        data: {
          projectId: 'four',
          approval: 'REGIONAL_COMMITTEE_APPROVAL',
          committeeId: 'meuble',
          judgedOn: [],
        },
        confidential: [{ pointer: '/data/reason', value: 'it fits' }],
      });
    given(proposedInProgramme)
      .when(approve(byResolution), {
        eventsOf: holding({ 'resolution-r-1': [resolution, adopted], 'programme-accord': [registered] }),
      })
      .thenRecords({
        type: 'ProjectApproved',
        data: {
          projectId: 'four',
          ...byResolution,
          judgedOn: [
            { stream: 'resolution-r-1', rev: 1 },
            { stream: 'programme-accord', rev: 0 },
          ],
        },
      });
  });

  it('by resolution needs one that is adopted by then, of this project or of no named matter', () => {
    given(proposed)
      .when(approve({ approval: 'CLUSTER_COMMITTEE_RESOLUTION' }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'resolutionId',
        details: { problem: 'MEMBER_NEEDED', member: 'resolutionId' },
      });
    const not = { field: 'resolutionId', details: { resolutionId: 'r-1', day: '2010-04-15' } };
    given(proposed)
      .when(approve(byResolution), resolved(resolution))
      .thenRefused('RESOLUTION_NOT_ADOPTED', not);
    given(proposed)
      .when(approve(byResolution), resolved(resolution, rejected))
      .thenRefused('RESOLUTION_NOT_ADOPTED', not);
    given(proposed)
      .when(approve({ ...byResolution, occurredOn: { edtf: '2010-03-31' } }), resolved(resolution, adopted))
      .thenRefused('RESOLUTION_NOT_ADOPTED');
    const other = {
      ...proposedOfProject,
      data: { ...proposedOfProject.data, matterId: 'x' },
    } as typeof resolution;
    given(proposed)
      .when(approve(byResolution), resolved(other, adopted))
      .thenRefused('RESOLUTION_NOT_ADOPTED', not);
    given(proposed).when(approve(byResolution), resolved(proposedOfProject, adopted)).thenAdvises();
  });

  it('takes a word that a rule of the programme names on that day', () => {
    const word = { approval: 'MINISTER' };
    const programme = (...rules: readonly Fact[]) => ({
      eventsOf: holding({ 'programme-accord': [registered, ...rules] }),
    });
    given(proposed)
      .when(approve(word))
      .thenRefused('VALIDATION_FAILED', {
        field: 'approval',
        details: {
          problem: 'NOT_ONE_OF',
          words: ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'],
        },
      });
    given(proposedInProgramme)
      .when(approve(word), programme(approvals('OPTIONAL', ['MINISTER'])))
      .thenAdvises();
    given(proposedInProgramme)
      .when(approve(word), programme(approvals('OPTIONAL', ['MINISTER'], '2010-04-16')))
      .thenRefused('VALIDATION_FAILED');
  });

  it('comes before a submission or a refusal, recorded later though it may be', () => {
    given(proposed, submitted).when(approve()).thenAdvises();
    given(proposed, submitted)
      .when(approve({ occurredOn: { edtf: '2010-06-01' } }))
      .thenRefused('INVALID_TRANSITION', { field: 'projectId', details: { status: 'SUBMITTED' } });
    given(proposed, refused)
      .when(approve({ occurredOn: { edtf: '2010-05-02' } }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'REFUSED' } });
    given(proposed, submitted, fact('AidDecided', '2010-07-01', { projectId: 'four', granted: false }))
      .when(approve({ occurredOn: { edtf: '2010-07-01' } }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'AID_REFUSED' } });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'approveProject',
      { ...INPUT, approval: ' ', committeeId: 'nope', occurredOn: FUTURE, evidence: [] },
      { missing: ['committee nope', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'approval', { input: { approval: INPUT.approval } }],
        ['PROJECT_NOT_FOUND', 'projectId', { facts: [proposed, approved(INPUT.approval), refused] }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { exists: 'committee nope' }],
        [
          'APPROVAL_ALREADY_GIVEN',
          'approval',
          { facts: [proposed, refused] },
          { details: { approval: INPUT.approval } },
        ],
        ['INVALID_TRANSITION', 'projectId', { facts: [proposed] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
