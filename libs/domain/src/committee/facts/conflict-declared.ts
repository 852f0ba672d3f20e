import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { MATTERS } from '../matter.js';
import { refusedWhereDissolved } from './committee-dissolved.js';

/** A person declared an interest in a matter. */
export const ConflictDeclared = fact({
  type: 'ConflictDeclared',
  stream: 'committee',
  command: 'declareConflict',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne qu’une personne a déclaré un conflit d’intérêts, et si elle s’est récusée.',
    en: 'Records that a person declared a conflict of interest, and whether the person stepped aside.',
  },
  called: { fr: 'déclaration de conflit d’intérêts', en: 'declaration of a conflict of interest' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['personId'],
  members: {
    committeeId: m.id('committee', 'The committee.'),
    personId: m.id('person', 'The person.'),
    matterKind: m.oneOf(MATTERS, 'What the matter is: project, resolution, organization, agreement.'),
    matterId: m.idOf('matterKind', 'The matter.'),
    recused: m.flag('Whether the person steps aside where it is decided.'),
    statement: m.optional(m.sealed(m.freeText('What was declared; kept confidential.'))),
  },
});

export const declareConflict = decider(ConflictDeclared, {
  existence: ({ events, draft }) =>
    refusedWhereDissolved(events, draft.data.committeeId, draft.effective.point),
});
