import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';

/** A legal hold ends. */
export const LegalHoldLifted = fact({
  type: 'LegalHoldLifted',
  stream: 'person',
  command: 'liftLegalHold',
  recorder: 'PRIVACY',
  depositaryAlone: true,
  says: {
    fr: 'Lève une retenue légale sur les données d’une personne.',
    en: 'Lifts a legal hold on the data of a person.',
  },
  called: { fr: 'levée d’une retenue légale', en: 'lifting of a legal hold' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  overrides: false,
  fixed: 'ALL',
  members: {
    personId: m.id('person', 'The person.'),
    holdId: m.partId('The hold, by the id under which it was placed.'),
    reason: m.refusedAs('REASON_REQUIRED', m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
