import type { Phrases } from './bilingual.js';

/**
 * Every code that the ledger answers with, and what it says to the person who reads it: what is wrong and what to do.
 * `{name}` stands for a detail of the refusal. Clients switch on the code; it never changes.
 */
export const MESSAGES = {
  VALIDATION_FAILED: {
    fr: 'Une donnée{sent} n’est pas recevable : {problem}.',
    en: 'A value{sent} cannot be accepted: {problem}.',
  },
  UNAUTHENTICATED: {
    fr: 'Présentez un jeton d’accès valide dans l’en-tête Authorization, ou connectez-vous.',
    en: 'Present a valid access token in the Authorization header, or sign in.',
  },
  FORBIDDEN: {
    fr: 'Votre rôle ne permet pas cette opération.',
    en: 'Your role does not allow this operation.',
  },
  STORE_UNAVAILABLE: {
    fr: 'Le registre ne peut pas {asked}.',
    en: 'The ledger cannot {asked}.',
  },
  STREAM_CORRUPT: {
    fr: 'L’événement {revision} de {stream} n’est pas celui qui a été écrit; rien n’est lu au-delà. Prévenez l’exploitant du registre.',
    en: 'Event {revision} of {stream} is not what was written; nothing after it is read. Inform whoever operates the ledger.',
  },
  LOG_DIFFERS: {
    fr: 'Le journal n’est pas celui que ce registre suit; rien n’est consigné. Prévenez l’exploitant du registre.',
    en: 'The log is not the one that this ledger follows; nothing is recorded. Inform whoever operates the ledger.',
  },
  CLOCK_UNTRUSTED: {
    fr: 'L’horloge du registre n’est pas fiable; rien n’est consigné tant qu’elle ne l’est pas. Prévenez l’exploitant du registre.',
    en: 'The clock of the ledger cannot be trusted; nothing is recorded until it can. Inform whoever operates the ledger.',
  },
  SEALED_UNREADABLE: {
    fr: 'Ce qui est scellé ici ne peut pas être ouvert, et n’a pas été effacé : sa clé manque ou est altérée. Prévenez l’exploitant du registre.',
    en: 'What is sealed here cannot be opened, and was not erased: its key is missing or damaged. Inform whoever operates the ledger.',
  },
  FILES_UNAVAILABLE: {
    fr: 'Le stockage des fichiers ne répond pas, ou refuse : ce fichier n’est ni lu ni conservé pour le moment. Réessayez plus tard; si cela dure, prévenez l’exploitant du registre.',
    en: 'The storage of files does not answer, or refuses: this file is neither read nor kept for now. Try again later; if it lasts, inform whoever operates the ledger.',
  },
  READ_NOT_NOTED: {
    fr: 'Ce qui est scellé ici reste fermé : votre lecture n’a pas pu être consignée. Réessayez plus tard; si cela dure, prévenez l’exploitant du registre.',
    en: 'What is sealed here stays closed: it could not be noted that you read it. Try again later; if it lasts, inform whoever operates the ledger.',
  },
  CONCURRENCY_CONFLICT: {
    fr: 'Quelqu’un d’autre vient d’écrire ici; relisez, puis réessayez.',
    en: 'Someone else has just written here; read again, then retry.',
  },
  COMMAND_ID_REUSED: {
    fr: 'Ce commandId a déjà servi à une autre commande; faites-en un nouveau.',
    en: 'This commandId was already used by another command; make a new one.',
  },
  PROJECTION_BEHIND: {
    fr: 'Cette position n’est pas encore consultable; réessayez dans un instant.',
    en: 'That position cannot be read yet; try again in a moment.',
  },
  AS_OF_AMBIGUOUS: {
    fr: 'Donnez knownAt ou position, pas les deux.',
    en: 'Give knownAt or position, not both.',
  },
  CURSOR_INVALID: {
    fr: 'Ce curseur n’appartient pas à cette liste; recommencez à la première page.',
    en: 'This cursor does not belong to this list; start again from the first page.',
  },
  POSITION_FOREIGN: {
    fr: 'Cette position n’est pas de ce registre.',
    en: 'This position is not of this ledger.',
  },
  LIMIT_EXCEEDED: {
    fr: 'La demande dépasse une limite ({limit}); demandez moins à la fois.',
    en: 'The request exceeds a limit ({limit}); ask for less at a time.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    fr: 'Les requêtes désignées par leur empreinte ne sont pas conservées ici; envoyez la requête elle-même.',
    en: 'Queries named by their hash are not kept here; send the query itself.',
  },
  NOT_FOUND: { fr: 'Rien ici ne porte ce nom.', en: 'Nothing here has that name.' },
  INTERNAL: {
    fr: 'Une erreur imprévue s’est produite; elle est consignée sous {reference}.',
    en: 'An unexpected error happened; it is logged as {reference}.',
  },
  AGREEMENT_NOT_FOUND: { fr: 'L’entente {id} n’est pas inscrite.', en: 'Agreement {id} is not registered.' },
  ORGANIZATION_NOT_FOUND: {
    fr: 'L’organisation {id} n’est pas inscrite.',
    en: 'Organisation {id} is not registered.',
  },
  PERSON_NOT_FOUND: { fr: 'La personne {id} n’est pas inscrite.', en: 'Person {id} is not registered.' },
  MEETING_NOT_FOUND: { fr: 'La rencontre {id} n’est pas inscrite.', en: 'Meeting {id} is not recorded.' },
  MISSION_NOT_FOUND: { fr: 'La mission {id} n’est pas inscrite.', en: 'Mission {id} is not recorded.' },
  PROGRAMME_NOT_FOUND: {
    fr: 'Le programme {id} n’est pas inscrit.',
    en: 'Programme {id} is not registered.',
  },
  COMMITTEE_NOT_FOUND: { fr: 'Le comité {id} n’est pas inscrit.', en: 'Committee {id} is not recorded.' },
  RESOLUTION_NOT_FOUND: {
    fr: 'La résolution {id} n’est pas inscrite.',
    en: 'Resolution {id} is not recorded.',
  },
  PROJECT_NOT_FOUND: { fr: 'Le projet {id} n’est pas inscrit.', en: 'Project {id} is not recorded.' },
  MANDATE_NOT_FOUND: {
    fr: 'Le comité n’a pas de mandat {mandateId}.',
    en: 'The committee has no mandate {mandateId}.',
  },
  SOURCE_NOT_FOUND: {
    fr: 'La source {id} n’a pas été déposée; déposez-la d’abord.',
    en: 'Source {id} was not deposited; deposit it first.',
  },
  TARGET_NOT_FOUND: {
    fr: 'L’événement {id} n’est pas consigné ici; vérifiez le flux et l’identifiant.',
    en: 'Event {id} is not recorded here; check the stream and the id.',
  },
  TARGET_NOT_ALLOWED: {
    fr: 'Un événement {type} ne se corrige pas ainsi; annulez-le, ou corrigez le fait dont il parle.',
    en: 'A {type} event is not corrected in this way; annul it, or correct the fact that it speaks of.',
  },
  TARGET_ANNULLED: {
    fr: 'L’événement {id} est annulé; annulez d’abord l’annulation si c’était une erreur.',
    en: 'Event {id} is annulled; annul the annulment first if that was a mistake.',
  },
  ALREADY_ANNULLED: {
    fr: 'L’événement {id} est déjà annulé.',
    en: 'Event {id} is already annulled.',
  },
  DISPUTE_NOT_OPEN: {
    fr: 'La contestation {id} n’est pas ouverte : elle a été tranchée, ou ce qu’elle visait est annulé.',
    en: 'Dispute {id} is not open: it was resolved, or what it was about is annulled.',
  },
  FIELD_NOT_RECTIFIABLE: {
    fr: 'Une rectification ne change pas {member}; annulez l’enregistrement et consignez-en un autre.',
    en: 'A rectification does not change {member}; annul the record and record another one.',
  },
  RECORD_HAS_FOLLOWERS: {
    fr: 'D’autres enregistrements reposent sur celui-ci : {events}. Si tout doit disparaître, passez outre en disant pourquoi.',
    en: 'Other records rest on this one: {events}. If all of it is to go, override and say why.',
  },
  NAME_AMBIGUOUS: {
    fr: 'Plusieurs organisations portent ce nom : {organizationIds}.',
    en: 'Several organisations have this name: {organizationIds}.',
  },
  AGREEMENT_ALREADY_EXISTS: {
    fr: 'L’entente {id} est déjà inscrite.',
    en: 'Agreement {id} is already registered.',
  },
  ORGANIZATION_ALREADY_EXISTS: {
    fr: 'L’organisation {id} est déjà inscrite.',
    en: 'Organisation {id} is already registered.',
  },
  ORGANIZATION_ALREADY_LINKED: {
    fr: 'L’organisation {id} est déjà rapprochée d’une autre. Séparez-la d’abord, ou rapprochez l’autre.',
    en: 'Organisation {id} is already linked with another one. Sever that link first, or link the other one.',
  },
  ORGANIZATION_ALREADY_MERGED: {
    fr: 'L’organisation {id} a déjà fusionné avec une autre; s’il n’en est rien, faites d’abord corriger cette fusion.',
    en: 'Organisation {id} has already merged into one; if it has not, have that merger corrected first.',
  },
  LINK_NOT_FOUND: {
    fr: 'L’organisation {id} n’est pas rapprochée de {organizationId}; voyez de laquelle elle l’est (representative).',
    en: 'Organisation {id} is not linked with {organizationId}; see which one it is linked with (representative).',
  },
  SUCCESSION_TO_RECORD: {
    fr: 'Une des organisations fusionnées est partie aux ententes {agreementIds}. Si {successorId} y prend sa place, consignez une succession.',
    en: 'One of the merged organisations is a party to agreements {agreementIds}. If {successorId} takes its place there, record a succession.',
  },
  SAME_ORGANIZATION_IS_PARTY: {
    fr: 'L’organisation {organizationId} n’en fait qu’une avec {organizationIds}, déjà partie à l’entente. Vérifiez qu’elle n’y entre pas deux fois.',
    en: 'Organisation {organizationId} is the same as {organizationIds}, already a party to the agreement. Check that it does not join twice.',
  },
  PERSON_ALREADY_EXISTS: {
    fr: 'Cette personne est déjà inscrite.',
    en: 'This person is already registered.',
  },
  ALREADY_ERASED: {
    fr: 'Les données de la personne {id} sont effacées, ou sont en train de l’être : rien n’est plus consigné à son sujet. S’il s’agit de quelqu’un d’autre, inscrivez cette personne.',
    en: 'The data of person {id} are erased, or are being erased: nothing more is recorded about that person. If you mean somebody else, register that person.',
  },
  LEGAL_HOLD: {
    fr: 'Une retenue légale ({holds}) protège les données de la personne {id}; levez-la d’abord (liftLegalHold) si elle n’a plus lieu d’être.',
    en: 'A legal hold ({holds}) protects the data of person {id}; lift it first (liftLegalHold) if there is no more need for it.',
  },
  LEGAL_HOLD_NOT_FOUND: {
    fr: 'La personne n’a pas de retenue légale {holdId}, ou elle est levée; vérifiez l’identifiant.',
    en: 'The person has no legal hold {holdId}, or it is lifted; check the id.',
  },
  MEETING_ALREADY_EXISTS: {
    fr: 'La rencontre {id} est déjà inscrite.',
    en: 'Meeting {id} is already recorded.',
  },
  MISSION_ALREADY_EXISTS: {
    fr: 'La mission {id} est déjà inscrite.',
    en: 'Mission {id} is already recorded.',
  },
  PROGRAMME_ALREADY_EXISTS: {
    fr: 'Le programme {id} est déjà inscrit.',
    en: 'Programme {id} is already registered.',
  },
  COMMITTEE_ALREADY_EXISTS: {
    fr: 'Le comité {id} est déjà inscrit.',
    en: 'Committee {id} is already recorded.',
  },
  RESOLUTION_ALREADY_EXISTS: {
    fr: 'La résolution {id} est déjà inscrite.',
    en: 'Resolution {id} is already recorded.',
  },
  PROJECT_ALREADY_EXISTS: {
    fr: 'Le projet {id} est déjà inscrit.',
    en: 'Project {id} is already recorded.',
  },
  SOURCE_ALREADY_DEPOSITED: {
    fr: 'La source {id} est déjà déposée.',
    en: 'Source {id} was already deposited.',
  },
  TEXT_ALREADY_DEPOSITED: {
    fr: 'Ce texte est déjà déposé (SHA-256 {docHash}); il n’y a rien de plus à faire. Pour en changer, faites corriger ce dépôt.',
    en: 'This text was already deposited (SHA-256 {docHash}); there is nothing more to do. To change it, have that deposit corrected.',
  },
  FILE_NOT_FOUND: {
    fr: 'Aucun fichier dont l’empreinte SHA-256 est {sha256} n’est conservé ici; s’il l’a été, il a été effacé. Vérifiez l’empreinte, ou envoyez le fichier.',
    en: 'No file whose SHA-256 is {sha256} is kept here; if one was, it was erased. Check the hash, or send the file.',
  },
  TEXT_DIFFERS: {
    fr: 'Ce n’est pas le texte de cette source : son empreinte SHA-256 est {found}, et non {wanted}. Donnez le texte entier, sans rien retrancher.',
    en: 'This is not the text of this source: its SHA-256 is {found}, not {wanted}. Give the whole text, with nothing taken away.',
  },
  ALIAS_ALREADY_KNOWN: {
    fr: 'Ce nom est déjà connu pour cette organisation : {text}.',
    en: 'This name is already known for this organisation: {text}.',
  },
  ACTION_TRACK_ALREADY_IDENTIFIED: {
    fr: 'La piste {code} est déjà inscrite pour cette rencontre.',
    en: 'Action track {code} is already recorded for this meeting.',
  },
  FUNDING_NOT_FOUND: {
    fr: 'L’aide financière {id} n’est pas consignée.',
    en: 'Funding {id} is not recorded.',
  },
  FUNDING_ALREADY_EXISTS: {
    fr: 'L’aide financière {id} est déjà consignée.',
    en: 'Funding {id} is already recorded.',
  },
  ALLOTMENT_DIFFERS: {
    fr: 'Les règles du programme prévoient {expected} pour une région {regionClass}; l’allocation est de {amount}. Vérifiez le montant.',
    en: 'The rules of the programme have {expected} for a {regionClass} region; the allotment is {amount}. Check the amount.',
  },
  ENVELOPE_UNKNOWN: {
    fr: 'L’enveloppe {id} n’a reçu aucune allocation; consignez-en une d’abord.',
    en: 'Envelope {id} has had no allotment; record one first.',
  },
  COMMITMENT_ALREADY_EXISTS: {
    fr: 'L’engagement {commitmentId} est déjà consigné sur cette enveloppe.',
    en: 'Commitment {commitmentId} of this envelope is already recorded.',
  },
  COMMITMENT_NOT_FOUND: {
    fr: 'L’engagement {commitmentId} n’est pas consigné sur cette enveloppe.',
    en: 'Commitment {commitmentId} of this envelope is not recorded.',
  },
  CURRENCY_MISMATCH: {
    fr: 'L’enveloppe est en {expected}, non en {currency}; donnez le montant dans sa devise.',
    en: 'The envelope is in {expected}, not in {currency}; give the amount in its currency.',
  },
  ENVELOPE_EXCEEDED: {
    fr: 'Il ne reste que {available} {currency} à engager, vu ce qui est prévu le {day}; le montant demandé est de {amount} {currency}. Engagez moins, ou allouez d’abord davantage.',
    en: 'Only {available} {currency} can still be committed, given the balance on {day}; {amount} {currency} was asked. Commit less, or allot more first.',
  },
  RELEASE_EXCEEDED: {
    fr: 'Il ne reste que {left} {currency} de l’engagement {commitmentId}, pris le {committedOn}; on n’en dégage ni plus ({amount} {currency} demandés), ni plus tôt. Vérifiez le montant et la date.',
    en: 'Commitment {commitmentId}, made on {committedOn}, has only {left} {currency} left; no more than that ({amount} {currency} was asked) is released, and not earlier. Check the amount and the date.',
  },
  ENVELOPE_OVERDRAWN: {
    fr: 'Avec cette correction l’enveloppe est à découvert le {day} ({available} {currency}); elle ne prend plus d’engagement tant qu’elle l’est.',
    en: 'With this correction the envelope is overdrawn on {day} ({available} {currency}); it takes no commitment until it is not.',
  },
  RESULT_ALREADY_RECORDED: {
    fr: 'Le résultat {resultId} est déjà consigné pour cette mission.',
    en: 'Result {resultId} of this mission is already recorded.',
  },
  UNIT_MISMATCH: {
    fr: 'L’indicateur {indicator} se compte en {expected}, non en {unit}; vérifiez l’unité, ou donnez un autre code à ce que vous comptez.',
    en: 'Indicator {indicator} is counted in {expected}, not in {unit}; check the unit, or give what you count another code.',
  },
  INDICATOR_ALREADY_DEFINED: {
    fr: 'L’indicateur {indicator} est déjà défini pour cette aide; rectifiez la définition si elle est fausse.',
    en: 'Indicator {indicator} is already defined for this funding; rectify the definition if it is wrong.',
  },
  INDICATOR_ALREADY_REPORTED: {
    fr: 'L’indicateur {indicator} a déjà une valeur du {from} au {to}; rectifiez-la si elle est fausse.',
    en: 'Indicator {indicator} already has a value from {from} to {to}; rectify it if it is wrong.',
  },
  PERIOD_INVALID: {
    fr: 'Vérifiez cette période : {problem}.',
    en: 'Check this period: {problem}.',
  },
  TITLE_REQUIRED: { fr: 'Donnez au moins un titre.', en: 'Give at least one title.' },
  NAME_REQUIRED: { fr: 'Donnez au moins un nom.', en: 'Give at least one name.' },
  REASON_REQUIRED: { fr: 'Donnez une raison.', en: 'Give a reason.' },
  ORGANIZATION_DUPLICATE_SUSPECTED: {
    fr: 'Ce nom ressemble à celui d’organisations inscrites : {organizationIds}. Si c’en est une autre, passez outre en disant pourquoi.',
    en: 'This name resembles that of registered organisations: {organizationIds}. If it is another one, override and say why.',
  },
  SIMILAR_NAMES: {
    fr: 'Ce nom est proche de celui d’organisations inscrites : {ids}. Vérifiez que c’en est une autre.',
    en: 'This name is close to that of registered organisations: {ids}. Check that it is another one.',
  },
  IDENTIFIER_TAKEN: {
    fr: 'L’identifiant {scheme} {value} est déjà pris.',
    en: 'Identifier {scheme} {value} is already taken.',
  },
  PARTNER_ALREADY_SIGNED: {
    fr: 'L’organisation {organizationId} est déjà partie à l’entente.',
    en: 'Organisation {organizationId} is already a party to the agreement.',
  },
  NOT_SIGNATORY: {
    fr: 'L’organisation {organizationId} n’a pas signé l’entente; consignez plutôt une adhésion.',
    en: 'Organisation {organizationId} has not signed the agreement; record an accession instead.',
  },
  PARTNER_ALREADY_RATIFIED: {
    fr: 'L’organisation {organizationId} a déjà ratifié l’entente.',
    en: 'Organisation {organizationId} has already ratified the agreement.',
  },
  PARTNER_NOT_PARTY: {
    fr: 'L’organisation {organizationId} n’est pas partie à l’entente ce jour-là ({day}); vérifiez la date, ou consignez d’abord comment elle l’est devenue.',
    en: 'Organisation {organizationId} is not a party to the agreement on that day ({day}); check the date, or record first how it became one.',
  },
  WITHDRAWAL_ALREADY_NOTIFIED: {
    fr: 'Le retrait de l’organisation {organizationId} est déjà notifié; il prend effet le {effect}. Révoquez-le d’abord, s’il y a lieu.',
    en: 'The withdrawal of organisation {organizationId} has been notified already; it takes effect on {effect}. Revoke it first, if need be.',
  },
  WITHDRAWAL_NOT_PENDING: {
    fr: 'Aucun retrait de l’organisation {organizationId} n’est en attente ce jour-là.',
    en: 'No withdrawal of organisation {organizationId} is pending on that day.',
  },
  WITHDRAWAL_NOT_REACHED: {
    fr: 'Le retrait n’a pas encore pris effet à coup sûr ({effect}).',
    en: 'The withdrawal has not taken effect for certain yet ({effect}).',
  },
  PARTIES_BELOW_TWO: {
    fr: 'Il reste moins de deux parties le {day} ({parties}); l’entente est peut-être à résilier.',
    en: 'Fewer than two parties remain on {day} ({parties}); the agreement may have to be terminated.',
  },
  INTENT_ALREADY_OPEN: {
    fr: 'L’organisation {organizationId} a déjà une intention ouverte.',
    en: 'Organisation {organizationId} already has an open intent.',
  },
  INTENT_NOT_OPEN: {
    fr: 'L’organisation {organizationId} n’a pas d’intention ouverte ce jour-là.',
    en: 'Organisation {organizationId} has no open intent on that day.',
  },
  EXPECTED_BY_NOT_SET: {
    fr: 'Cette intention n’a pas de date attendue; elle ne devient pas caduque.',
    en: 'This intent has no expected date; it does not lapse.',
  },
  EXPECTED_BY_NOT_REACHED: {
    fr: 'La date attendue ({expectedBy}) n’est pas passée.',
    en: 'The expected date ({expectedBy}) has not passed.',
  },
  INVALID_TRANSITION: {
    fr: 'L’état de ce jour-là ({status}) ne le permet pas; vérifiez la date, ou consignez d’abord ce qui manque.',
    en: 'The status on that day ({status}) does not allow it; check the date, or record first what is missing.',
  },
  PARTIES_TOO_FEW: {
    fr: 'Il faut au moins deux parties le {day} pour l’entrée en vigueur; consignez d’abord les signatures, ou vérifiez les dates.',
    en: 'An entry into force needs at least two parties on {day}; record the signatures first, or check the dates.',
  },
  AGREEMENT_ALREADY_EXPIRED: {
    fr: 'L’entente a pris fin le {endsOn}; l’acte est postérieur ({day}). Vérifiez la date.',
    en: 'The agreement ended on {endsOn}; the act is later ({day}). Check the date.',
  },
  AGREEMENT_ENDED: {
    fr: 'L’entente avait pris fin le {day} ({status}); vérifiez la date.',
    en: 'The agreement had ended by {day} ({status}); check the date.',
  },
  AGREEMENT_NOT_OPEN: {
    fr: 'L’entente n’est pas ouverte à cette organisation ce jour-là : {because}.',
    en: 'The agreement is not open to this organisation on that day: {because}.',
  },
  ACCESSION_WITHOUT_INTENT: {
    fr: 'Aucune intention n’avait été consignée avant cette adhésion.',
    en: 'No intent had been recorded before this accession.',
  },
  FACTS_PASSED_OVER: {
    fr: 'Avec un acte de cette date, des faits déjà consignés ne comptent plus : {events}. Vérifiez les dates; si elles sont justes, passez outre en disant pourquoi.',
    en: 'With an act of this date, facts recorded before no longer count: {events}. Check the dates; if they are right, override and say why.',
  },
  ALREADY_ENDED: {
    fr: 'L’entente avait déjà pris fin et le registre le dit; rien n’a été consigné.',
    en: 'The agreement had already ended and the ledger says so; nothing was recorded.',
  },
  DATE_IN_FUTURE: {
    fr: 'La date ({edtf}) est à venir; un acte se consigne après qu’il a eu lieu, et nous sommes le {today}.',
    en: 'The date ({edtf}) is in the future; an act is recorded after it has happened, and today is {today}.',
  },
  DATE_BASIS_REQUIRED: {
    fr: 'La date ({edtf}) est incertaine; dites comment elle est connue (basis).',
    en: 'The date ({edtf}) is uncertain; say how it is known (basis).',
  },
  DATE_IMPLAUSIBLE: {
    fr: 'Vérifiez cette date : {problem}.',
    en: 'Check this date: {problem}.',
  },
  SOURCE_PREDATES_ACT: {
    fr: 'Les sources citées ont toutes été publiées avant l’acte : {sources}. Vérifiez la date ou les sources.',
    en: 'The sources cited were all published before the act: {sources}. Check the date or the sources.',
  },
  TERM_INVALID: {
    fr: 'La fin ({end}) précède le début ({start}).',
    en: 'The end ({end}) comes before the start ({start}).',
  },
  TERM_INCONSISTENT: {
    fr: 'Le début plus la durée ne donnent pas la fin, à un jour près. Si c’est bien ce que dit l’entente, passez outre en disant pourquoi.',
    en: 'Start plus duration is not the end, within a day. If the agreement says so, override and say why.',
  },
  TERM_OVERTAKEN: {
    fr: 'Cette fin ne tiendra pas : une durée déjà consignée la déplace ensuite (du {startsOn} au {endsOn}). Si c’est bien ce que dit l’entente, passez outre en disant pourquoi.',
    en: 'This end will not hold: a term already recorded moves it afterwards (from {startsOn} to {endsOn}). If the agreement says so, override and say why.',
  },
  TERM_NOT_SET: { fr: 'L’entente n’a pas de dernier jour.', en: 'The agreement has no last day.' },
  RENEWAL_NOT_TACIT: {
    fr: 'Aucune reconduction tacite n’est en cours ce jour-là; il n’y a rien à décliner.',
    en: 'No tacit renewal is in effect on that day; there is nothing to decline.',
  },
  TERM_NOT_REACHED: {
    fr: 'Le dernier jour ({lastDay}) n’est pas passé.',
    en: 'The last day ({lastDay}) has not passed.',
  },
  NOTICE_TOO_SHORT: {
    fr: 'Le préavis est de {noticeDays} jours; il n’y en a pas autant entre l’avis ({notified}) et l’effet ({effect}). Vérifiez les dates; si elles sont justes, passez outre en disant pourquoi.',
    en: 'The notice is {noticeDays} days; there are fewer between the notice ({notified}) and the effect ({effect}). Check the dates; if they are right, override and say why.',
  },
  SUCCESSOR_CYCLE: {
    fr: 'Un cercle se fermerait avec {id} : chacune finirait à la place de l’autre. Annulez d’abord ce qui mène de l’une à l’autre.',
    en: 'This would close a circle with {id}: each would stand in the place of the other. First annul what leads from one to the other.',
  },
  REINSTATEMENT: {
    fr: 'Un rétablissement demande l’accord de toutes les parties. Passez outre en disant comment cet accord est connu.',
    en: 'A reinstatement needs the agreement of all parties. Override and say how that is known.',
  },
  NOTHING_CHANGES: {
    fr: 'Rien ne change : c’est déjà ce qui est consigné.',
    en: 'Nothing changes: that is what is recorded already.',
  },
  REVIEW_ALREADY_EXISTS: {
    fr: 'L’examen {reviewId} est déjà prévu pour cette entente.',
    en: 'Review {reviewId} is already scheduled for this agreement.',
  },
  REVIEW_NOT_FOUND: {
    fr: 'L’examen {reviewId} n’est pas prévu pour cette entente.',
    en: 'Review {reviewId} is not scheduled for this agreement.',
  },
  REVIEW_ALREADY_HELD: {
    fr: 'L’examen {reviewId} a déjà eu lieu.',
    en: 'Review {reviewId} has already been held.',
  },
  DUPLICATE_MEETING: {
    fr: 'Une rencontre de cette entente est déjà consignée ce jour-là : {meetingIds}. Si c’en est une autre, passez outre en disant pourquoi.',
    en: 'A meeting of this agreement is already recorded on that day: {meetingIds}. If it is another one, override and say why.',
  },
  COMMITTEE_DISSOLVED: {
    fr: 'Le comité {committeeId} est dissous depuis le {dissolved}; vérifiez la date.',
    en: 'Committee {committeeId} has been dissolved since {dissolved}; check the date.',
  },
  MANDATE_ALREADY_EXISTS: {
    fr: 'Le comité a déjà un mandat {mandateId}.',
    en: 'The committee already has a mandate {mandateId}.',
  },
  SEAT_TAKEN: {
    fr: 'Le siège « {seat} » est occupé ces jours-là (mandat {mandateId}); vérifiez les dates, ou consignez d’abord la fin de ce mandat.',
    en: 'The seat “{seat}” is taken on some of these days (mandate {mandateId}); check the dates, or record the end of that mandate first.',
  },
  MANDATE_TOO_LONG: {
    fr: 'Le mandat va du {start} au {end}; le règlement le limite à {mandateLength}. Si c’est bien ce qui a été décidé, passez outre en disant pourquoi.',
    en: 'The mandate runs from {start} to {end}; the bylaw limits it to {mandateLength}. If that is what was decided, override and say why.',
  },
  MANDATE_NOT_VALID: {
    fr: 'Ces personnes n’ont pas de mandat consigné le {day} : {personIds}. Consignez-le d’abord, ou passez outre en disant pourquoi.',
    en: 'These persons have no recorded mandate on {day}: {personIds}. Record it first, or override and say why.',
  },
  CONFLICT_OF_INTEREST: {
    fr: 'Ces personnes se sont récusées dans cette affaire et ne votent pas : {personIds}. Vérifiez le vote, ou la déclaration.',
    en: 'These persons stepped aside in this matter and do not vote: {personIds}. Check the vote, or the declaration.',
  },
  CONFLICT_SUSPECTED: {
    fr: 'Ces personnes ont été vues en fonction chez le porteur du projet ({organizationId}) : {personIds}. Vérifiez s’il y a conflit d’intérêts.',
    en: 'These persons were seen in a role at the promoter of the project ({organizationId}): {personIds}. Check whether there is a conflict of interest.',
  },
  QUORUM_NOT_MET: {
    fr: 'Le règlement demande {required} personnes présentes; {present} de celles qui sont nommées comptent, avec un mandat et sans récusation. Vérifiez les présences; si personne n’est nommé, vous pouvez passer outre en disant pourquoi.',
    en: 'The bylaw asks for {required} persons to be present; {present} of those named count, with a mandate and not recused. Check who was present; where nobody is named, you may override and say why.',
  },
  MAJORITY_NOT_SHOWN: {
    fr: 'La résolution est adoptée par {for} voix contre {against}; rien ne montre une majorité. Vérifiez les votes.',
    en: 'The resolution is adopted by {for} votes to {against}; that does not show a majority. Check the votes.',
  },
  VOTE_ALREADY_RECORDED: {
    fr: 'Le vote de {personId} est déjà consigné; s’il est erroné, rectifiez-le.',
    en: 'The vote of {personId} is already recorded; if it is wrong, rectify it.',
  },
  PROMOTER_NOT_ENTERPRISE: {
    fr: 'Le porteur du projet ({organizationId}) n’est pas connu comme une entreprise. Vérifiez-le.',
    en: 'The promoter of the project ({organizationId}) is not known as an enterprise. Check it.',
  },
  APPROVAL_ALREADY_GIVEN: {
    fr: 'L’approbation {approval} est déjà donnée à ce projet.',
    en: 'This project was already given the approval {approval}.',
  },
  APPROVAL_MISSING: {
    fr: 'Il manque au projet, ce jour-là, une approbation que les règles demandent : {missing}. Consignez-la d’abord, ou vérifiez la date.',
    en: 'On that day the project lacks an approval that the rules ask for: {missing}. Record it first, or check the date.',
  },
  RESOLUTION_NOT_ADOPTED: {
    fr: 'La résolution {resolutionId} n’est pas adoptée le {day}, ou porte sur autre chose que ce projet; vérifiez-la, ou consignez d’abord son adoption.',
    en: 'Resolution {resolutionId} is not adopted on {day}, or is about something other than this project; check it, or record its adoption first.',
  },
  RULE_ALREADY_RECORDED: {
    fr: 'La règle {code} est déjà consignée pour le {day}; si elle est erronée, rectifiez-la.',
    en: 'Rule {code} is already recorded for {day}; if it is wrong, rectify it.',
  },
  OUTCOME_ALREADY_RECORDED: {
    fr: 'Le programme a déjà une retombée {outcomeId}.',
    en: 'The programme already has an outcome {outcomeId}.',
  },
  ANNUAL_ALREADY_FILED: {
    fr: 'C’est déjà consigné pour {year}; si c’est erroné, rectifiez-le.',
    en: 'That is already recorded for {year}; if it is wrong, rectify it.',
  },
  ANNUAL_PROGRAMME_MISSING: {
    fr: 'Aucune programmation annuelle n’est consignée pour {year}.',
    en: 'No annual programme is recorded for {year}.',
  },
  EVIDENCE_REQUIRED: {
    fr: 'Citez au moins une source déposée.',
    en: 'Cite at least one deposited source.',
  },
  OVERRIDE_NOT_ALLOWED: {
    fr: 'La règle {rule} ne se laisse pas outrepasser.',
    en: 'Rule {rule} cannot be overridden.',
  },
} as const satisfies Phrases;

export type RefusalCode = keyof typeof MESSAGES;

/** Rules that a caller may override with a reason (strength POLICY). */
export const POLICY_CODES = [
  'ORGANIZATION_DUPLICATE_SUSPECTED',
  'DUPLICATE_MEETING',
  'TERM_INCONSISTENT',
  'TERM_OVERTAKEN',
  'FACTS_PASSED_OVER',
  'AGREEMENT_NOT_OPEN',
  'PARTNER_ALREADY_SIGNED',
  'RECORD_HAS_FOLLOWERS',
  'NOTICE_TOO_SHORT',
  'REINSTATEMENT',
  'MANDATE_TOO_LONG',
  'MANDATE_NOT_VALID',
  'QUORUM_NOT_MET',
  'APPROVAL_MISSING',
] as const satisfies readonly RefusalCode[];

/** A rule that a caller may override: only these can be checked as policies. */
export type PolicyCode = (typeof POLICY_CODES)[number];

/** What may come as a warning with a command that is recorded. */
export const ADVICE_CODES = [
  'ACCESSION_WITHOUT_INTENT',
  'ALLOTMENT_DIFFERS',
  'ALREADY_ENDED',
  'ANNUAL_PROGRAMME_MISSING',
  'APPROVAL_MISSING',
  'CONFLICT_SUSPECTED',
  'DATE_IMPLAUSIBLE',
  'ENVELOPE_OVERDRAWN',
  'FACTS_PASSED_OVER',
  'MAJORITY_NOT_SHOWN',
  'PARTIES_BELOW_TWO',
  'PROMOTER_NOT_ENTERPRISE',
  'SAME_ORGANIZATION_IS_PARTY',
  'SIMILAR_NAMES',
  'SOURCE_PREDATES_ACT',
  'SUCCESSION_TO_RECORD',
] as const satisfies readonly RefusalCode[];

/** The code of a warning. */
export type AdviceCode = (typeof ADVICE_CODES)[number];

/** Refusals after which the same command may succeed unchanged. */
export const RETRYABLE_CODES: readonly RefusalCode[] = [
  'CONCURRENCY_CONFLICT',
  'STORE_UNAVAILABLE',
  'FILES_UNAVAILABLE',
  'READ_NOT_NOTED',
  'PROJECTION_BEHIND',
];
