import * as m from '../../facts/member.js';
import { act, RUNNING } from '../act-fact.js';

/** The end of a term is put off. */
export const AgreementExtended = act({
  type: 'AgreementExtended',
  stream: 'agreement',
  command: 'extendTerm',
  recorder: 'DEPOSITARY',
  says: { fr: 'Proroge la durée d’une entente.', en: 'Extends the term of an agreement.' },
  called: { fr: 'prorogation', en: 'extension' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  lifecycle: { part: 'MOVE', from: RUNNING, to: null, movesEnd: true },
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    previousEndsOn: m.optional(m.computed(m.date('The last day in force until then.'))),
    newEndsOn: m.date('The new last day in force.'),
    instrument: m.optional(m.word('The instrument that says so.')),
  },
});
