import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept, refuse } from '../../rules/decision.js';
import { systemDay } from '../../time/uncertain-date.js';
import { LedgerOpened } from './ledger-opened.js';

/** The demonstration is loaded whole; the scripted clock ends here for good. */
export const DemonstrationLoaded = fact({
  type: 'DemonstrationLoaded',
  stream: 'ledger',
  command: 'completeDemonstration',
  recorder: 'SYSTEM',
  says: { fr: 'Consigne que la démonstration est chargée.', en: 'Records that the demonstration is loaded.' },
  called: { fr: 'fin de la démonstration', en: 'end of the demonstration' },
  dates: { occurred: 'NONE' },
  place: 'MAY_BEGIN',
  revision: false,
  evidence: 'OPTIONAL',
  members: { scenarioId: m.word('The scenario that was loaded.') },
});

export const completeDemonstration = decider(DemonstrationLoaded, {
  decide(asked) {
    const { events, context } = asked;
    const [opened] = recorded(events, LedgerOpened);
    if (!opened?.data.demonstration)
      return refuse('INVALID_TRANSITION', null, { status: opened ? 'NOT_A_DEMONSTRATION' : 'NOT_OPENED' });
    if (recorded(events, DemonstrationLoaded).length > 0) return accept([]);
    const today = systemDay(context.today);
    return notice(asked, { occurred: today, effective: today }, {});
  },
});
