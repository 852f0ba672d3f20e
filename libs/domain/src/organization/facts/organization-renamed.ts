import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { nearNames, sameName } from '../names-of-others.js';
import { asAsked, organizationName } from './organization-name.js';

/** An organisation took another name. */
export const OrganizationRenamed = fact({
  type: 'OrganizationRenamed',
  stream: 'organization',
  command: 'renameOrganization',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne qu’une organisation a changé de nom.',
    en: 'Records that an organisation took another name.',
  },
  called: { fr: 'changement de nom', en: 'renaming' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    organizationId: m.id('organization', 'The organisation.'),
    name: m.refusedAs('NAME_REQUIRED', organizationName('Its new name.')),
  },
});

export const renameOrganization = decider(OrganizationRenamed, {
  asks: ({ name }) => ({ similarNames: [asAsked(name)] }),
  identity: (asked) => sameName(asked, 'name', [asked.draft.data.name]),
  advice: (asked) => nearNames(asked, 'name', [asked.draft.data.name]),
});
