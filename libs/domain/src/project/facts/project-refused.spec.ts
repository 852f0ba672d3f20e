import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { proposed, refused, submitted } from '../testing/project-facts.js';

describe('refuseProject', () => {
  const INPUT: CommandInputs['refuseProject'] = {
    projectId: 'four',
    approval: 'REGIONAL_COMMITTEE_APPROVAL',
    occurredOn: { edtf: '2010-05-01' },
    evidence: EVIDENCE,
  };
  const refuse = (more: Partial<CommandInputs['refuseProject']> = {}) =>
    command('refuseProject', { ...INPUT, ...more });

  it('records a refusal, the reason apart', () => {
    given(proposed)
      .when(refuse({ committeeId: 'meuble', resolutionId: 'r-1', reason: 'too dear' }))
      .thenRecords({
        type: 'ProjectRefused',
        data: {
          projectId: 'four',
          approval: 'REGIONAL_COMMITTEE_APPROVAL',
          committeeId: 'meuble',
          resolutionId: 'r-1',
        },
        confidential: [{ pointer: '/data/reason', value: 'too dear' }],
      });
  });

  it('asks for a reason where a submission would count no more', () => {
    const asked = { overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'it was refused first' }] };
    given(proposed, submitted)
      .when(refuse())
      .thenRefused('FACTS_PASSED_OVER', {
        strength: 'POLICY',
        field: 'occurredOn',
        details: { events: [{ eventId: 'event-1', type: 'ProjectSubmitted', effectiveOn: '2010-06-01' }] },
      });
    given(proposed, submitted).when(refuse(asked)).thenOverrides('FACTS_PASSED_OVER');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'refuseProject',
      { ...INPUT, reason: ' ', resolutionId: 'nope', occurredOn: FUTURE, evidence: [] },
      { missing: ['resolution nope', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'reason', { input: { reason: undefined } }],
        ['PROJECT_NOT_FOUND', 'projectId', { facts: [proposed, refused] }],
        ['RESOLUTION_NOT_FOUND', 'resolutionId', { exists: 'resolution nope' }],
        ['INVALID_TRANSITION', 'projectId', { facts: [proposed] }, { details: { status: 'REFUSED' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
