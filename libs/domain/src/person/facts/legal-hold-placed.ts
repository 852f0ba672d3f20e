import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';

/** What a person's data are needed for keeps them from being erased until the hold is lifted. */
export const LegalHoldPlaced = fact({
  type: 'LegalHoldPlaced',
  stream: 'person',
  command: 'placeLegalHold',
  recorder: 'PRIVACY',
  depositaryAlone: true,
  says: {
    fr: 'Place une retenue légale : les données d’une personne ne peuvent pas être effacées tant qu’elle dure.',
    en: 'Places a legal hold: the data of a person cannot be erased while it stands.',
  },
  called: { fr: 'retenue légale', en: 'legal hold' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  overrides: false,
  fixed: 'ALL',
  members: {
    personId: m.id('person', 'The person.'),
    holdId: m.partId('The hold, by a short id such as a file number; it names nobody.'),
    reason: m.refusedAs('REASON_REQUIRED', m.sealed(m.freeText('Why; kept confidential.'))),
  },
});
