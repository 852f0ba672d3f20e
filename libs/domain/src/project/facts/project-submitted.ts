import { fact } from '../../facts/fact.js';
import { JUDGED_ON } from '../../facts/judged-on.js';
import * as m from '../../facts/member.js';

/** A project was submitted to whoever decides on aid. */
export const ProjectSubmitted = fact({
  type: 'ProjectSubmitted',
  stream: 'project',
  command: 'submitProject',
  recorder: 'PROGRAMME',
  says: {
    fr: 'Consigne qu’un projet a été présenté pour une aide.',
    en: 'Records that a project was submitted for aid.',
  },
  called: { fr: 'présentation du projet', en: 'submission of the project' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    projectId: m.id('project', 'The project.'),
    toOrganizationId: m.optional(m.id('organization', 'The organisation that decides.')),
    requiredApprovals: m.judged(m.list(m.word('The approvals that it needed.'))),
    judgedOn: JUDGED_ON,
  },
});
