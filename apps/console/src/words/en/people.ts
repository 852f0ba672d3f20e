import type { people as french } from '../fr/people.js';
import type { Same } from '../same.js';

/** People, and the roles in which they were seen. */
export const people: Same<typeof french> = {
  person: 'Person',
  title: 'People',
  lead: 'Names are sealed: a person is found by name, and no list shows them all.',
  searchLabel: 'Name, or how each of its words begins',
  begin: 'Write a name to find a person.',
  longer: 'Write more of the name.',
  nobody: 'Nobody has a name like “{{text}}” at these dates.',
  forbidden: 'Your role does not read the names of people.',
  count_one: '{{count}} person',
  count_other: '{{count}} people',
  name: 'Name',
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
