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
  keys: 'Raccourcis d’une seule lettre',
  keysHelp:
    'Par exemple « c » pour comparer. Désactivez-les si vous dictez, ou si une touche vous échappe. Ils ne valent jamais dans un champ.',
  keysOn: 'Raccourcis d’une seule lettre permis',
  kept: 'Ce qui est gardé sur cet ordinateur',
  keptHelp:
    'Vos choix de cette page, et les brouillons que vous n’avez pas encore consignés. Aucune réponse du registre.',
  keptNone: 'Rien n’est gardé.',
  keptChoices: 'Choix de cette page',
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
