import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';
import { LEGAL_BASIS } from './erasure-requested.js';

/** The keys of a person are destroyed: what they sealed can be opened by nobody. */
export const PersonDataErased = fact({
  type: 'PersonDataErased',
  stream: 'person',
  command: 'completeErasure',
  recorder: 'SYSTEM',
  final: true,
  says: {
    fr: 'Consigne que les clés d’une personne sont détruites.',
    en: 'Records that the keys of a person are destroyed.',
  },
  called: { fr: 'effacement des données de la personne', en: 'erasure of the person’s data' },
  dates: { occurred: 'NONE' },
  place: 'FOLLOWS',
  revision: false,
  evidence: 'OPTIONAL',
  members: {
    personId: m.id('person', 'The person.'),
    request: m.eventId('The request that is carried out.'),
    key: m.optional(m.uuid('The key of the person, as sealed members name it.')),
    otherKeys: m.count('How many other keys were destroyed: of texts, and of files.'),
    legalBasis: m.computed(LEGAL_BASIS),
  },
});
