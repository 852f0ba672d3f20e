import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { countsOnTheLine } from '../on-the-line.js';

export const FORCE_BASES = [
  'STATED',
  'PRESUMED_ON_SIGNATURE',
  'PRESUMED_ON_TERM_START',
  'THRESHOLD_MET',
] as const;

/** An agreement entered into force. */
export const AgreementEnteredIntoForce = fact({
  type: 'AgreementEnteredIntoForce',
  stream: 'agreement',
  command: 'recordEntryIntoForce',
  recorder: 'DEPOSITARY',
  says: { fr: 'Consigne une entrée en vigueur.', en: 'Records an entry into force.' },
  called: { fr: 'entrée en vigueur', en: 'entry into force' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    basis: m.oneOf(FORCE_BASES, 'STATED, PRESUMED_ON_SIGNATURE, PRESUMED_ON_TERM_START or THRESHOLD_MET.'),
  },
});

export const recordEntryIntoForce = decider(AgreementEnteredIntoForce, {
  lifecycle: countsOnTheLine,
});
