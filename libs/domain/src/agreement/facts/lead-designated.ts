import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

/** Organisations are designated to lead an agreement. */
export const LeadDesignated = fact({
  type: 'LeadDesignated',
  stream: 'agreement',
  command: 'designateLead',
  recorder: 'DEPOSITARY',
  says: { fr: 'Désigne qui pilote une entente.', en: 'Designates who leads an agreement.' },
  called: { fr: 'désignation des pilotes', en: 'designation of leads' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationIds: m.list(m.id('organization', 'The organisations that lead it.'), {
      atLeast: 1,
      tooShort: 'ORGANIZATION_NEEDED',
    }),
    role: m.optional(m.word('The role in which they lead it.')),
  },
});

export const designateLead = decider(LeadDesignated);
