import { fact, type Fact } from '../../testing/decider-specification.js';

/** Facts of one project, `four`, for specifications. */

const PROJECT = { projectId: 'four', promoterId: 'apf', title: [{ text: 'Un four', lang: 'fr' }] };

export const proposed = fact('ProjectProposed', '2010-02-01', PROJECT);
export const proposedInProgramme = fact('ProjectProposed', '2010-02-01', {
  ...PROJECT,
  programmeId: 'accord',
});
export const refused = fact('ProjectRefused', '2010-05-01', {
  projectId: 'four',
  approval: 'REGIONAL_COMMITTEE_APPROVAL',
});
export const submitted = fact('ProjectSubmitted', '2010-06-01', {
  projectId: 'four',
  requiredApprovals: [],
  judgedOn: [],
});

/** An approval that was given. */
export function approved(approval: string, on = '2010-04-15'): Fact {
  return fact('ProjectApproved', on, { projectId: 'four', approval, judgedOn: [] });
}
