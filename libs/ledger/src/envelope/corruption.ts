import { phrase, type Bilingual, type PhraseOf, type Phrases } from '@entente/domain';

/** What stored bytes can be instead of what they should: the rest of a sentence about the event that they were. */
const CORRUPTIONS = {
  HASH_DIFFERS: {
    fr: 'l’empreinte à côté des octets n’est pas la leur',
    en: 'the hash beside the bytes is not theirs',
  },
  NOT_CANONICAL: {
    fr: 'les octets ne sont pas sous leur forme canonique (détail technique, en anglais : « {said} »)',
    en: 'the bytes are not in canonical form: {said}',
  },
  NOT_AN_ENVELOPE: {
    fr: 'les octets ne sont pas une enveloppe (détail technique, en anglais : « {said} »)',
    en: 'the bytes are not an envelope: {said}',
  },
  OTHER_DATA: {
    fr: 'les données ne sont pas celles de ce type d’événement (détail technique, en anglais : « {said} »)',
    en: 'the data are not those of this type of event: {said}',
  },
  OTHER_EVENT: {
    fr: 'les octets nomment un autre événement que celui sous lequel ils sont rangés',
    en: 'the bytes are those of another event than the one they are stored as',
  },
  OTHER_LEDGER: {
    fr: 'l’événement est d’un autre registre, {ledger}',
    en: 'the event is of another ledger, {ledger}',
  },
  OUT_OF_ORDER: {
    fr: 'l’événement vient là où la révision {expected} est attendue',
    en: 'the event stands where revision {expected} should be',
  },
  DELETED: {
    fr: 'les événements à partir de celui-ci ont été supprimés du magasin',
    en: 'the events from here on were deleted in the store',
  },
  NOT_LINKED: {
    fr: 'la chaîne est rompue : l’événement se rattache à {prev}, et l’empreinte du précédent est {expected}',
    en: 'the chain is broken: the event follows {prev}, and the hash of the one before is {expected}',
  },
  NOTHING_BEFORE: {
    fr: 'rien ne se trouve aux positions {from} à {to} du journal, juste avant l’événement',
    en: 'the log holds nothing at the positions {from} to {to}, just before the event',
  },
  NOTHING_AFTER: {
    fr: 'rien ne se trouve aux positions {from} à {to} du journal, après son dernier événement',
    en: 'the log holds nothing at the positions {from} to {to}, after its last event',
  },
  BEYOND_THE_HEAD: {
    fr: 'le journal dit finir à la position {head}, avant l’événement',
    en: 'the log says that it ends at the position {head}, before the event',
  },
  NOT_OF_A_LEDGER: {
    fr: 'aucun registre n’a de flux de ce nom',
    en: 'no ledger has a stream of this name',
  },
} as const satisfies Phrases;

/** What is wrong with stored bytes. */
export type Corruption = PhraseOf<'corruption', typeof CORRUPTIONS>;

/** What is wrong with stored bytes, in both languages. */
export function corruptionText(corruption: Corruption): Bilingual {
  const key = corruption.corruption;
  return phrase(CORRUPTIONS, key, corruption) ?? CORRUPTIONS[key];
}
