import { fact, recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { adviceOf } from '../../rules/advice.js';
import { accept, refuse, type Decision } from '../../rules/decision.js';
import { addDays } from '../../time/day.js';
import { dayAfter } from '../../time/uncertain-date.js';
import type { AgreementLine } from '../line/index.js';
import { ENDED, lineOf, statusOn } from '../on-the-line.js';

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
    lastDay: m.optional(
      m.askedOnly(m.day('The last day of the term; by default, the earliest one that has no notice yet.')),
    ),
    lastDayInForce: m.computed(m.day('The last day in force.')),
    reason: m.computed(m.oneOf(['TERM_ENDED'], 'Why it expired.')),
    scheduledFor: m.computed(m.day('The day on which the notice fell due.')),
    detectedLate: m.computed(m.flag('Whether it was recorded after that day.')),
  },
});

export const expireAgreement = decider(AgreementExpired, {
  decide(asked) {
    const { events, input, context } = asked;
    const line = lineOf(events);
    const notices = recorded(events, AgreementExpired).map(({ data }) => data.lastDayInForce);
    const expiries = line.steps.flatMap(({ status, endsOn }) => {
      return status === 'EXPIRED' && endsOn && endsOn.latest !== null
        ? [{ endsOn, lastDay: endsOn.latest }]
        : [];
    });
    const asks = expiries.filter(({ lastDay }) => input.lastDay === undefined || lastDay === input.lastDay);
    const due = asks.find(({ lastDay }) => !notices.includes(lastDay));
    if (!due) return asks.length > 0 ? alreadyEnded() : neverExpires(asked, line);
    const { endsOn, lastDay } = due;
    if (lastDay >= context.today) return refuse('TERM_NOT_REACHED', 'agreementId', { lastDay });
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

function alreadyEnded(): Decision {
  return accept([], { advice: [adviceOf('ALREADY_ENDED')] });
}

/** Nothing on the line expires: it has no such end, the end is to come, or something else ended the agreement before. */
function neverExpires({ input, context }: Asked<typeof AgreementExpired>, line: AgreementLine): Decision {
  if (input.lastDay !== undefined)
    return refuse('TERM_NOT_REACHED', 'agreementId', { lastDay: input.lastDay });
  const lastDay = line.terms.at(-1)?.endsOn?.latest ?? null;
  if (lastDay === null) return refuse('TERM_NOT_SET', 'agreementId');
  if (lastDay >= context.today) return refuse('TERM_NOT_REACHED', 'agreementId', { lastDay });
  const { status } = statusOn(line, addDays(lastDay, 1));
  return ENDED.includes(status) ? alreadyEnded() : refuse('INVALID_TRANSITION', 'agreementId', { status });
}
