import * as m from '../../facts/member.js';
import { act } from '../act-fact.js';

export const FORCE_BASES = [
  'STATED',
  'PRESUMED_ON_SIGNATURE',
  'PRESUMED_ON_TERM_START',
  'THRESHOLD_MET',
] as const;

/** An agreement entered into force. */
export const AgreementEnteredIntoForce = act({
  type: 'AgreementEnteredIntoForce',
  stream: 'agreement',
  command: 'recordEntryIntoForce',
  recorder: 'DEPOSITARY',
  says: { fr: 'Consigne une entrée en vigueur.', en: 'Records an entry into force.' },
  called: { fr: 'entrée en vigueur', en: 'entry into force' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'ENTRY', from: ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'], to: 'IN_FORCE' },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    basis: m.oneOf(FORCE_BASES, 'STATED, PRESUMED_ON_SIGNATURE, PRESUMED_ON_TERM_START or THRESHOLD_MET.'),
  },
});
