import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { promoterRead, notEnterprise } from '../promoter.js';

/** A project was proposed. */
export const ProjectProposed = fact({
  type: 'ProjectProposed',
  stream: 'project',
  command: 'proposeProject',
  recorder: 'PROGRAMME',
  says: { fr: 'Consigne un projet proposé.', en: 'Records a project that was proposed.' },
  called: { fr: 'proposition du projet', en: 'proposal of the project' },
  dates: { occurred: 'GIVEN' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  correctable: ['fund', 'region'],
  members: {
    projectId: m.made(m.id('project', 'Its id; by default the ledger makes one.')),
    programmeId: m.optional(m.id('programme', 'The programme that it belongs to.')),
    committeeId: m.optional(m.id('committee', 'The committee that it was put before.')),
    promoterId: m.id('organization', 'The organisation that promotes it.'),
    title: m.refusedAs('TITLE_REQUIRED', m.texts('Its title by language.', { atLeast: 1 })),
    purpose: m.optional(m.texts('What it is for, by language.', { emptyIsAbsent: true })),
    amount: m.optional(m.money('The amount that it asks for.')),
    fund: m.optional(m.partId('The fund that is to pay.', { plain: true })),
    region: m.optional(m.partId('The region.', { plain: true })),
    summary: m.optional(m.sealed(m.freeText('What it is about; kept confidential.'))),
  },
});

export const proposeProject = decider(ProjectProposed, {
  reads: ({ promoterId }) => [promoterRead(promoterId, 'promoterId')],
  advice: ({ draft, context }) => notEnterprise(draft.data.promoterId, context.eventsOf),
});
