import * as m from '../../facts/member.js';
import { act, NOT_ENDED } from '../act-fact.js';

/** An organisation acceded to an agreement. */
export const PartnerAcceded = act({
  type: 'PartnerAcceded',
  stream: 'agreement',
  command: 'recordAccession',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne une adhésion à une entente.',
    en: 'Records an accession to an agreement.',
  },
  called: { fr: 'adhésion', en: 'accession' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'ACCESSION', from: NOT_ENDED, to: null },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that acceded.'),
    instrument: m.optional(m.word('The instrument of accession.')),
  },
});
