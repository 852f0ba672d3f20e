import { decider } from '../../facts/judge.js';
import { fact } from '../../facts/fact.js';
import { identifier } from '../../facts/identifier.js';
import * as m from '../../facts/member.js';
import { identifierRepeated, identifierTaken } from '../../rules/identifiers.js';
import { codeRepeated } from '../content.js';
import * as content from './content-members.js';

export const BINDING_ON = ['SIGNATURE', 'RATIFICATION'] as const;

const FIRST_VERSION = {
  agreementId: m.made(m.id('agreement', 'Its id; by default the ledger makes one.')),
  kind: m.word('MOU, COOPERATION_AGREEMENT, IMPLEMENTATION_AGREEMENT …'),
  title: content.title,
  objectives: m.optional(content.objectives),
  sectors: m.optional(content.sectors),
  openToAccession: m.optional(content.openToAccession),
  binding: m.withDefault(
    m.oneOf(content.YES_NO_UNKNOWN, 'Whether it binds its parties; UNKNOWN by default.', 'YesNoUnknown'),
    'UNKNOWN',
  ),
};

const SECOND_VERSION = {
  ...FIRST_VERSION,
  initiative: m.optional(content.initiative),
  instrumentLabel: m.optional(m.word('What its text calls it: entente, convention, protocole …')),
  bindingOn: m.optional(
    m.oneOf(BINDING_ON, 'What makes an organisation a party: SIGNATURE by default.', 'BindingOn'),
  ),
};

/** An agreement is entered in the ledger. */
export const AgreementRegistered = fact({
  type: 'AgreementRegistered',
  stream: 'agreement',
  command: 'registerAgreement',
  recorder: 'SECRETARIAT',
  says: { fr: 'Inscrit une entente, comme projet.', en: 'Registers an agreement, as a draft.' },
  called: { fr: 'inscription de l’entente', en: 'registration of the agreement' },
  dates: { occurred: 'OPTIONAL' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  members: {
    ...SECOND_VERSION,
    identifiers: m.optional(m.list(identifier('Its identifiers in registers that others keep.'))),
  },
  earlier: [
    { members: FIRST_VERSION, upcast: (data) => data },
    { members: SECOND_VERSION, upcast: (data) => data },
  ],
});

export const registerAgreement = decider(AgreementRegistered, {
  shape: ({ draft, input }) =>
    codeRepeated(draft.data.objectives, 'objectives') ?? identifierRepeated(input.identifiers),
  identity: ({ input, context }) => identifierTaken(input.identifiers, context),
});
