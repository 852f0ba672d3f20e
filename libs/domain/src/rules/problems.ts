import { fillIn, type Bilingual, type PhraseOf, type Phrases } from './bilingual.js';

/**
 * What can be wrong with a value: the rest of the sentence that `VALIDATION_FAILED` begins. The key stands in the refusal's
 * `details.problem`, what its texts leave open beside it; clients may switch on it, and it never changes.
 */
export const PROBLEMS = {
  NOT_A_DAY: {
    fr: 'ce jour n’existe pas ou n’est pas écrit AAAA-MM-JJ',
    en: 'it is not an existing day written YYYY-MM-DD',
  },
  NOT_AN_INSTANT: {
    fr: 'ce n’est pas un instant avec son décalage horaire, écrit selon la RFC 3339',
    en: 'it is not an instant with an offset, as RFC 3339 writes it',
  },
  NOT_EDTF: {
    fr: 'ce n’est pas une date EDTF que le registre accepte, ou ce jour n’existe pas',
    en: 'it is not an EDTF date that the ledger accepts, or the day does not exist',
  },
  MAY_ONLY_WIDEN: {
    fr: 'cette borne ne peut qu’élargir une date incertaine',
    en: 'this bound may only widen an uncertain date',
  },
  MAY_ONLY_NARROW: {
    fr: 'cette borne ne peut que resserrer la date',
    en: 'this bound may only narrow the date',
  },
  DATE_MARGIN_REQUIRED: {
    fr: 'une date marquée ?, ~ ou % dit jusqu’où elle peut s’écarter; donnez aussi cette borne',
    en: 'a date marked ? ~ or % says how far off it may be; give this bound too',
  },
  NO_BOUND: { fr: 'il faut au moins une borne à la date', en: 'a date needs at least one bound' },
  EARLIEST_AFTER_LATEST: {
    fr: 'le premier jour possible suit le dernier',
    en: 'the earliest day is after the latest',
  },
  POINT_OUTSIDE_BOUNDS: {
    fr: 'ce jour est hors des bornes de la date',
    en: 'this day is outside the bounds of the date',
  },
  NOT_A_DURATION: {
    fr: 'ce n’est pas une durée ISO 8601, comme P5Y',
    en: 'it is not an ISO 8601 duration such as P5Y',
  },
  NOT_A_DECIMAL: {
    fr: 'ce n’est pas un nombre décimal écrit en texte, sans exposant, avec au plus 15 chiffres avant le point et 6 après, comme 26750000 ou 0.75',
    en: 'it is not a decimal number written as text, without an exponent, with at most 15 digits before and 6 after the point, such as 26750000 or 0.75',
  },
  NOT_ABOVE_ZERO: {
    fr: 'le montant doit être supérieur à zéro',
    en: 'the amount has to be above zero',
  },
  NOT_A_CURRENCY: {
    fr: 'ce n’est pas une devise écrite en trois majuscules (ISO 4217), comme CAD',
    en: 'it is not a currency written as three capitals (ISO 4217), such as CAD',
  },
  NOT_A_LOCAL_TIME: {
    fr: 'ce n’est pas une heure locale écrite AAAA-MM-JJThh:mm, comme 2008-11-20T09:00',
    en: 'it is not a local time written YYYY-MM-DDThh:mm, such as 2008-11-20T09:00',
  },
  ENDS_BEFORE_START: { fr: 'la fin précède le début', en: 'the end comes before the start' },
  NOT_A_TIME_ZONE: {
    fr: 'aucun fuseau horaire ne porte ce nom (IANA), comme America/Toronto',
    en: 'no time zone has that name (IANA), such as America/Toronto',
  },
  NOT_A_HASH: {
    fr: 'il faut 64 chiffres hexadécimaux en minuscules',
    en: 'it must be 64 lower-case hexadecimal digits',
  },
  NOT_AN_ID: {
    fr: 'un identifiant compte de 1 à 100 caractères pris dans a-z 0-9 . _ - et commence par une lettre ou un chiffre',
    en: 'an id is 1 to 100 of a-z 0-9 . _ - and begins with a letter or a digit',
  },
  NOT_A_PLAIN_ID: {
    fr: 'cet identifiant compte de 1 à 49 caractères pris dans a-z 0-9 _ -, sans point, et commence par une lettre ou un chiffre',
    en: 'this id is 1 to 49 of a-z 0-9 _ -, without a full stop, and begins with a letter or a digit',
  },
  NOT_A_NODE_ID: {
    fr: 'ce n’est pas un identifiant tel que les réponses en donnent, comme Agreement:corridor-ne',
    en: 'it is not an id as answers give them, such as Agreement:corridor-ne',
  },
  OTHER_KIND: {
    fr: 'c’est l’identifiant d’un objet {given}; il en faut un d’un objet {wanted}',
    en: 'it is the id of a thing of type {given}; one of type {wanted} is needed',
  },
  OTHER_STREAM: {
    fr: 'les commandes enregistrées ensemble sont d’un seul flux; celle-ci est de {stream}, la première de {first}',
    en: 'commands that are recorded together are of one stream; this one is of {stream}, the first one of {first}',
  },
  NOT_A_COMMAND: {
    fr: 'aucune mutation qui enregistre un fait ne porte ce nom',
    en: 'no mutation that records a fact has this name',
  },
  NOT_A_UUID: { fr: 'ce n’est pas un UUID', en: 'it is not a UUID' },
  NOT_A_LANGUAGE: {
    fr: 'ce n’est pas une étiquette de langue selon BCP 47',
    en: 'it is not a language tag as BCP 47 writes it',
  },
  NOT_A_POSITION: {
    fr: 'ce n’est pas une position que ce registre a donnée',
    en: 'it is not a position that this ledger gave',
  },
  NOT_A_STREAM: {
    fr: 'un flux s’appelle ledger, ou porte un genre et un identifiant : agreement-…',
    en: 'a stream is ledger, or a kind and an id: agreement-…',
  },
  NOT_ONE_OF: { fr: 'il faut l’un de ces mots : {words}', en: 'it must be one of {words}' },
  TEXT_BLANK: { fr: 'le texte n’a aucun caractère visible', en: 'the text has no visible character' },
  TEXT_TOO_LONG: {
    fr: 'le texte dépasse {most} caractères',
    en: 'the text is longer than {most} characters',
  },
  TEXT_TOO_SHORT: {
    fr: 'le texte compte moins de {least} caractères',
    en: 'the text is shorter than {least} characters',
  },
  LONE_SURROGATE: {
    fr: 'le texte contient la moitié d’un caractère (un demi-codet isolé)',
    en: 'the text contains half a character (a lone surrogate)',
  },
  NUL_IN_TEXT: { fr: 'le texte contient le caractère nul', en: 'the text contains a NUL character' },
  NUMBER_TOO_SMALL: {
    fr: 'le nombre est inférieur à {least}',
    en: 'the number is less than {least}',
  },
  NUMBER_TOO_LARGE: {
    fr: 'le nombre est supérieur à {most}',
    en: 'the number is more than {most}',
  },
  FLAGS_NOT_COUNTED: {
    fr: 'on ne compte pas par mention; parcourez la liste des ententes',
    en: 'agreements are not counted by flag; go through their list',
  },
  PAGE_SIZE: { fr: 'une page compte de 1 à {most} éléments', en: 'a page has from 1 to {most} items' },
  LIST_TOO_LONG: {
    fr: 'la liste compte plus de {most} éléments',
    en: 'the list has more than {most} items',
  },
  LIST_TOO_SHORT: {
    fr: 'la liste compte moins de {least} éléments',
    en: 'the list has fewer than {least} items',
  },
  DAYS_OUT_OF_ORDER: {
    fr: 'le dernier jour précède le premier',
    en: 'the last day is before the first',
  },
  LINES_OUT_OF_ORDER: {
    fr: 'les lignes se comptent à partir de 1, et la dernière ne précède pas la première',
    en: 'lines count from 1, and the last is not before the first',
  },
  CODE_REPEATED: { fr: 'ce code est donné deux fois', en: 'this code is given twice' },
  ORGANIZATION_REPEATED: {
    fr: 'cette organisation est donnée deux fois',
    en: 'this organisation is given twice',
  },
  SUCCEEDS_ITSELF: {
    fr: 'rien ne succède à soi-même; nommez-en un autre',
    en: 'nothing succeeds itself; name another one',
  },
  SAME_AS_ITSELF: {
    fr: 'une organisation ne se rapproche pas d’elle-même; nommez-en une autre',
    en: 'an organisation is not linked with itself; name another one',
  },
  SCHEME_RESERVED: {
    fr: 'les registres dont le nom commence par entente: sont ceux du registre lui-même; nommez-en un autre',
    en: 'schemes that begin with entente: are those of the ledger itself; name another one',
  },
  PERSON_REPEATED: { fr: 'cette personne est donnée deux fois', en: 'this person is given twice' },
  MEMBERS_OR_SHARE: {
    fr: 'un quorum est soit un nombre de membres, soit une part des mandats; donnez l’un des deux',
    en: 'a quorum is either a number of members or a share of the mandates; give one of the two',
  },
  NOT_A_SHARE: {
    fr: 'une part est supérieure à 0 et ne dépasse pas 1',
    en: 'a share is above 0 and not above 1',
  },
  TALLY_DIFFERS: {
    fr: 'les votes consignés font {for} pour, {against} contre et {abstain} abstentions; donnez ces nombres, ou aucun',
    en: 'the recorded votes are {for} for, {against} against and {abstain} abstaining; give these numbers, or none',
  },
  IDENTIFIER_REPEATED: {
    fr: 'cet identifiant est donné deux fois',
    en: 'this identifier is given twice',
  },
  ORGANIZATION_NEEDED: {
    fr: 'nommez au moins une organisation',
    en: 'name at least one organisation',
  },
  RECORDS_NEEDED: { fr: 'nommez de 1 à {most} événements', en: 'name 1 to {most} events' },
  EVENT_NEEDED: { fr: 'nommez au moins un événement', en: 'name at least one event' },
  TEXT_NEEDED: {
    fr: 'donnez le texte dans au moins une langue',
    en: 'give the text in at least one language',
  },
  MEMBER_REPEATED: { fr: 'ce membre est donné deux fois', en: 'this member is given twice' },
  OTHER_MEMBER: {
    fr: 'donnez la valeur sous le nom du membre qui change ({member})',
    en: 'give the value under the name of the member that changes ({member})',
  },
  ALWAYS_THERE: {
    fr: 'cela ne se retire pas; donnez une autre valeur',
    en: 'this cannot be taken away; give another value',
  },
  TERM_EMPTY: {
    fr: 'donnez un début, une fin ou une durée',
    en: 'give a start, an end or a duration',
  },
  END_OR_DURATION_NEEDED: {
    fr: 'donnez la nouvelle fin ou une durée',
    en: 'give the new end or a duration',
  },
  TERM_CONTRADICTS: {
    fr: 'une entente qui dure jusqu’à ce que les parties y mettent fin (openEnded) n’a ni fin, ni durée, ni reconduction tacite',
    en: 'a term that runs until the parties end it (openEnded) has no end, no duration and no tacit renewal',
  },
  END_TOO_FAR: {
    fr: 'cette fin est à plus de 150 ans; s’il n’y en a pas, dites-le autrement ({hint})',
    en: 'this end is more than 150 years away; if there is none, say so otherwise ({hint})',
  },
  NOT_TACIT: {
    fr: 'cela ne se donne qu’avec une reconduction tacite (renewal : TACIT)',
    en: 'this is given only with a tacit renewal (renewal: TACIT)',
  },
  TACIT_NEEDS_END: {
    fr: 'une reconduction tacite suppose une fin ou une durée',
    en: 'a tacit renewal needs an end or a duration',
  },
  TACIT_NEEDS_PERIOD: {
    fr: 'une reconduction tacite suppose une période (renewalPeriod) ou une durée',
    en: 'a tacit renewal needs a period (renewalPeriod) or a duration',
  },
  RELATION_TO_ITSELF: {
    fr: 'une organisation n’a pas de relation avec elle-même',
    en: 'an organisation has no relation to itself',
  },
  ID_OR_NAME: {
    fr: 'donnez soit l’identifiant, soit le nom',
    en: 'give either the id or the name',
  },
  NO_SUCH_TYPE: {
    fr: 'aucun type d’événement ne s’appelle ainsi',
    en: 'there is no event type with that name',
  },
  OTHER_FORM: {
    fr: 'cette donnée n’a pas la forme attendue',
    en: 'it does not have the expected form',
  },
  MEMBER_NEEDED: {
    fr: 'il manque {member}, sans quoi ce fait ne se consigne pas',
    en: '{member} is missing, without which this fact cannot be recorded',
  },
  NO_SUCH_MEMBER: {
    fr: 'un tel enregistrement dit : {words}',
    en: 'such a record says: {words}',
  },
  NO_SUCH_CITATION: {
    fr: 'il n’y a pas de source à cette place; comptez à partir de 0',
    en: 'there is no evidence at this place; count from 0',
  },
  OTHER_EVENT_NEEDED: {
    fr: 'c’est l’événement contesté; nommez-en un autre',
    en: 'this is the disputed event; name another one',
  },
  DIRECTIVE_NEEDED: {
    fr: 'avec l’issue {outcome}, nommez au moins un enregistrement à corriger',
    en: 'with the outcome {outcome}, name at least one record to correct',
  },
  NO_DIRECTIVE: {
    fr: 'avec l’issue {outcome}, rien n’est corrigé',
    en: 'with the outcome {outcome}, nothing is corrected',
  },
  DISPUTED_RECORD_NEEDED: {
    fr: 'au moins une correction vise un enregistrement contesté',
    en: 'at least one correction has to be of a disputed record',
  },
  SEALED_MEMBER: {
    fr: 'ce qui est confidentiel se donne dans setSealed',
    en: 'what is confidential is given in setSealed',
  },
  CLEAR_MEMBER: {
    fr: 'seul ce qui est confidentiel se donne dans setSealed; le reste se donne dans set',
    en: 'only what is confidential is given in setSealed; the rest is given in set',
  },
  RECORD_NEEDED: {
    fr: 'donnez au moins une valeur à mettre (set, setSealed) ou à retirer (remove)',
    en: 'give at least one value to set (set, setSealed) or to take away (remove)',
  },
  NOT_RECORDABLE: {
    fr: 'cet événement n’a pas la forme que le registre conserve (détail technique, en anglais : « {said} »)',
    en: 'this event does not have the form that the ledger keeps ({said})',
  },
  NOT_A_JSON_OBJECT: {
    fr: 'il faut un objet JSON',
    en: 'it must be a JSON object',
  },
  BODY_NOT_JSON: {
    fr: 'le corps de la demande n’est pas du JSON',
    en: 'the body of the request is not JSON',
  },
  MEDIA_TYPE: {
    fr: 'envoyez l’en-tête Content-Type: application/json',
    en: 'send Content-Type: application/json',
  },
  NOT_A_SIGN_IN: {
    fr: 'envoyez soit un jeton (token), soit le code d’un lien (code), et rien d’autre',
    en: 'send either a token (token) or the code of a link (code), and nothing else',
  },
  FILE_TYPE: {
    fr: 'un fichier est reconnu à son contenu; types acceptés : {words}',
    en: 'a file is known by its content; accepted types: {words}',
  },
  IMPORT_FILE: {
    fr: 'ce fichier ne se lit pas comme une liste (détail technique, en anglais : {reason}); enregistrez-le en CSV, en XLSX ou en lignes JSON',
    en: 'this file cannot be read as a list ({reason}); save it as CSV, XLSX or JSON lines',
  },
  IMPORT_ROWS: {
    fr: 'ce fichier a plus de {most} lignes; divisez-le',
    en: 'this file has more than {most} rows; split it',
  },
  IMPORT_PROFILE: {
    fr: 'ce profil ne se lit pas (détail technique, en anglais : {reason}); corrigez-le, ou choisissez-en un autre',
    en: 'this profile cannot be read ({reason}); correct it, or choose another one',
  },
  IMPORT_BUSY: {
    fr: 'une autre importation est en cours; attendez qu’elle finisse, ou mettez-la en pause',
    en: 'another import is under way; wait until it ends, or pause it',
  },
  IMPORT_NOT_PLANNED: {
    fr: 'cette importation n’a pas été répétée; répétez-la d’abord',
    en: 'this import was not rehearsed; rehearse it first',
  },
  FOREIGN_ORIGIN: {
    fr: 'une page d’une autre origine ne peut pas demander cela; demandez-le depuis une page de ce serveur, à l’adresse où il vous répond',
    en: 'a page of another origin may not ask for this; ask from a page of this server, at the address at which it answers you',
  },
  CONTENT_ENCODING: {
    fr: 'le corps de la demande est compressé autrement qu’en {words}',
    en: 'the body of the request is compressed otherwise than by {words}',
  },
  PREFLIGHT_NEEDED: {
    fr: 'envoyez l’en-tête Authorization, l’en-tête Content-Type: application/json ou l’en-tête mercurius-require-preflight',
    en: 'send the header Authorization, Content-Type: application/json or the header mercurius-require-preflight',
  },
  ONLY_QUERIES_BY_GET: {
    fr: 'par GET ne s’envoient que des requêtes de lecture',
    en: 'only queries can be sent by GET',
  },
  NO_QUERY: { fr: 'la demande ne contient aucune requête', en: 'the request contains no query' },
  NOT_A_GRAPHQL_REQUEST: {
    fr: 'la demande n’a pas la forme d’une demande GraphQL',
    en: 'the request does not have the form of a GraphQL request',
  },
  NOT_GRAPHQL: { fr: 'la requête n’est pas du GraphQL', en: 'the query is not GraphQL' },
  SUBSCRIPTIONS_ELSEWHERE: {
    fr: 'les abonnements sont servis par WebSocket, à la même adresse',
    en: 'subscriptions are served over a WebSocket, at the same address',
  },
  ONLY_SUBSCRIPTIONS: {
    fr: 'ici ne sont servis que les abonnements; envoyez requêtes et mutations par HTTP',
    en: 'only subscriptions are served here; send queries and mutations over HTTP',
  },
  GRAPHQL_SYNTAX: {
    fr: 'la requête enfreint la syntaxe de GraphQL (détail technique, en anglais : « {said} »)',
    en: 'the query breaks the syntax of GraphQL ({said})',
  },
  GRAPHQL_QUERY: {
    fr: 'la requête ne suit pas le schéma de cette API (détail technique, en anglais : « {said} »)',
    en: 'the query does not follow the schema of this API ({said})',
  },
  GRAPHQL_VALUE: {
    fr: 'la valeur n’est pas celle que le schéma demande (détail technique, en anglais : « {said} »)',
    en: 'the value is not what the schema asks for ({said})',
  },
} as const satisfies Phrases;

/** What is wrong with a value. */
export type Problem = PhraseOf<'problem', typeof PROBLEMS>;

/**
 * Why a date can hardly be right: it stands in `details.problem` of the warning `DATE_IMPLAUSIBLE`, and what its texts leave
 * open beside it.
 */
export const DOUBTS = {
  BEFORE_1800: { fr: 'elle est d’avant 1800', en: 'it is before 1800' },
  FAR_AHEAD: { fr: 'elle est dans un avenir lointain', en: 'it is far in the future' },
  FOUNDED_AHEAD: {
    fr: 'l’organisation n’aurait pas encore été fondée',
    en: 'the organisation would not have been founded yet',
  },
  PUBLISHED_AHEAD: {
    fr: 'la source n’aurait pas encore été publiée',
    en: 'the source would not have been published yet',
  },
  BEFORE_FOUNDATION: {
    fr: 'des organisations n’étaient pas encore fondées, {organizationIds}',
    en: 'organisations had not been founded yet, {organizationIds}',
  },
} as const satisfies Phrases;

/**
 * Why an agreement is not open to an organisation: it stands in `details.because` of `AGREEMENT_NOT_OPEN`, and what its texts
 * leave open beside it.
 */
export const NOT_OPEN_BECAUSE = {
  NOT_ELIGIBLE: {
    fr: 'elle n’est pas de celles qui peuvent signer, {eligible}',
    en: 'it is not one of those that may sign, {eligible}',
  },
  CLOSED: { fr: 'les signatures étaient closes le {closesOn}', en: 'signing closed on {closesOn}' },
  IN_FORCE: {
    fr: 'l’entente est déjà en vigueur; consignez une adhésion, ou passez outre en disant pourquoi',
    en: 'the agreement is in force already; record an accession, or override and say why',
  },
  NO_ACCESSION: {
    fr: 'l’entente n’accepte pas d’adhésions',
    en: 'the agreement takes no accessions',
  },
  ACCESSION_UNKNOWN: {
    fr: 'rien ne dit que l’entente accepte des adhésions; si elle en accepte, passez outre en disant pourquoi',
    en: 'nothing says that the agreement takes accessions; if it does, override and say why',
  },
} as const satisfies Phrases;

/** Why a period cannot be: it stands in `details.problem` of `PERIOD_INVALID`, and what its texts leave open beside it. */
export const UNFIT_PERIODS = {
  ENDS_BEFORE_IT_BEGINS: {
    fr: 'elle finit ({to}) avant de commencer ({from})',
    en: 'it ends ({to}) before it begins ({from})',
  },
  CLOSED_BEFORE_IT_BEGINS: {
    fr: 'la collecte est close ({collectionClosedOn}) avant son premier jour ({from})',
    en: 'the collection closed ({collectionClosedOn}) before its first day ({from})',
  },
  NOT_ITS_FISCAL_YEAR: {
    fr: 'l’exercice ({fiscalYear}) s’écrit AAAA ou AAAA-AAAA, avec les années de son premier et de son dernier jour ({from}, {to})',
    en: 'its fiscal year ({fiscalYear}) is written YYYY or YYYY-YYYY, with the years of its first and last day ({from}, {to})',
  },
  NOT_A_YEAR: {
    fr: 'l’exercice ({year}) s’écrit AAAA ou AAAA-AAAA, avec deux années qui se suivent',
    en: 'the fiscal year ({year}) is written YYYY or YYYY-YYYY, with one year after the other',
  },
} as const satisfies Phrases;

/** Why a date is doubted. */
export type Doubt = PhraseOf<'problem', typeof DOUBTS>;

/** What the ledger cannot do for now: the rest of the sentence of `STORE_UNAVAILABLE`, by `details.asked`; `WRITE` without. */
export const OUTAGES = {
  WRITE: {
    fr: 'écrire pour l’instant; réessayez avec le même commandId',
    en: 'write at the moment; try again with the same commandId',
  },
  READ: {
    fr: 'lire pour l’instant; réessayez, une mutation avec le même commandId',
    en: 'read at the moment; try again, a mutation with the same commandId',
  },
} as const satisfies Phrases;

/** What a request can have too much of: it stands in `details.limit` of `LIMIT_EXCEEDED`, and what is left open beside it. */
export const LIMITS = {
  BODY_MEGABYTES: {
    fr: 'au plus {most} Mo pour le corps de la demande',
    en: 'at most {most} MB in the body',
  },
  BODY_BYTES: {
    fr: 'au plus {most} octets pour le corps de la demande',
    en: 'at most {most} bytes in the body',
  },
  ANSWER_CHARACTERS: {
    fr: 'au plus {most} caractères dans la réponse',
    en: 'at most {most} characters in an answer',
  },
  CONNECTION_MESSAGES: {
    fr: 'au plus {most} messages par minute sur une connexion',
    en: 'at most {most} messages a minute on a connection',
  },
  QUERY_CHARACTERS: {
    fr: 'au plus {most} caractères dans la requête',
    en: 'at most {most} characters in the query',
  },
  QUERY_TOKENS: {
    fr: 'au plus {most} lexèmes dans la requête',
    en: 'at most {most} tokens in the query',
  },
  QUERY_NESTING: {
    fr: 'au plus {most} crochets ou accolades imbriqués',
    en: 'at most {most} nested brackets',
  },
  QUERY_DEPTH: {
    fr: 'au plus {most} champs imbriqués',
    en: 'at most {most} nested fields',
  },
  QUERY_SELECTIONS: {
    fr: 'au plus {most} champs et fragments dans la requête',
    en: 'at most {most} fields and fragments in the query',
  },
  QUERY_ALIASES: { fr: 'au plus {most} alias de champs', en: 'at most {most} field aliases' },
  QUERY_DIRECTIVES: { fr: 'au plus {most} directives', en: 'at most {most} directives' },
  CALENDAR_YEARS: {
    fr: 'au plus {most} ans de calendrier à la fois',
    en: 'at most {most} years of the calendar at a time',
  },
  COMMANDS: {
    fr: 'au plus {most} commandes à la fois; il y en a {given}',
    en: 'at most {most} commands at a time; there are {given}',
  },
  QUERY_COST: {
    fr: 'un coût d’au plus {most}; celui de la requête est de {cost}',
    en: 'a cost of at most {most}; this query costs {cost}',
  },
  ANSWER_VALUES: {
    fr: 'au plus {most} valeurs dans une réponse',
    en: 'at most {most} values in an answer',
  },
  REQUEST_SECONDS: {
    fr: 'au plus {most} secondes par demande',
    en: 'at most {most} seconds a request',
  },
  REQUESTS_PER_MINUTE: {
    fr: 'trop de demandes en une minute',
    en: 'too many requests in one minute',
  },
  SUBSCRIPTIONS: {
    fr: 'au plus {most} abonnements par connexion',
    en: 'at most {most} subscriptions on a connection',
  },
  SERIES_DAYS: {
    fr: 'au plus {most} jours dans une série',
    en: 'at most {most} days in a series',
  },
  TABLE_ROWS: {
    fr: 'au plus {most} lignes dans un classeur (XLSX); demandez la même table en CSV',
    en: 'at most {most} rows in a workbook (XLSX); ask for the same table as CSV',
  },
  CELL_CHARACTERS: {
    fr: 'au plus {most} caractères dans une cellule d’un classeur (XLSX); demandez la même table en CSV',
    en: 'at most {most} characters in a cell of a workbook (XLSX); ask for the same table as CSV',
  },
  EVENT_BYTES: {
    fr: 'au plus {most} octets par événement; celui-ci en compte {bytes}',
    en: 'at most {most} bytes an event; this one has {bytes}',
  },
} as const satisfies Phrases;

/** A limit that a request exceeds. */
export type Limit = PhraseOf<'limit', typeof LIMITS>;

/** A problem in both languages. */
export function problemText(problem: Problem): Bilingual {
  return phrase(PROBLEMS, problem.problem, problem) ?? { fr: problem.problem, en: problem.problem };
}

/**
 * The text of a key among some phrases, with what it leaves open taken from `details`; null for a key that is not among
 * them.
 */
export function phrase(
  phrases: Phrases,
  key: unknown,
  details: { readonly [name: string]: unknown },
): Bilingual | null {
  const texts = typeof key === 'string' && Object.hasOwn(phrases, key) ? phrases[key] : undefined;
  return texts ? fillIn(texts, (name) => details[name]) : null;
}
