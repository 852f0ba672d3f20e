import * as m from '../../facts/member.js';
import { act, NOT_ENDED } from '../act-fact.js';
import { TACIT_MEMBERS } from './tacit.js';

const FIRST_VERSION = {
  agreementId: m.id('agreement', 'The agreement.'),
  startsOn: m.optional(m.date('Its first day.')),
  endsOn: m.optional(m.date('Its last day in force.')),
  duration: m.optional(m.duration('Its length, ISO 8601: P5Y.')),
  renewal: m.optional(m.word('How it is renewed: TACIT, EXPRESS, NONE …')),
  noticeDays: m.optional(m.count('The notice for leaving, in days.')),
};

/** The term of an agreement is set. */
export const AgreementTermSet = act({
  type: 'AgreementTermSet',
  stream: 'agreement',
  command: 'setTerm',
  recorder: 'DEPOSITARY',
  says: { fr: 'Fixe la durée d’une entente.', en: 'Sets the term of an agreement.' },
  called: { fr: 'durée', en: 'term' },
  dates: { occurred: 'OPTIONAL', effective: true },
  place: 'FOLLOWS',
  lifecycle: { part: 'MOVE', from: NOT_ENDED, to: null, movesEnd: true },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    ...FIRST_VERSION,
    openEnded: m.optional(m.mark('Until the parties end it: no end, no duration.')),
    ...TACIT_MEMBERS,
  },
  earlier: [{ members: FIRST_VERSION, upcast: (data) => data }],
});
