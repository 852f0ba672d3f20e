import type { DataOfMembers } from '../../facts/member.js';
import type { AskedName } from '../../rules/decision.js';
import * as m from '../../facts/member.js';

const OFFICIAL = 'OFFICIAL';

/** A name of an organisation; `use` says what for: OFFICIAL, OFFICIAL_TRANSLATION, ACRONYM, VARIANT … */
export const organizationName = m.object('OrganizationNameInput', 'A name of an organisation.', {
  text: m.name('The name.'),
  lang: m.language('Its language.'),
  use: m.withDefault(m.word('OFFICIAL by default; ACRONYM, VARIANT …'), OFFICIAL),
});

/** A name as a command gives it, to be compared with those of others. */
export function asAsked({
  text,
  use = OFFICIAL,
}: {
  readonly text: string;
  readonly use?: string;
}): AskedName {
  return { text, use };
}

/** A name of an organisation as it is recorded. */
export type OrganizationName = DataOfMembers<{ name: ReturnType<typeof organizationName> }>['name'];
