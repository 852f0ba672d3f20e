import { fact } from '../../facts/fact.js';
import { JUDGED_ON } from '../../facts/judged-on.js';
import { JUDGING_INPUT, JUDGING_MEMBERS } from './judging-members.js';

/** A project was given one of the approvals that it needs. */
export const ProjectApproved = fact({
  type: 'ProjectApproved',
  stream: 'project',
  command: 'approveProject',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne une approbation donnée à un projet.',
    en: 'Records an approval that a project was given.',
  },
  called: { fr: 'approbation du projet', en: 'approval of the project' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['approval'],
  input: JUDGING_INPUT,
  members: { ...JUDGING_MEMBERS, judgedOn: JUDGED_ON },
});
