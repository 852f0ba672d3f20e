import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import type { Refusal } from '../../rules/decision.js';
import { identifierRepeated, identifierTaken } from '../../rules/identifiers.js';
import { identifier } from '../../facts/identifier.js';
import { nearNames, sameName } from '../names-of-others.js';
import { asAsked, organizationName } from './organization-name.js';
import { relation, toItself } from './relation.js';

const FIRST_VERSION = {
  organizationId: m.made(m.id('organization', 'Its id; by default the ledger makes one.')),
  names: m.refusedAs('NAME_REQUIRED', m.list(organizationName('Its names, at least one.'))),
  kind: m.optional(m.word('The kind of organisation.')),
  jurisdiction: m.optional(m.word('Where it belongs: CA-QC, US-VT …')),
  foundedOn: m.optional(m.date('When it was founded.')),
  identifiers: m.optional(m.list(identifier('Its identifiers.'))),
  relations: m.optional(m.list(relation('Its relations to other organisations.'))),
};

/** An organisation is entered in the ledger. */
export const OrganizationRegistered = fact({
  type: 'OrganizationRegistered',
  stream: 'organization',
  command: 'registerOrganization',
  recorder: 'SECRETARIAT',
  says: { fr: 'Inscrit une organisation.', en: 'Registers an organisation.' },
  called: { fr: 'inscription de l’organisation', en: 'registration of the organisation' },
  dates: { occurred: 'OPTIONAL' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  members: {
    ...FIRST_VERSION,
    regions: m.optional(m.list(m.word('The regions where it works.'))),
    legalPersonality: m.optional(m.flag('Whether it has legal personality.')),
  },
  earlier: [{ members: FIRST_VERSION, upcast: (data) => data }],
});

export const registerOrganization = decider(OrganizationRegistered, {
  asks: ({ names }) => ({ similarNames: names.map(asAsked) }),
  shape: (asked) => identifierRepeated(asked.input.identifiers) ?? relatedToItself(asked),
  identity: [
    ({ input, context }) => identifierTaken(input.identifiers, context),
    (asked) => sameName(asked, 'names', asked.draft.data.names),
  ],
  advice: (asked) => nearNames(asked, 'names', asked.draft.data.names),
});

type Registering = Asked<typeof OrganizationRegistered>;

function relatedToItself({ draft: { data } }: Registering): Refusal | null {
  for (const [index, { organizationId }] of (data.relations ?? []).entries()) {
    const refused = toItself(`relations.${index}`, organizationId, data.organizationId);
    if (refused) return refused;
  }
  return null;
}
