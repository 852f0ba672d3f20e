import { fillIn, type Bilingual, type Phrases } from '@entente/domain';

/**
 * What an import reports of a file, a row or a cell: what is wrong and what to do. Programs switch on the key, which never
 * changes; `{name}` stands for a detail.
 */
const FAULTS = {
  FILE_UNREADABLE: {
    fr: 'Ce fichier ne se lit pas ({said}). Enregistrez-le en CSV, en XLSX ou en lignes JSON, puis recommencez.',
    en: 'This file cannot be read ({said}). Save it as CSV, XLSX or JSON lines, and try again.',
  },
  FILE_TOO_LARGE: {
    fr: 'Ce fichier est trop grand : au plus {megabytes} Mo et {rows} lignes. Divisez-le.',
    en: 'This file is too large: at most {megabytes} MB and {rows} rows. Split it.',
  },
  COLUMN_MISSING: {
    fr: 'Il manque la colonne {column}. Ajoutez-la, ou donnez dans le profil le nom qu’elle porte ici (headers).',
    en: 'The column {column} is missing. Add it, or give the name that it has here in the profile (headers).',
  },
  COLUMN_TWICE: {
    fr: 'Deux colonnes peuvent être {column} : {headers}. Renommez celle qui ne l’est pas.',
    en: 'Two columns can be {column}: {headers}. Rename the one that is not.',
  },
  ROW_UNEVEN: {
    fr: 'Cette ligne a {found} cellules, l’en-tête en a {wanted}. Mettez entre guillemets les cellules qui contiennent le séparateur.',
    en: 'This row has {found} cells, the header has {wanted}. Quote the cells that contain the separator.',
  },
  KEY_MISSING: {
    fr: 'Cette ligne n’a pas de clé ({column}). Donnez-lui celle qu’elle garde d’un fichier à l’autre.',
    en: 'This row has no key ({column}). Give it the one that it keeps from file to file.',
  },
  KEY_TWICE: {
    fr: 'Cette clé est déjà celle de la ligne {other}. Donnez à chaque ligne la sienne.',
    en: 'This key is already that of line {other}. Give each row its own.',
  },
  DATE_UNREAD: {
    fr: 'Cette date ne se lit pas. Sont acceptés : {accepted}.',
    en: 'This date cannot be read. Accepted: {accepted}.',
  },
  DATE_MARGIN_NEEDED: {
    fr: 'Cette date est marquée « ? ». Dites dans le profil de combien de jours elle peut s’écarter (marginDays).',
    en: 'This date is marked “?”. Say in the profile by how many days it may be off (marginDays).',
  },
  WORD_UNKNOWN: {
    fr: 'Le profil ne sait pas ce que cela veut dire. Sont acceptés : {accepted}.',
    en: 'The profile does not know what this means. Accepted: {accepted}.',
  },
  NOT_A_LEDGER_ID: {
    fr: 'Aucun identifiant ne peut en être fait : il y faut une lettre ou un chiffre latins, et au plus 100 caractères.',
    en: 'No id can be made of it: it needs a Latin letter or digit, and at most 100 characters.',
  },
  LEDGER_REFUSES: { fr: '{message}', en: '{message}' },
  CHANGE_BY_HAND: {
    fr: 'Cette cellule ne dit plus ce qui a été consigné. Si c’était une erreur, annulez le fait dans le registre, puis recommencez.',
    en: 'This cell says no more what was recorded. If that was a mistake, annul the fact in the ledger, and try again.',
  },
  ORGANIZATION_NAME_DIFFERS: {
    fr: 'L’identifiant {identifier} est celui de {name}; ce nom n’est pas un des siens. C’est elle qui est retenue. Ajoutez le nom comme alias, ou corrigez l’identifiant.',
    en: 'The identifier {identifier} is that of {name}; this name is not one of its names. It is the one that is meant. Add the name as an alias, or correct the identifier.',
  },
  IDENTIFIERS_OF_LIST: {
    fr: 'La colonne {column} nomme ici {names} organisations, et cette cellule n’a pas autant d’identifiants. Donnez-en un à chacune, séparés de même, ou laissez la cellule vide.',
    en: 'The column {column} names {names} organisations here, and this cell has not as many identifiers. Give one for each, separated in the same way, or leave the cell blank.',
  },
  ROLE_NEEDED: {
    fr: 'Votre rôle ne permet pas de consigner cela ({command}). Demandez-le à qui a ce rôle.',
    en: 'Your role may not record this ({command}). Ask somebody whose role may.',
  },
  ROW_SKIPPED: {
    fr: 'Cette ligne est laissée de côté : {reason}',
    en: 'This row is left out: {reason}',
  },
  ROW_GONE: {
    fr: 'Cette ligne n’est plus dans le fichier. Rien n’est effacé; consignez ce qui s’est passé, s’il s’est passé quelque chose.',
    en: 'This row is in the file no more. Nothing is deleted; record what happened, if anything did.',
  },
} as const satisfies Phrases;

/** What can be reported of a file, a row or a cell. */
export type FaultCode = keyof typeof FAULTS;

/** What a fault tells beside its code. */
export type FaultDetails = { readonly [name: string]: string | number | Bilingual };

/** A reason why a row cannot be recorded, or a warning of one. */
export interface Fault {
  readonly code: FaultCode;
  /** The ledger's own code, where the ledger refuses or warns. */
  readonly ledgerCode: string | null;
  /** Whether the ledger's rule can be set aside with a reason (POLICY); null where it is no rule of the ledger. */
  readonly strength: RuleStrength | null;
  /** The line of the file, from 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: string | null;
  /** The cell as it stands in the file. */
  readonly value: string | null;
  readonly message: Bilingual;
}

/** What the ledger says. */
export interface OfLedger {
  readonly code: string;
  readonly strength: RuleStrength;
}

type RuleStrength = 'INVARIANT' | 'POLICY' | 'ADVICE';

/** Where a fault is. */
export type Place = Pick<Fault, 'line' | 'column' | 'value'>;

/** The whole file. */
export const WHOLE_FILE: Place = { line: null, column: null, value: null };

/** A fault with its message in both languages. */
export function fault(
  code: FaultCode,
  place: Place,
  details: FaultDetails = {},
  ledger: OfLedger | null = null,
): Fault {
  const message = fillIn(FAULTS[code], (name, language) => {
    const value = details[name];
    return typeof value === 'object' ? value[language] : value;
  });
  const { line, column, value } = place;
  return {
    code,
    ledgerCode: ledger?.code ?? null,
    strength: ledger?.strength ?? null,
    line,
    column,
    value,
    message,
  };
}

/** A file that cannot be imported at all. */
export class UnreadableFileError extends Error {
  constructor(
    readonly fault: Fault,
    readonly details: FaultDetails,
  ) {
    super(fault.message.en);
    this.name = 'UnreadableFileError';
  }
}
