import * as m from '../../facts/member.js';
import { act } from '../act-fact.js';

/** An agreement, or some of its parties, are suspended no more. */
export const AgreementResumed = act({
  type: 'AgreementResumed',
  stream: 'agreement',
  command: 'resumeAgreement',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Met fin à la suspension d’une entente, ou de certaines parties.',
    en: 'Ends the suspension of an agreement, or of some of its parties.',
  },
  called: { fr: 'reprise', en: 'resumption' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: ({ organizationIds }) =>
    organizationIds ? null : { part: 'PAUSE', from: ['SUSPENDED'], to: 'IN_FORCE' },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationIds'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationIds: m.optional(
      m.list(m.id('organization', 'The parties that resume; by default, the whole agreement.'), {
        emptyIsAbsent: true,
      }),
    ),
  },
});
