/** People, and the roles in which they were seen. */
export const people = {
  nameSealed: 'Le nom de cette personne n’est pas lisible ici.',
  roles: 'Rôles ({{count}})',
  noRoles: 'Aucun rôle observé à ces dates.',
  noTitle: 'sans titre',
  roleTitle: 'À quel titre',
  organization: 'Organisation',
  observedOn: 'Observé',
  current: 'Encore en fonction',
  stillSo: 'oui',
  former: 'non',
};
