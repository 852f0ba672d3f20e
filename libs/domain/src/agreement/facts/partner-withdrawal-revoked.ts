import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { pendingOn } from '../leaving.js';
import { othersPassedOver } from '../on-the-line.js';

/** A party takes back a withdrawal that has not taken effect. */
export const PartnerWithdrawalRevoked = fact({
  type: 'PartnerWithdrawalRevoked',
  stream: 'agreement',
  command: 'revokeWithdrawal',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne la révocation d’un avis de retrait, avant qu’il prenne effet.',
    en: 'Records that a notice of withdrawal was revoked before it took effect.',
  },
  called: { fr: 'révocation du retrait', en: 'revocation of a withdrawal' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The party that stays.'),
    notificationEventId: m.computed(m.eventId('The event that notified the withdrawal.')),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});

export const revokeWithdrawal = decider(PartnerWithdrawalRevoked, {
  complete({ events, draft }) {
    const pending = pendingOn(events, draft.data.organizationId, draft.occurred.point);
    return pending ? { notificationEventId: pending.id } : {};
  },
  identity({ draft }) {
    const { organizationId, notificationEventId } = draft.data as Partial<typeof draft.data>;
    return notificationEventId === undefined
      ? refuse('WITHDRAWAL_NOT_PENDING', 'organizationId', { organizationId: organizationId ?? '' })
      : null;
  },
  lifecycle: (asked) => othersPassedOver(asked),
});
