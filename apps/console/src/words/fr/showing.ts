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
};
