import { fact } from '../../facts/fact.js';
import { DECISION_INPUT, DECISION_MEMBERS } from './decision-members.js';

/** A committee adopted a resolution. */
export const ResolutionAdopted = fact({
  type: 'ResolutionAdopted',
  stream: 'resolution',
  command: 'adoptResolution',
  recorder: 'COMMITTEE',
  says: { fr: 'Consigne l’adoption d’une résolution.', en: 'Records that a resolution was adopted.' },
  called: { fr: 'adoption de la résolution', en: 'adoption of the resolution' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  input: DECISION_INPUT,
  members: DECISION_MEMBERS,
});
