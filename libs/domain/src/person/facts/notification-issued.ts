import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept } from '../../rules/decision.js';
import { systemDay } from '../../time/uncertain-date.js';
import { alreadyErased } from '../erasure.js';

/** A person was written to. Where to is in the vault alone, and what about is looked up by the notice. */
export const NotificationIssued = fact({
  type: 'NotificationIssued',
  stream: 'person',
  command: 'issueNotification',
  recorder: 'SYSTEM',
  says: {
    fr: 'Consigne qu’un courriel est parti vers une personne.',
    en: 'Records that mail was sent to a person.',
  },
  called: { fr: 'avis envoyé', en: 'notice sent' },
  dates: { occurred: 'NONE' },
  place: 'FOLLOWS',
  revision: false,
  evidence: 'OPTIONAL',
  members: {
    personId: m.id('person', 'The person.'),
    mail: m.uuid('The mail, as its Message-ID names it.'),
    day: m.day('The day whose mail it is.'),
    reminders: m.count('Of how many deadlines it reminds.'),
    acts: m.count('How many recorded acts it reports.'),
  },
});

/** Recorded once for each notice, after a mail server took it. */
export const issueNotification = decider(NotificationIssued, {
  decide(asked) {
    const { events, input, context } = asked;
    const erased = alreadyErased(asked);
    if (erased) return erased;
    if (recorded(events, NotificationIssued).some(({ data }) => data.mail === input.mail)) return accept([]);
    const today = systemDay(context.today);
    return notice(asked, { occurred: today, effective: today }, {});
  },
});
