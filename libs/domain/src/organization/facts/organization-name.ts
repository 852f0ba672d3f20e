import type { DataOfMembers } from '../../facts/member.js';
import * as m from '../../facts/member.js';

/** A name of an organisation; `use` says what for: OFFICIAL, OFFICIAL_TRANSLATION, ACRONYM, VARIANT … */
export const organizationName = m.object('OrganizationNameInput', 'A name of an organisation.', {
  text: m.name('The name.'),
  lang: m.language('Its language.'),
  use: m.withDefault(m.word('OFFICIAL unless given; ACRONYM, VARIANT …'), 'OFFICIAL'),
});

/** A name of an organisation as it is recorded. */
export type OrganizationName = DataOfMembers<{ name: ReturnType<typeof organizationName> }>['name'];
