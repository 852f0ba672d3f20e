import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';

/** It was decided whether a project receives aid. */
export const AidDecided = fact({
  type: 'AidDecided',
  stream: 'project',
  command: 'decideAid',
  recorder: 'PROGRAMME',
  says: {
    fr: 'Consigne l’aide accordée ou refusée à un projet.',
    en: 'Records that a project was granted aid, or refused it.',
  },
  called: { fr: 'décision sur l’aide', en: 'decision on aid' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    projectId: m.id('project', 'The project.'),
    granted: m.flag('Whether aid was granted.'),
    amount: m.optional(m.money('How much.')),
    funderId: m.optional(m.id('organization', 'The organisation that pays.')),
    fundingId: m.optional(m.id('funding', 'The funding that it became, where that is recorded.')),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
