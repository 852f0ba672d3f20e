import * as m from '../../facts/member.js';
import { act, NOT_ENDED } from '../act-fact.js';

/** An organisation signed an agreement. */
export const PartnerSigned = act({
  type: 'PartnerSigned',
  stream: 'agreement',
  command: 'recordSignature',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne une signature qui a eu lieu ailleurs.',
    en: 'Records a signature that happened elsewhere.',
  },
  called: { fr: 'signature', en: 'signature' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'SIGNATURE', from: NOT_ENDED, to: null },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that signed.'),
    capacity: m.optional(m.word('ORIGINAL_SIGNATORY …')),
    signatoryRank: m.optional(m.count('Its place among the signatories.')),
    nameAsSigned: m.optional(m.text('Its name as the document has it.')),
    signedBy: m.optional(m.list(m.id('person', 'The persons who signed for it.'))),
    presentAtSigning: m.optional(m.list(m.id('person', 'The persons who were present.'))),
  },
});
