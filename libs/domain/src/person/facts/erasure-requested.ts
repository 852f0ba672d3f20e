import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';

/** The grounds on which personal data are erased. */
const BASES_OF_ERASURE = [
  'PURPOSE_FULFILLED',
  'CONSENT_WITHDRAWN',
  'OBJECTION',
  'UNLAWFUL_PROCESSING',
  'LEGAL_OBLIGATION',
] as const;

/** On what ground a person's data are erased: the request says it, and the record of the erasure repeats it. */
export const LEGAL_BASIS = m.oneOf(BASES_OF_ERASURE, 'On what ground.', 'ErasureBasis');

/** It is decided that a person's data are erased. From here on nothing more is sealed for the person, and nothing undoes it. */
export const ErasureRequested = fact({
  type: 'ErasureRequested',
  stream: 'person',
  command: 'erasePersonData',
  recorder: 'PRIVACY',
  depositaryAlone: true,
  final: true,
  says: {
    fr: 'Efface pour toujours les données d’une personne : son nom, et les textes confidentiels qui la concernent. Rien ne les ramène.',
    en: 'Erases the data of a person for good: the name, and the confidential texts that concern the person. Nothing brings them back.',
  },
  called: { fr: 'demande d’effacement', en: 'request for erasure' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  overrides: false,
  fixed: 'ALL',
  members: {
    personId: m.id('person', 'The person.'),
    legalBasis: LEGAL_BASIS,
    sourceIds: m.optional(
      m.list(m.id('source', 'A source whose text and file speak of the person: they are erased as well.')),
    ),
  },
});
