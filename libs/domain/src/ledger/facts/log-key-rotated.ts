import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { notice } from '../../facts/notice.js';
import { accept, refuse } from '../../rules/decision.js';
import { systemDay } from '../../time/uncertain-date.js';
import { LedgerOpened } from './ledger-opened.js';

/** From here on a new key signs the log's checkpoints: who verifies them learns of it from the log itself. */
export const LogKeyRotated = fact({
  type: 'LogKeyRotated',
  stream: 'ledger',
  command: 'rotateLogKey',
  recorder: 'SYSTEM',
  says: {
    fr: 'Consigne qu’une nouvelle clé signe les points de contrôle du journal.',
    en: 'Records that a new key signs the checkpoints of the log.',
  },
  called: { fr: 'changement de la clé du journal', en: 'change of the key of the log' },
  dates: { occurred: 'NONE' },
  place: 'MAY_BEGIN',
  revision: false,
  evidence: 'OPTIONAL',
  members: {
    previousKey: m.word('The public key that signed until now, as a verifier key of a signed note.'),
    nextKey: m.word('The public key that signs from now on.'),
  },
});

export const rotateLogKey = decider(LogKeyRotated, {
  decide(asked) {
    const { events, input, context } = asked;
    if (recorded(events, LedgerOpened).length === 0)
      return refuse('INVALID_TRANSITION', null, { status: 'NOT_OPENED' });
    if (recorded(events, LogKeyRotated).some(({ data }) => data.nextKey === input.nextKey)) return accept([]);
    const today = systemDay(context.today);
    return notice(asked, { occurred: today, effective: today }, {});
  },
});
