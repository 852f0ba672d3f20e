import { fact } from '../../facts/fact.js';
import { DECISION_INPUT, DECISION_MEMBERS } from './decision-members.js';

/** A committee rejected a resolution. */
export const ResolutionRejected = fact({
  type: 'ResolutionRejected',
  stream: 'resolution',
  command: 'rejectResolution',
  recorder: 'COMMITTEE',
  says: { fr: 'Consigne le rejet d’une résolution.', en: 'Records that a resolution was rejected.' },
  called: { fr: 'rejet de la résolution', en: 'rejection of the resolution' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  input: DECISION_INPUT,
  members: DECISION_MEMBERS,
});
