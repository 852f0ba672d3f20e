/** What several pages say alike. */
export const showing = {
  query: 'Requête',
  variables: 'Variables :',
  copy: 'Copier',
  copied: 'Copié',
  recorded: 'consigné',
  yes: 'oui',
  no: 'non',
  history: 'Histoire ({{count}})',
};
