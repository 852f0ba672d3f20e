import type { people as french } from '../fr/people.js';
import type { Same } from '../same.js';

/** People, and the roles in which they were seen. */
export const people: Same<typeof french> = {
  nameSealed: 'The name of this person cannot be read here.',
  roles: 'Roles ({{count}})',
  noRoles: 'No role observed at these dates.',
  noTitle: 'without a title',
  roleTitle: 'As',
  organization: 'Organisation',
  observedOn: 'Observed',
  current: 'Still held',
  stillSo: 'yes',
  former: 'no',
};
