import * as m from '../../facts/member.js';
import { act, RUNNING } from '../act-fact.js';

/** A tacit renewal is declined: the agreement ends with the period that runs. */
export const AgreementNonRenewalNotified = act({
  type: 'AgreementNonRenewalNotified',
  stream: 'agreement',
  command: 'declineRenewal',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne l’avis de non-reconduction d’une entente à reconduction tacite.',
    en: 'Records that the tacit renewal of an agreement was declined.',
  },
  called: { fr: 'avis de non-reconduction', en: 'notice of non-renewal' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  lifecycle: { part: 'MOVE', from: RUNNING, to: null, movesEnd: true },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.optional(m.id('organization', 'The party that declined it.')),
    endsOn: m.made(
      m.date('The last day in force; by default the first end of a period that the notice allows.'),
    ),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
