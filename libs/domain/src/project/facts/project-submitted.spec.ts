import type { CommandInputs } from '../../catalogue.js';
import { approvals, registered, rule } from '../../programme/testing/programme-facts.js';
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

describe('submitProject', () => {
  const INPUT: CommandInputs['submitProject'] = {
    projectId: 'four',
    occurredOn: { edtf: '2010-06-01' },
    evidence: EVIDENCE,
  };
  const submit = (more: Partial<CommandInputs['submitProject']> = {}) =>
    command('submitProject', { ...INPUT, ...more });
  const firm = fact('OrganizationRegistered', '2008-01-01', {
    organizationId: 'apf',
    names: [{ text: 'APF', lang: 'fr', use: 'OFFICIAL' }],
    kind: 'ENTERPRISE',
  });
  const around = (...rules: readonly Fact[]) => ({
    eventsOf: holding({ 'organization-apf': [firm], 'programme-accord': [registered, ...rules] }),
  });
  const BOTH = ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'] as const;
  const both = BOTH.map((approval) => approved(approval));

  it('records a submission, what it needed, and on which streams it was judged', () => {
    given(proposed, ...both)
      .when(submit({ toOrganizationId: 'mdeie' }), around())
      .thenRecords({
        type: 'ProjectSubmitted',
        data: {
          projectId: 'four',
          toOrganizationId: 'mdeie',
          requiredApprovals: BOTH,
          judgedOn: [{ stream: 'organization-apf', rev: 0 }],
        },
      });
    given(proposedInProgramme, approved('MINISTER'))
      .when(submit(), around(approvals('INVARIANT', ['MINISTER'])))
      .thenRecords({
        type: 'ProjectSubmitted',
        data: {
          projectId: 'four',
          requiredApprovals: ['MINISTER'],
          judgedOn: [
            { stream: 'programme-accord', rev: 1 },
            { stream: 'organization-apf', rev: 0 },
          ],
        },
      });
  });

  it('names the approvals that are missing on that day; without a rule, both usual ones', () => {
    given(proposed)
      .when(submit(), around())
      .thenRefused('APPROVAL_MISSING', { field: 'projectId', details: { missing: [...BOTH] } });
    given(proposed, approved(BOTH[0]), approved(BOTH[1], '2010-06-02'))
      .when(submit({ overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'late' }] }), around())
      .thenRefused('APPROVAL_MISSING', { details: { missing: [BOTH[1]] } });
    given(proposedInProgramme)
      .when(submit(), around(rule('RULE-EQUITY', '2008-11-20')))
      .thenRefused('APPROVAL_MISSING', { details: { missing: [...BOTH] } });
  });

  it('is as strong as the strongest rule that asks for what is missing', () => {
    const asked = (...rules: readonly Fact[]) => given(proposedInProgramme).when(submit(), around(...rules));
    const policy = rule('RULE-B', '2008-11-20', { strength: 'POLICY', requiredApprovals: ['B'] });
    const advice = rule('RULE-C', '2008-11-20', { strength: 'ADVICE', requiredApprovals: ['C'] });
    const optional = approvals('OPTIONAL', ['D']);
    asked(policy, advice).thenRefused('APPROVAL_MISSING', {
      strength: 'POLICY',
      details: { missing: ['B', 'C'] },
    });
    asked(policy, advice, approvals('INVARIANT', ['A'])).thenRefused('APPROVAL_MISSING', {
      strength: 'INVARIANT',
      details: { missing: ['B', 'C', 'A'] },
    });
    asked(advice, optional).thenWarns({
      rule: 'APPROVAL_MISSING',
      field: null,
      details: { missing: ['C'] },
    });
    asked(optional).thenAdvises();
    given(proposedInProgramme, approved('A'))
      .when(
        submit({ overrides: [{ rule: 'APPROVAL_MISSING', reason: 'the minister agreed by letter' }] }),
        around(policy, approvals('INVARIANT', ['A'])),
      )
      .thenOverrides('APPROVAL_MISSING');
  });

  it('goes by the rules in effect that day, the last of each code', () => {
    const rules = [approvals('INVARIANT', ['A']), approvals('INVARIANT', ['B'], '2010-06-01')];
    given(proposedInProgramme, approved('A'))
      .when(submit({ occurredOn: { edtf: '2010-05-31' } }), around(...rules))
      .thenAdvises();
    given(proposedInProgramme, approved('A'))
      .when(submit(), around(...rules))
      .thenRefused('APPROVAL_MISSING', { details: { missing: ['B'] } });
  });

  it('warns where the promoter is not known as a firm', () => {
    given(proposed, ...both)
      .when(submit())
      .thenWarns({
        rule: 'PROMOTER_NOT_ENTERPRISE',
        field: null,
        details: { organizationId: 'apf' },
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, approvals, evidence', () => {
    given().refusesInOrder(
      'submitProject',
      { ...INPUT, occurredOn: { edtf: 'x' }, toOrganizationId: 'mdeie', evidence: [] },
      { missing: ['organization mdeie', 'source s0'], ...around() },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['PROJECT_NOT_FOUND', 'projectId', { facts: [proposed, submitted] }],
        ['ORGANIZATION_NOT_FOUND', 'toOrganizationId', { exists: 'organization mdeie' }],
        [
          'INVALID_TRANSITION',
          'projectId',
          { facts: [proposed, refused] },
          { details: { status: 'SUBMITTED' } },
        ],
        ['INVALID_TRANSITION', 'projectId', { facts: [proposed] }, { details: { status: 'REFUSED' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['APPROVAL_MISSING', 'projectId', { facts: [proposed, ...both] }],
        ...UNPROVEN,
      ],
    );
  });
});
