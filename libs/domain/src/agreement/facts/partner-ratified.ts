import * as m from '../../facts/member.js';
import { act, NOT_ENDED } from '../act-fact.js';

/** An organisation that had signed ratified: where that is what binds, it is a party from then on. */
export const PartnerRatified = act({
  type: 'PartnerRatified',
  stream: 'agreement',
  command: 'recordRatification',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne la ratification d’un signataire.',
    en: 'Records that a signatory ratified an agreement.',
  },
  called: { fr: 'ratification', en: 'ratification' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'RATIFICATION', from: NOT_ENDED, to: null },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that ratified.'),
    instrument: m.optional(m.word('The instrument of ratification.')),
    approvedBy: m.optional(m.texts('Who approved it: a council, a board, a parliament.')),
  },
});
