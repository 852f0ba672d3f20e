import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { edgesRefused } from '../../rules/edges-closed.js';
import { othersUnfit } from './others.js';

/** Organisations that were registered apart are one. */
export const OrganizationsLinkedAsSame = fact({
  type: 'OrganizationsLinkedAsSame',
  stream: 'organization',
  command: 'linkOrganizations',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne que des organisations inscrites séparément n’en sont qu’une; les listes montrent la première.',
    en: 'Records that organisations which were registered apart are one; lists show the first.',
  },
  called: { fr: 'rapprochement d’organisations', en: 'link of organisations' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['occurredOn', 'sameIds'],
  members: {
    organizationId: m.id('organization', 'The one that lists show for all of them.'),
    sameIds: m.list(m.linked('same', m.id('organization', 'The others, which are the same.')), {
      atLeast: 1,
      tooShort: 'ORGANIZATION_NEEDED',
    }),
    confidence: m.optional(m.word('How sure that is.')),
  },
});

export const linkOrganizations = decider(OrganizationsLinkedAsSame, {
  shape: ({ draft: { data } }) => othersUnfit(data.organizationId, data.sameIds, 'sameIds', 'SAME_AS_ITSELF'),
  identity: ({ draft: { data }, context }) =>
    edgesRefused('same', data.organizationId, data.sameIds, 'sameIds', context),
});
