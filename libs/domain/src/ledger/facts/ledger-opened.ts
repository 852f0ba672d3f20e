import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept } from '../../rules/decision.js';
import { systemDay } from '../../time/uncertain-date.js';

const FIRST_VERSION = {
  ledgerId: m.uuid('The id of the ledger.'),
  timeZone: m.word('The zone of its civil days, an IANA name.'),
  demonstration: m.flag('Whether it is opened for a demonstration.'),
};

/** Event 0 of every ledger. `timeZone` is an IANA name: it says what day it is. */
export const LedgerOpened = fact({
  type: 'LedgerOpened',
  stream: 'ledger',
  command: 'openLedger',
  recorder: 'SYSTEM',
  says: { fr: 'Ouvre le registre.', en: 'Opens the ledger.' },
  called: { fr: 'ouverture du registre', en: 'opening of the ledger' },
  dates: { occurred: 'NONE' },
  place: 'MAY_BEGIN',
  revision: false,
  evidence: 'OPTIONAL',
  members: { ...FIRST_VERSION, name: m.optional(m.name('The name by which people know the ledger.')) },
  earlier: [{ members: FIRST_VERSION, upcast: (data) => data }],
});

export const openLedger = decider(LedgerOpened, {
  decide(asked) {
    const today = systemDay(asked.context.today);
    return asked.events.length > 0 ? accept([]) : notice(asked, { occurred: today, effective: today }, {});
  },
});
