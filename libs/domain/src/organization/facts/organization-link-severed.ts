import { fact, isOf, type EventOf } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type PastEvent } from '../../rules/decision.js';
import { OrganizationsLinkedAsSame } from './organizations-linked-as-same.js';
import { othersUnfit } from './others.js';

/** Organisations that were linked as one are not. */
export const OrganizationLinkSevered = fact({
  type: 'OrganizationLinkSevered',
  stream: 'organization',
  command: 'severOrganizationLink',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne que des organisations rapprochées ne sont pas la même.',
    en: 'Records that organisations which were linked are not the same.',
  },
  called: { fr: 'séparation d’organisations', en: 'severed link of organisations' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['occurredOn', 'sameIds', 'reason'],
  members: {
    organizationId: m.id('organization', 'The one that lists show for them.'),
    sameIds: m.list(m.unlinked('same', m.id('organization', 'Those that are not the same.')), {
      atLeast: 1,
      tooShort: 'ORGANIZATION_NEEDED',
    }),
    reason: m.note(m.freeText('Why; kept confidential.')),
  },
});

export const severOrganizationLink = decider(OrganizationLinkSevered, {
  shape: ({ draft: { data } }) => othersUnfit(data.organizationId, data.sameIds, 'sameIds', 'SAME_AS_ITSELF'),
  identity({ events, draft: { data } }) {
    const linked = new Set(linksIn(events).map(({ id }) => id));
    const index = data.sameIds.findIndex((id) => !linked.has(id));
    return index < 0
      ? null
      : refuse('LINK_NOT_FOUND', `sameIds.${index}`, {
          id: data.sameIds[index] ?? '',
          organizationId: data.organizationId,
        });
  },
});

/** An organisation that is linked below another one, and the event that says so. */
export interface LinkedAsSame {
  readonly id: string;
  readonly by: EventOf<typeof OrganizationsLinkedAsSame>;
}

/** What the facts of a stream that are in effect link below its subject: what is severed is linked no more. */
export function linksIn(facts: readonly PastEvent[]): readonly LinkedAsSame[] {
  const linked = new Map<string, LinkedAsSame>();
  for (const fact of facts) {
    if (isOf(OrganizationsLinkedAsSame, fact))
      for (const id of fact.data.sameIds) linked.set(id, { id, by: fact });
    if (isOf(OrganizationLinkSevered, fact)) for (const id of fact.data.sameIds) linked.delete(id);
  }
  return [...linked.values()];
}
