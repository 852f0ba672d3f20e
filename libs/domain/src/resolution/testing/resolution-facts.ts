import { fact, type Fact } from '../../testing/decider-specification.js';

/** Facts of one resolution, `r-1`, of the committee `meuble`, for specifications. */

export const proposed = fact('ResolutionProposed', '2010-03-01', {
  resolutionId: 'r-1',
  committeeId: 'meuble',
  title: [{ text: 'Appui au projet', lang: 'fr' }],
});
export const proposedOfProject = fact('ResolutionProposed', '2010-03-01', {
  resolutionId: 'r-1',
  committeeId: 'meuble',
  title: [{ text: 'Appui au projet', lang: 'fr' }],
  matterKind: 'project',
  matterId: 'four',
});
export const adopted = fact('ResolutionAdopted', '2010-04-01', { resolutionId: 'r-1', judgedOn: [] });
export const rejected = fact('ResolutionRejected', '2010-04-01', { resolutionId: 'r-1', judgedOn: [] });

/** A vote of a person. */
export function voted(personId: string, vote: 'FOR' | 'AGAINST' | 'ABSTAIN', on = '2010-03-15'): Fact {
  return fact('VoteRecorded', on, { resolutionId: 'r-1', personId, vote, judgedOn: [] });
}
