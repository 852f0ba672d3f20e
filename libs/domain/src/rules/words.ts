import type { Phrases } from './bilingual.js';

/** The statuses that messages speak of, of agreements, meetings and the demonstration, in words. */
export const STATUS_WORDS = {
  NOT_YET: { fr: 'pas encore commencée', en: 'not yet begun' },
  UNKNOWN_TO_LEDGER: { fr: 'inconnue du registre', en: 'unknown to the ledger' },
  DRAFT: { fr: 'projet', en: 'draft' },
  OPEN_FOR_SIGNATURE: { fr: 'ouverte à la signature', en: 'open for signature' },
  SIGNED: { fr: 'signée', en: 'signed' },
  IN_FORCE: { fr: 'en vigueur', en: 'in force' },
  SUSPENDED: { fr: 'suspendue', en: 'suspended' },
  EXPIRED: { fr: 'expirée', en: 'expired' },
  TERMINATED: { fr: 'résiliée', en: 'terminated' },
  SUPERSEDED: { fr: 'remplacée', en: 'superseded' },
  ABANDONED: { fr: 'abandonnée', en: 'abandoned' },
  BINDING_ON_SIGNATURE: { fr: 'elle lie dès la signature', en: 'it binds on signature' },
  NEVER_IN_FORCE: { fr: 'jamais en vigueur', en: 'never in force' },
  NOT_SUSPENDED: { fr: 'partie non suspendue', en: 'a party that is not suspended' },
  UNKNOWN: { fr: 'ni prévue ni tenue', en: 'neither scheduled nor held' },
  SCHEDULED: { fr: 'prévue', en: 'scheduled' },
  HELD: { fr: 'tenue', en: 'held' },
  CANCELLED: { fr: 'annulée', en: 'cancelled' },
  NOT_OPENED: { fr: 'registre pas encore ouvert', en: 'ledger not opened yet' },
  NOT_A_DEMONSTRATION: { fr: 'registre sans démonstration', en: 'ledger without a demonstration' },
} as const satisfies Phrases;
