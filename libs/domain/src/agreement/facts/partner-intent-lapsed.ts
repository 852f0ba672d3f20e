import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept, refuse } from '../../rules/decision.js';
import { addDays, type Day } from '../../time/day.js';
import { systemDay, type UncertainDate } from '../../time/uncertain-date.js';
import { lineOf, type IntentLine } from '../on-the-line.js';

/** The notice that the day by which an intent was expected has passed. The line says so without it. */
export const PartnerIntentLapsed = fact({
  type: 'PartnerIntentLapsed',
  stream: 'agreement',
  command: 'lapseIntent',
  recorder: 'SYSTEM',
  says: {
    fr: 'Consigne que le jour attendu d’une intention est passé.',
    en: 'Records that the expected day of an intent has passed.',
  },
  called: { fr: 'avis de caducité', en: 'notice of a lapse' },
  dates: { occurred: 'NONE' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation.'),
    intentEventId: m.computed(m.eventId('The event that declared the intent.')),
    expectedBy: m.computed(m.day('The day by which it was expected.')),
  },
});

export const lapseIntent = decider(PartnerIntentLapsed, {
  decide(asked) {
    const { events, input, context } = asked;
    const { organizationId } = input;
    const notices = recorded(events, PartnerIntentLapsed);
    const intents = lineOf(events).intents.filter((intent) => intent.organizationId === organizationId);
    const noticed = (intent: IntentLine) =>
      notices.some(({ data }) => data.intentEventId === intent.event.id);
    const [lapsed] = intents
      .filter((intent) => intent.end?.state === 'LAPSED' && !noticed(intent))
      .toSorted(byExpectedDay);
    if (!lapsed) {
      if (intents.some((intent) => intent.end?.state === 'LAPSED')) return accept([]);
      return intents.some((intent) => intent.end === null)
        ? refuse('EXPECTED_BY_NOT_SET', 'organizationId')
        : refuse('INTENT_NOT_OPEN', 'organizationId', { organizationId });
    }
    const expectedBy = lapsed.event.data.expectedBy as Day;
    if (expectedBy >= context.today) return refuse('EXPECTED_BY_NOT_REACHED', null, { expectedBy });
    const effective: UncertainDate = { ...systemDay(addDays(expectedBy, 1)), basis: 'COMPUTED' };
    return notice(asked, { occurred: effective, effective }, { intentEventId: lapsed.event.id, expectedBy });
  },
});

/** The order in which lapses fall due, the same as that in which the ledger's own reactor notices them. */
function byExpectedDay(a: IntentLine, b: IntentLine): number {
  const key = ({ event }: IntentLine) => `${event.data.expectedBy ?? ''} ${event.id}`;
  return key(a) < key(b) ? -1 : 1;
}
