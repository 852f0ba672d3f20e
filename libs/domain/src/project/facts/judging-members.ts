import * as m from '../../facts/member.js';

/** The members of both judgments on a project. */
export const JUDGING_MEMBERS = {
  projectId: m.id('project', 'The project.'),
  approval: m.word('Which approval: CLUSTER_COMMITTEE_RESOLUTION, REGIONAL_COMMITTEE_APPROVAL …'),
  committeeId: m.optional(m.id('committee', 'The committee that decided.')),
  resolutionId: m.optional(m.id('resolution', 'The resolution by which it did.')),
  reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
};

/** The GraphQL input of both judgments. */
export const JUDGING_INPUT = { name: 'JudgeProjectInput', says: 'What a committee decided on a project.' };
