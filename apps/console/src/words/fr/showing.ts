/** What several pages say alike. */
export const showing = {
  query: 'Requête',
  variables: 'Variables :',
  copy: 'Copier',
  copied: 'Copié',
  yes: 'oui',
  no: 'non',
};
