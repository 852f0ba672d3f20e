import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { adviceOf } from '../../rules/advice.js';
import { accept, refuse } from '../../rules/decision.js';
import { addDays } from '../../time/day.js';
import { dayAfter } from '../../time/uncertain-date.js';
import { ENDED, lastTermOf, lineOf, statusOn } from '../on-the-line.js';

/** The notice that the term of an agreement has ended. The line says so without it; no answer depends on it. */
export const AgreementExpired = fact({
  type: 'AgreementExpired',
  stream: 'agreement',
  command: 'expireAgreement',
  recorder: 'SYSTEM',
  says: {
    fr: 'Consigne l’avis que la durée d’une entente est échue. Aucune réponse n’en dépend.',
    en: 'Records the notice that the term of an agreement has ended. No answer depends on it.',
  },
  called: { fr: 'avis d’expiration', en: 'notice of expiry' },
  dates: { occurred: 'NONE' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  overrides: false,
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    lastDayInForce: m.computed(m.day('The last day in force.')),
    reason: m.computed(m.oneOf(['TERM_ENDED'], 'Why it expired.')),
    scheduledFor: m.computed(m.day('The day on which the notice fell due.')),
    detectedLate: m.computed(m.flag('Whether it was recorded after that day.')),
  },
});

export const expireAgreement = decider(AgreementExpired, {
  decide(asked) {
    const { events, context } = asked;
    const line = lineOf(events);
    const endsOn = lastTermOf(events)?.data.endsOn;
    if (!endsOn || endsOn.latest === null) return refuse('TERM_NOT_SET', 'agreementId');
    const lastDay = endsOn.latest;
    if (lastDay >= context.today) return refuse('TERM_NOT_REACHED', 'agreementId', { lastDay });
    const noticed = recorded(events, AgreementExpired).some(({ data }) => data.lastDayInForce === lastDay);
    const { status } = statusOn(line, addDays(lastDay, 1));
    if (noticed || (ENDED.includes(status) && status !== 'EXPIRED'))
      return accept([], { advice: [adviceOf('ALREADY_ENDED')] });
    if (status !== 'EXPIRED') return refuse('INVALID_TRANSITION', 'agreementId', { status });
    const scheduledFor = addDays(lastDay, 1);
    return notice(
      asked,
      { occurred: endsOn, effective: dayAfter(endsOn) },
      {
        lastDayInForce: lastDay,
        reason: 'TERM_ENDED',
        scheduledFor,
        detectedLate: context.today > scheduledFor,
      },
    );
  },
});
