import * as m from '../../facts/member.js';
import { act, RUNNING } from '../act-fact.js';

const TERMINATION_MODES = ['CONSENT', 'UNILATERAL', 'BREACH', 'MOOT'] as const;

/** An agreement is terminated before the end of its term. */
export const AgreementTerminated = act({
  type: 'AgreementTerminated',
  stream: 'agreement',
  command: 'terminateAgreement',
  recorder: 'DEPOSITARY',
  says: { fr: 'Consigne la résiliation d’une entente.', en: 'Records the termination of an agreement.' },
  called: { fr: 'résiliation', en: 'termination' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'ENDING', from: RUNNING, to: 'TERMINATED' },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    mode: m.oneOf(TERMINATION_MODES, 'CONSENT, UNILATERAL, BREACH or MOOT.'),
    organizationId: m.optional(m.id('organization', 'The party that terminated it.')),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
