import * as m from '../../facts/member.js';
import { act, RUNNING } from '../act-fact.js';
import { TACIT_MEMBERS } from './tacit.js';

/** An agreement is renewed: a new term follows the one before it. */
export const AgreementRenewed = act({
  type: 'AgreementRenewed',
  stream: 'agreement',
  command: 'renewAgreement',
  recorder: 'DEPOSITARY',
  says: { fr: 'Consigne le renouvellement d’une entente.', en: 'Records the renewal of an agreement.' },
  called: { fr: 'renouvellement', en: 'renewal' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  lifecycle: { part: 'MOVE', from: RUNNING, to: null, movesEnd: true },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    mode: m.withDefault(m.oneOf(['EXPRESS', 'TACIT'], 'EXPRESS or TACIT; EXPRESS by default.'), 'EXPRESS'),
    previousEndsOn: m.optional(m.computed(m.date('The last day of the term before it.'))),
    startsOn: m.made(m.date('Its first day; by default the day after the end of the term before it.')),
    newEndsOn: m.made(m.date('Its last day in force; by default reckoned from the duration.')),
    duration: m.optional(m.duration('Its length, ISO 8601: P5Y.')),
    renewal: m.optional(m.word('How it is renewed: TACIT, EXPRESS, NONE …')),
    noticeDays: m.optional(m.count('The notice for leaving, in days.')),
    ...TACIT_MEMBERS,
    instrument: m.optional(m.word('The instrument that says so.')),
  },
});
