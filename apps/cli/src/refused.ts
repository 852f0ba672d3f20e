import { fillIn, messageOf, type Bilingual, type Phrases, type RefusalCode } from '@entente/domain';

/** The program's exit codes. */
export const EXIT = {
  ok: 0,
  /** The command was refused, or something that it names does not exist. */
  refused: 1,
  /** Wrong usage: see its help. */
  usage: 2,
  /** `verify` found damage. */
  damaged: 3,
} as const;

/** The command line's own refusals, beside the ledger's codes. `{name}` stands for a detail. */
const MESSAGES = {
  LEDGER_EMPTY: {
    fr: 'Il n’y a pas encore de registre ici ({place}); démarrez-le (npm start), ou chargez la démonstration.',
    en: 'There is no ledger here yet ({place}); start one (npm start), or load the demonstration.',
  },
  LEDGER_THERE: {
    fr: 'Il y a déjà un registre ici ({place}) : {ledger}; rien n’a été fait. Pour un autre, donnez un nouveau dossier (ENTENTE_DATA_DIR) ou d’autres bases.',
    en: 'There is a ledger here already ({place}): {ledger}; nothing was done. For another one give a new folder (ENTENTE_DATA_DIR) or other databases.',
  },
  NOT_A_DEMONSTRATION: {
    fr: 'Ce registre n’est pas une démonstration; rien n’y a été chargé. La démonstration se charge dans un registre vide.',
    en: 'This ledger is not a demonstration; nothing was loaded into it. A demonstration is loaded into an empty ledger.',
  },
  NO_DEMONSTRATION_IN_PRODUCTION: {
    fr: 'Avec NODE_ENV=production, aucune démonstration n’est ouverte; rien n’a été chargé.',
    en: 'With NODE_ENV=production no demonstration is opened; nothing was loaded.',
  },
  DEMONSTRATION_STOPPED: {
    fr: 'Le chargement s’est arrêté à l’étape {step}, que le registre refuse ({code}).',
    en: 'Loading stopped at step {step}, which the ledger refuses ({code}).',
  },
  STREAM_NOT_FOUND: {
    fr: 'Aucun flux ne s’appelle {stream} (exemples : agreement-…, organization-…, person-…).',
    en: 'There is no stream {stream} (such as agreement-…, organization-…, person-…).',
  },
  STREAM_CORRUPT: {
    fr: 'Le flux {stream} est altéré à la révision {revision} : {problem}. Rien n’est lu au-delà.',
    en: 'Stream {stream} is damaged at revision {revision}: {problem}. Nothing is read past it.',
  },
  DAMAGE_FOUND: {
    fr: 'Ce registre est altéré (constats : {count}); sa santé le dit jusqu’à ce que verify n’en trouve plus. Remettez une copie de sauvegarde du journal en place; si seul le modèle de lecture est altéré, reconstruisez-le (projections rebuild).',
    en: 'This ledger is damaged (findings: {count}); its health says so until verify finds none. Put a backup of the log back; where only the read model is damaged, rebuild it (projections rebuild).',
  },
  READS_DAMAGED: {
    fr: 'Le journal des lectures n’est plus celui qui a été tenu et signé (constats : {count}). Gardez une copie de cette base comme preuve, puis remettez une copie de sauvegarde en place.',
    en: 'The read log is no longer the one that was kept and signed (findings: {count}). Keep a copy of this database as evidence, then put a backup back.',
  },
  FILES_UNAVAILABLE: {
    fr: 'Le stockage des fichiers ne répond pas, ou refuse : {place} : {reason}. Corrigez sa configuration (ENTENTE_FILES_…) ou remettez-le en service, puis recommencez.',
    en: 'The storage of files does not answer, or refuses: {place}: {reason}. Correct its configuration (ENTENTE_FILES_…) or bring it back, then try again.',
  },
  FILES_DAMAGED: {
    fr: 'Des fichiers ne peuvent pas être ouverts, et n’ont pas été effacés (constats : {count}). Remettez-en une copie de sauvegarde en place, ou déposez-les de nouveau; s’il s’agit de tous, la clé de la chambre n’est pas la bonne.',
    en: 'Files cannot be opened, and were not erased (findings: {count}). Put a backup of them back, or send them again; where it is all of them, the vault’s key is not theirs.',
  },
  COPY_DIFFERS: {
    fr: 'Le fichier {hash} n’est pas relu tel qu’il a été écrit dans {place}. Vérifiez ce stockage, puis recommencez.',
    en: 'File {hash} is not read back from {place} as it was written. Check that storage, then try again.',
  },
  NO_BUCKET: {
    fr: 'ENTENTE_FILES_URL n’est pas définie : les fichiers sont dans {folder}, et rien n’a été copié. Donnez-lui l’adresse du compartiment, puis recommencez.',
    en: 'ENTENTE_FILES_URL is not set: the files are in {folder}, and nothing was copied. Set it to the address of the bucket, then try again.',
  },
  FOLDER_NOT_EMPTY: {
    fr: 'Le dossier {folder} n’est pas vide; rien n’y a été écrit. Donnez-en un qui n’existe pas encore.',
    en: 'The folder {folder} is not empty; nothing was written into it. Give one that is not there yet.',
  },
  FOLDER_OF_OTHERS: {
    fr: 'Le dossier {folder} contient autre chose qu’un registre publié; rien n’y a été écrit. Donnez un dossier vide, ou un qui n’existe pas encore.',
    en: 'The folder {folder} holds something other than a published register; nothing was written into it. Give an empty one, or one that is not there yet.',
  },
  ANOTHER_LOG_THERE: {
    fr: 'Le journal de {store} n’est pas le début de celui-ci : il diffère après les {index} premiers événements, dans {stream}. Rien n’y a été écrit. Donnez un magasin vide.',
    en: 'The log in {store} is not the beginning of this one: it differs after the first {index} events, in {stream}. Nothing was written there. Give an empty store.',
  },
  NOT_SIGNED: {
    fr: 'Aucun point de contrôle de ce journal n’a été signé : sans lui, rien ne peut être vérifié. Donnez une clé (key create), puis recommencez.',
    en: 'No checkpoint of this log was signed, and without one nothing can be verified. Give it a key (key create), and export again.',
  },
  KEY_THERE: {
    fr: 'Il y a déjà une clé de signature dans {folder}; rien n’a été fait. Pour en changer : key rotate.',
    en: 'There is a signing key in {folder} already; nothing was done. To change it: key rotate.',
  },
  KEY_NOT_THERE: {
    fr: 'Il n’y a pas encore de clé de signature dans {folder}; créez-la (key create), ou démarrez le registre.',
    en: 'There is no signing key in {folder} yet; make one (key create), or start the ledger.',
  },
  VAULT_IN_USE: {
    fr: 'Un autre processus se sert de la chambre des clés; rien n’a été changé. Arrêtez le registre (tous ses processus), puis recommencez.',
    en: 'Another process uses the vault; nothing was changed. Stop the ledger (all its processes), then try again.',
  },
  PROFILE_UNUSABLE: {
    fr: 'Le profil {profile} ne peut pas servir (détail technique, en anglais : « {said} »). Corrigez-le, ou nommez-en un autre (import --help).',
    en: 'The profile {profile} cannot be used ({said}). Correct it, or name another one (import --help).',
  },
  FILE_NOT_IMPORTED: {
    fr: 'Rien n’a été consigné de {file}. {because}',
    en: 'Nothing was recorded of {file}. {because}',
  },
  TOKEN_NOT_FOUND: {
    fr: 'Aucun jeton valide ne porte l’identifiant {id}.',
    en: 'There is no valid token with the id {id}.',
  },
  IMPORT_UNDER_WAY: {
    fr: 'Une importation est en cours de consignation; rien n’a été changé. Attendez sa fin, ou mettez-la en pause.',
    en: 'An import is being recorded; nothing was changed. Wait for its end, or pause it.',
  },
  WEBHOOK_NOT_FOUND: {
    fr: 'Aucun webhook ne porte l’identifiant {id}; voyez la liste (webhook list).',
    en: 'There is no webhook with the id {id}; see the list (webhook list).',
  },
  CONTACT_NOT_FOUND: {
    fr: 'Personne n’est inscrit ici sous l’identifiant {id}; voyez la liste (contact list).',
    en: 'Nobody is written to under the id {id}; see the list (contact list).',
  },
  NO_TOKEN_OF_ROLE: {
    fr: 'Aucun jeton valide n’a le rôle {role}; créez-en un (token create).',
    en: 'There is no valid token with the role {role}; create one (token create).',
  },
} as const satisfies Phrases;

type OwnCode = keyof typeof MESSAGES;
type Details = { readonly [name: string]: string | number | Bilingual };

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
    const texts = fillIn(MESSAGES[code], (name, language) => {
      const value = details[name];
      return typeof value === 'object' ? value[language] : value;
    });
    return new Refused(code, texts, details);
  }

  /** A refusal with one of the ledger's codes. */
  static byLedger(code: RefusalCode, details: Details = {}): Refused {
    return new Refused(code, messageOf(code, details), details);
  }
}

/** A command that was called with options that do not go together. */
export class UsageError extends Error {}
