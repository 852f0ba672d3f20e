import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept, refuse, type PastEvent, type Refusal } from '../../rules/decision.js';
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
    intentEventId: m.hidden(m.made(m.eventId('The event that declared the intent.'))),
    expectedBy: m.hidden(m.made(m.day('The day by which it was expected.'))),
  },
});

export const lapseIntent = decider(PartnerIntentLapsed, {
  decide(asked) {
    const { events, input, context } = asked;
    const { organizationId } = input;
    const notices = recorded(events, PartnerIntentLapsed);
    const lapsed = lineOf(events)
      .intents.filter(
        (intent) => intent.organizationId === organizationId && intent.ended?.state === 'LAPSED',
      )
      .filter(({ event }) => isMeant(event.id, event.data.expectedBy, input));
    const noticed = ({ event }: IntentLine) =>
      notices.some(
        ({ data }) => data.intentEventId === event.id && data.expectedBy === event.data.expectedBy,
      );
    const [due] = lapsed.filter((intent) => !noticed(intent)).toSorted(byExpectedDay);
    if (!due) return lapsed.length > 0 ? accept([]) : nothingLapses(events, organizationId);
    const expectedBy = due.event.data.expectedBy as Day;
    if (expectedBy >= context.today) return refuse('EXPECTED_BY_NOT_REACHED', null, { expectedBy });
    const effective: UncertainDate = { ...systemDay(addDays(expectedBy, 1)), basis: 'COMPUTED' };
    return notice(asked, { occurred: effective, effective }, { intentEventId: due.event.id, expectedBy });
  },
});

/** The ledger names the intent and the day; a person who names none means whichever is due. */
function isMeant(
  id: string,
  expectedBy: Day | undefined,
  asked: { readonly intentEventId?: string; readonly expectedBy?: Day },
): boolean {
  return (
    (asked.intentEventId === undefined || asked.intentEventId === id) &&
    (asked.expectedBy === undefined || asked.expectedBy === expectedBy)
  );
}

function nothingLapses(events: readonly PastEvent[], organizationId: string): Refusal {
  const open = lineOf(events).intents.some(
    (intent) => intent.organizationId === organizationId && intent.ended === null,
  );
  return open
    ? refuse('EXPECTED_BY_NOT_SET', 'organizationId')
    : refuse('INTENT_NOT_OPEN', 'organizationId', { organizationId });
}

/** The order in which lapses fall due, the same as that in which the ledger's own reactor notices them. */
function byExpectedDay(a: IntentLine, b: IntentLine): number {
  const key = ({ event }: IntentLine) => `${event.data.expectedBy ?? ''} ${event.id}`;
  return key(a) < key(b) ? -1 : 1;
}
