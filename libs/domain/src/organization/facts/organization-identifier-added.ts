import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Claim, type PastEvent } from '../../rules/decision.js';
import { isSameIdentifier } from '../../rules/identifiers.js';
import { identifier } from '../../facts/identifier.js';
import { OrganizationRegistered } from './organization-registered.js';

/** An identifier of an organisation in a register that others keep. */
export const OrganizationIdentifierAdded = fact({
  type: 'OrganizationIdentifierAdded',
  stream: 'organization',
  command: 'addOrganizationIdentifier',
  recorder: 'SECRETARIAT',
  says: { fr: 'Ajoute un identifiant d’une organisation.', en: 'Adds an identifier of an organisation.' },
  called: { fr: 'ajout d’un identifiant', en: 'added identifier' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['occurredOn'],
  members: {
    organizationId: m.id('organization', 'The organisation.'),
    identifier: identifier('The identifier.'),
  },
});

export const addOrganizationIdentifier = decider(OrganizationIdentifierAdded, {
  identity({ events, input, context }) {
    const taken = [...context.taken, ...identifiersIn(events)].some((one) =>
      isSameIdentifier(one, input.identifier),
    );
    return taken ? refuse('IDENTIFIER_TAKEN', 'identifier', { ...input.identifier }) : null;
  },
});

function identifiersIn(events: readonly PastEvent[]): readonly Claim[] {
  return [
    ...recorded(events, OrganizationRegistered).flatMap(({ data }) => data.identifiers ?? []),
    ...recorded(events, OrganizationIdentifierAdded).map(({ data }) => data.identifier),
  ];
}
