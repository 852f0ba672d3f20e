import { messageOf, type Bilingual, type RefusalCode } from '@entente/domain';

/** What the program exits with. */
export const EXIT = {
  ok: 0,
  /** The command was refused, or what it names is not there. */
  refused: 1,
  /** It was not called as its help says. */
  usage: 2,
} as const;

/** The command line's own refusals, beside the ledger's codes. `{name}` stands for a detail. */
const MESSAGES = {
  LEDGER_EMPTY: {
    fr: 'Il n’y a pas encore de registre ici ({place}) ; démarrez-le (npm start), ou chargez la démonstration.',
    en: 'There is no ledger here yet ({place}); start one (npm start), or load the demonstration.',
  },
  NOT_A_DEMONSTRATION: {
    fr: 'Ce registre n’est pas une démonstration ; rien n’y a été chargé. La démonstration se charge dans un registre vide.',
    en: 'This ledger is not a demonstration; nothing was loaded into it. A demonstration is loaded into an empty ledger.',
  },
  DEMONSTRATION_HOLDS_OTHER_EVENTS: {
    fr: 'Ce registre de démonstration tient {count} événements que la démonstration n’a pas, le premier dans {stream} ; rien n’y a été chargé.',
    en: 'This demonstration ledger holds {count} events that the demonstration has not, the first in {stream}; nothing was loaded into it.',
  },
  DEMONSTRATION_STOPPED: {
    fr: 'Le chargement s’est arrêté : {problem}.',
    en: 'Loading has stopped: {problem}.',
  },
  STREAM_NOT_FOUND: {
    fr: 'Aucun flux ne s’appelle {stream} (exemples : agreement-…, organization-…, person-…).',
    en: 'There is no stream {stream} (such as agreement-…, organization-…, person-…).',
  },
  STREAM_CORRUPT: {
    fr: 'Le flux {stream} est altéré à la révision {revision} : {problem}. Rien n’est lu au-delà.',
    en: 'Stream {stream} is damaged at revision {revision}: {problem}. Nothing is read beyond.',
  },
  TOKEN_NOT_FOUND: {
    fr: 'Aucun jeton valide ne porte l’identifiant {id}.',
    en: 'There is no valid token with the id {id}.',
  },
} as const satisfies Record<string, Bilingual>;

type OwnCode = keyof typeof MESSAGES;
type Details = { readonly [name: string]: string | number };

/** A command that cannot be done, and why, in both languages of the ledger. */
export class Refused extends Error {
  private constructor(
    readonly code: OwnCode | RefusalCode,
    readonly texts: Bilingual,
    readonly details: Details,
  ) {
    super(texts.en);
    this.name = 'Refused';
  }

  /** A refusal of the command line's own. */
  static here(code: OwnCode, details: Details = {}): Refused {
    const fill = (text: string) =>
      text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(details[name] ?? '…'));
    const { fr, en } = MESSAGES[code];
    return new Refused(code, { fr: fill(fr), en: fill(en) }, details);
  }

  /** A refusal with one of the ledger's codes. */
  static byLedger(code: RefusalCode, details: Details = {}): Refused {
    return new Refused(code, messageOf(code, details), details);
  }
}

/** A command that was called with options that do not go together. */
export class UsageError extends Error {}
