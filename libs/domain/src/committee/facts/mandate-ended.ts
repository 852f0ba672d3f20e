import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';

/** A mandate ended before its last day, or without one. */
export const MandateEnded = fact({
  type: 'MandateEnded',
  stream: 'committee',
  command: 'endMandate',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne la fin d’un mandat; il a couru jusqu’à la veille.',
    en: 'Records the end of a mandate, which ran until the day before.',
  },
  called: { fr: 'fin du mandat', en: 'end of the mandate' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    committeeId: m.id('committee', 'The committee.'),
    mandateId: m.partId('The mandate.'),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
