/** What several pages say alike. */
export const showing = {
  query: 'Requête',
  variables: 'Variables :',
  search: 'Chercher',
  copy: 'Copier',
  copied: 'Copié',
  copyByHand: 'Ce navigateur n’a pas copié. Sélectionnez ceci et copiez-le :',
  yes: 'oui',
  no: 'non',
  nothingFound: 'Rien de ce nom dans le registre.',
  notAsked: 'Le registre ne répond pas : sa liste manque. Réessayez, ou écrivez l’identifiant.',
  registerNew: 'Inscrire « {{name}} », qui n’est pas encore au registre…',
  onlyFirst_one: 'On n’en montre ici que {{count}}.',
  onlyFirst_many: 'On n’en montre ici que {{count}}.',
  onlyFirst_other: 'On n’en montre ici que {{count}}.',
  print: 'Imprimer',
  download: 'Télécharger :',
  downloadAs: {
    csv: 'Télécharger la liste en CSV, pour un tableur',
    xlsx: 'Télécharger la liste en classeur XLSX',
    jsonl: 'Télécharger la liste en JSONL, pour un programme',
  },
};
