/** What each person sets for this browser. */
export const settings = {
  title: 'Réglages',
  lead: 'Ces choix valent pour ce navigateur ; le registre n’en sait rien.',
  language: 'Langue',
  french: 'français',
  english: 'anglais',
  colours: 'Couleurs',
  light: 'claires',
  dark: 'sombres',
  auto: 'comme l’appareil',
  calendar: 'L’échéancier dans votre agenda',
  calendarHelp:
    'Une adresse privée à laquelle votre agenda (Outlook, Google, Apple…) s’abonne : il montre les échéances du registre et les tient à jour. Qui a l’adresse voit l’échéancier, et rien d’autre.',
  calendarSince:
    'Une adresse est en service depuis le {{when}}. Elle n’est plus montrée ; une nouvelle la remplace.',
  calendarMake: 'Créer l’adresse',
  calendarAgain: 'Créer une nouvelle adresse',
  calendarRevoke: 'Révoquer l’adresse',
  calendarRevoked: 'L’adresse est révoquée : aucun agenda ne reçoit plus l’échéancier par elle.',
  calendarShown: 'Adresse à donner à votre agenda',
  calendarOnce:
    'Copiez-la maintenant : elle n’est montrée qu’une fois. L’adresse d’avant, s’il y en avait une, ne vaut plus.',
  calendarKind: 'Sorte d’échéances',
  calendarAll: 'toutes',
  calendarCopy: 'Copier',
  calendarCopied: 'Copiée',
  keys: 'Raccourcis d’une seule lettre',
  keysHelp:
    'Par exemple « c » pour comparer. Désactivez-les si vous dictez, ou si une touche vous échappe. Ils ne valent jamais dans un champ.',
  keysOn: 'Raccourcis d’une seule lettre permis',
  logKey: 'Clé publique du journal',
  logKeyHelp:
    'Celle que le dépositaire vous a donnée par une autre voie que cette page (papier, téléphone). Ce navigateur vérifie avec elle la signature des points de contrôle.',
  logKeyLabel: 'Clé, telle que l’écrit « entente key show »',
  logKeyKeep: 'Garder cette clé',
  logKeyKept: 'La clé est gardée dans ce navigateur.',
  logKeyGone: 'Aucune clé n’est gardée.',
  logKeyWrong:
    'Ce n’est pas une clé publique de journal : elle a la forme nom+chiffres+lettres, d’un seul tenant.',
  logKeyNotKept: 'Ce navigateur ne garde rien pour cette adresse.',
  kept: 'Ce qui est gardé sur cet ordinateur',
  keptHelp:
    'Vos choix de cette page, et les brouillons que vous n’avez pas encore consignés. Aucune réponse du registre.',
  keepNothing: 'Ne garder aucun brouillon sur cet ordinateur',
  keepNothingHelp:
    'Pour un ordinateur que d’autres utilisent : les brouillons durent autant que la page, et la quitter le demande d’abord.',
  keptNone: 'Rien n’est gardé.',
  keptChoices: 'Choix de cette page',
  keptUnread: 'le navigateur ne les montre pas',
  keptDrafts: 'Brouillons et envois',
  erase: 'Tout effacer de cet ordinateur',
  eraseSure: 'Effacer aussi les brouillons ? Ce qui n’est pas consigné sera perdu.',
  eraseYes: 'Oui, tout effacer',
  eraseNo: 'Non, garder',
  erased: 'Tout est effacé.',
  notErased:
    'Rien n’est effacé, ou pas tout : le navigateur a refusé. Fermez les autres onglets du registre et réessayez, ou effacez les données de ce site dans le navigateur.',
  you: 'Vous',
  name: 'Nom',
  role: 'Rôle',
  ledger: 'Registre',
  zone: 'Fuseau horaire',
};
