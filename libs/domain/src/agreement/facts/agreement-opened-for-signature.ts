import * as m from '../../facts/member.js';
import { act } from '../act-fact.js';

/** An agreement is opened for signature. */
export const AgreementOpenedForSignature = act({
  type: 'AgreementOpenedForSignature',
  stream: 'agreement',
  command: 'openForSignature',
  recorder: 'DEPOSITARY',
  says: { fr: 'Ouvre un projet à la signature.', en: 'Opens a draft for signature.' },
  called: { fr: 'ouverture à la signature', en: 'opening for signature' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'OPENING', from: ['DRAFT'], to: 'OPEN_FOR_SIGNATURE' },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    closesOn: m.optional(m.day('The last day for signatures.')),
    eligible: m.optional(
      m.list(m.id('organization', 'The organisations that may sign; without a list, any may.'), {
        emptyIsAbsent: true,
      }),
    ),
  },
});
