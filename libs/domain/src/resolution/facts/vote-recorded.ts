import { fact } from '../../facts/fact.js';
import { JUDGED_ON } from '../../facts/judged-on.js';
import * as m from '../../facts/member.js';

/** How a person may vote. */
export const VOTES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;

/** A member of the committee voted on a resolution. */
export const VoteRecorded = fact({
  type: 'VoteRecorded',
  stream: 'resolution',
  command: 'recordVote',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne le vote d’une personne sur une résolution.',
    en: 'Records how a person voted on a resolution.',
  },
  called: { fr: 'vote', en: 'vote' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['personId'],
  members: {
    resolutionId: m.id('resolution', 'The resolution.'),
    personId: m.id('person', 'The person.'),
    vote: m.oneOf(VOTES, 'FOR, AGAINST or ABSTAIN.'),
    judgedOn: JUDGED_ON,
  },
});
