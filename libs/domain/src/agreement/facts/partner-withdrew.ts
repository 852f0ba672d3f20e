import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept, refuse } from '../../rules/decision.js';
import { withdrawalsOf } from '../leaving.js';

/** The notice that a withdrawal has taken effect. The line says so without it; no answer depends on it. */
export const PartnerWithdrew = fact({
  type: 'PartnerWithdrew',
  stream: 'agreement',
  command: 'completeWithdrawal',
  recorder: 'SYSTEM',
  says: {
    fr: 'Consigne l’avis qu’un retrait a pris effet. Aucune réponse n’en dépend.',
    en: 'Records the notice that a withdrawal has taken effect. No answer depends on it.',
  },
  called: { fr: 'avis de retrait accompli', en: 'notice of a completed withdrawal' },
  dates: { occurred: 'NONE' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  overrides: false,
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that withdrew.'),
    notificationEventId: m.made(
      m.eventId('The event that notified the withdrawal; by default, the earliest one without notice.'),
    ),
    day: m.optional(m.askedOnly(m.day('The day by which it has taken effect for certain.'))),
    scheduledFor: m.computed(m.day('The day on which the notice fell due.')),
    detectedLate: m.computed(m.flag('Whether it was recorded after that day.')),
  },
});

export const completeWithdrawal = decider(PartnerWithdrew, {
  decide(asked) {
    const { events, input, context } = asked;
    const { organizationId, notificationEventId, day } = input;
    const notices = recorded(events, PartnerWithdrew);
    const meant = withdrawalsOf(events, organizationId).filter(
      ({ id, effective }) =>
        (notificationEventId === undefined || id === notificationEventId) &&
        (day === undefined || effective.latest === day),
    );
    const due = meant.find(
      ({ id, effective }) =>
        !notices.some(
          ({ data }) => data.notificationEventId === id && data.scheduledFor === effective.latest,
        ),
    );
    if (!due)
      return meant.length > 0
        ? accept([])
        : refuse('WITHDRAWAL_NOT_PENDING', 'organizationId', { organizationId });
    const { effective } = due;
    if (effective.latest === null || effective.latest > context.today)
      return refuse('WITHDRAWAL_NOT_REACHED', 'organizationId', { effect: effective.edtf });
    return notice(
      asked,
      { occurred: effective, effective },
      {
        notificationEventId: due.id,
        scheduledFor: effective.latest,
        detectedLate: context.today > effective.latest,
      },
    );
  },
});
