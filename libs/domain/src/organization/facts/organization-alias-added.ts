import { fact, recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type PastEvent, type Refusal, type Text } from '../../rules/decision.js';
import { nearNames, sameName } from '../names-of-others.js';
import { asAsked, organizationName } from './organization-name.js';
import { OrganizationRegistered } from './organization-registered.js';
import { OrganizationRenamed } from './organization-renamed.js';

/** A name by which an organisation is known besides. */
export const OrganizationAliasAdded = fact({
  type: 'OrganizationAliasAdded',
  stream: 'organization',
  command: 'addOrganizationAlias',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Ajoute un nom sous lequel une organisation est connue.',
    en: 'Adds a name by which an organisation is known.',
  },
  called: { fr: 'ajout d’un nom', en: 'added name' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['occurredOn'],
  members: {
    organizationId: m.id('organization', 'The organisation.'),
    alias: m.refusedAs('NAME_REQUIRED', organizationName('The name.')),
  },
});

export const addOrganizationAlias = decider(OrganizationAliasAdded, {
  asks: ({ alias }) => ({ similarNames: [asAsked(alias)] }),
  identity: (asked) => knownAlready(asked) ?? sameName(asked, 'alias', [asked.draft.data.alias]),
  advice: (asked) => nearNames(asked, 'alias', [asked.draft.data.alias]),
});

function knownAlready({ events, draft }: Asked<typeof OrganizationAliasAdded>): Refusal | null {
  const { text, lang } = draft.data.alias;
  const known = namesIn(events).some((name) => name.text === text && name.lang === lang);
  return known ? refuse('ALIAS_ALREADY_KNOWN', 'alias', { text, lang }) : null;
}

/** Every name that the stream has recorded, whatever its use. */
function namesIn(events: readonly PastEvent[]): readonly Text[] {
  return [
    ...recorded(events, OrganizationRegistered).flatMap(({ data }) => data.names),
    ...recorded(events, OrganizationAliasAdded).map(({ data }) => data.alias),
    ...recorded(events, OrganizationRenamed).map(({ data }) => data.name),
  ];
}
