import * as m from '../../facts/member.js';
import { act } from '../act-fact.js';

/** An agreement, or some of its parties, are suspended. */
export const AgreementSuspended = act({
  type: 'AgreementSuspended',
  stream: 'agreement',
  command: 'suspendAgreement',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Suspend une entente, ou la participation de certaines parties.',
    en: 'Suspends an agreement, or some of its parties.',
  },
  called: { fr: 'suspension', en: 'suspension' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: ({ organizationIds }) =>
    organizationIds ? null : { part: 'PAUSE', from: ['IN_FORCE'], to: 'SUSPENDED' },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationIds'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationIds: m.optional(
      m.list(m.id('organization', 'The parties that are suspended; by default, the whole agreement.'), {
        emptyIsAbsent: true,
      }),
    ),
    until: m.optional(m.day('The last day of the suspension; by default, until a resumption.')),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
