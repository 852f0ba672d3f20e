/** Signing in and out. */
export const session = {
  title: 'Ouvrir le registre',
  intro:
    'Le registre des ententes demande qui vous êtes. Collez votre jeton ; il ne reste dans aucun script ni dans aucune adresse.',
  token: 'Jeton',
  where:
    'Où le trouver ? La personne qui administre le registre en crée un avec la commande « npm run -s entente -- token create ». Le premier est dans le fichier indiqué au premier démarrage.',
  signIn: 'Ouvrir',
  working: 'Un instant…',
  refused: 'Ce jeton n’est pas (ou n’est plus) accepté. Vérifiez qu’il est entier, ou demandez-en un autre.',
  codeUsed: 'Ce lien a déjà servi ou a expiré. Collez un jeton, ou demandez un autre lien.',
  ended: 'Votre session est terminée',
  endedIntro: 'Ce que vous avez écrit est encore là. Collez votre jeton pour continuer.',
  endsSoon: 'Votre session se termine le {{when}}. Ce que vous avez écrit reste.',
  again: 'Ouvrir de nouveau',
  notKept:
    'Le jeton est bon, mais ce navigateur n’a pas gardé la session. Permettez-lui les témoins (cookies) de ce site, puis réessayez.',
  notKeptHttp:
    'Le jeton est bon, mais ce registre n’ouvre de session que par https, et cette adresse est en http. Demandez l’adresse en https à la personne qui l’administre.',
  notSecure: 'Cette adresse n’est pas en https',
  notSecureHelp:
    'Votre jeton et ce que vous lisez passent en clair sur le réseau. Tout ce que vous consignez est gardé comme ailleurs. La personne qui administre le registre peut mettre devant lui un serveur mandataire avec TLS (docs/operators.md).',
  signOut: 'Fermer la session',
  draftsKept_one: 'Il reste {{count}} brouillon ou envoi, en clair, sur cet ordinateur.',
  draftsKept_many: 'Il reste {{count}} brouillons ou envois, en clair, sur cet ordinateur.',
  draftsKept_other: 'Il reste {{count}} brouillons ou envois, en clair, sur cet ordinateur.',
  keepDrafts: 'Fermer la session et les garder',
  notErased:
    'Rien n’a été effacé : le navigateur a refusé. Fermez les autres onglets du registre et réessayez, ou effacez les données de ce site dans le navigateur.',
  notSignedOut:
    'La session est encore ouverte : le registre ne répond pas. Réessayez avant de quitter cet ordinateur.',
  eraseDrafts: 'Fermer la session et tout effacer',
};
