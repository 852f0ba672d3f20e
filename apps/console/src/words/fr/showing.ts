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
  download: 'Télécharger :',
  downloadAs: {
    csv: 'Télécharger la liste en CSV, pour un tableur',
    xlsx: 'Télécharger la liste en classeur XLSX',
    jsonl: 'Télécharger la liste en JSONL, pour un programme',
  },
};
