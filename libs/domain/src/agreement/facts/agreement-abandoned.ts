import * as m from '../../facts/member.js';
import { act } from '../act-fact.js';

/** An agreement is given up before it was ever in force. */
export const AgreementAbandoned = act({
  type: 'AgreementAbandoned',
  stream: 'agreement',
  command: 'abandonAgreement',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne l’abandon d’une entente qui n’a jamais été en vigueur.',
    en: 'Records that an agreement was abandoned before it was ever in force.',
  },
  called: { fr: 'abandon', en: 'abandonment' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'ENDING', from: ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'], to: 'ABANDONED' },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
