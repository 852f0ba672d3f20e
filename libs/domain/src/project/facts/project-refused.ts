import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import { refusedByStage } from '../../rules/stages.js';
import { PROJECT_STAGES } from '../stages.js';
import { JUDGING_INPUT, JUDGING_MEMBERS } from './judging-members.js';

/** A project was refused one of the approvals that it needs. */
export const ProjectRefused = fact({
  type: 'ProjectRefused',
  stream: 'project',
  command: 'refuseProject',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne qu’une approbation a été refusée à un projet; il en reste là.',
    en: 'Records that a project was refused an approval; it ends there.',
  },
  called: { fr: 'refus du projet', en: 'refusal of the project' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['approval'],
  input: JUDGING_INPUT,
  members: JUDGING_MEMBERS,
});

export const refuseProject = decider(ProjectRefused, {
  lifecycle: (asked) => refusedByStage(PROJECT_STAGES, asked, 'projectId'),
});
