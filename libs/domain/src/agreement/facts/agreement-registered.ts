import { decider } from '../../facts/judge.js';
import { fact } from '../../facts/fact.js';
import { identifier } from '../../facts/identifier.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { identifierRepeated, identifierTaken } from '../../rules/identifiers.js';

export const YES_NO_UNKNOWN = ['YES', 'NO', 'UNKNOWN'] as const;

const objective = m.object('ObjectiveInput', 'An objective of an agreement.', {
  code: m.withDefault(
    m.word('Its code; by default its place in the list: OBJ-1.'),
    (index) => `OBJ-${index + 1}`,
  ),
  texts: m.texts('What it says, by language.'),
});

export const BINDING_ON = ['SIGNATURE', 'RATIFICATION'] as const;

const FIRST_VERSION = {
  agreementId: m.made(m.id('agreement', 'Its id; by default the ledger makes one.')),
  kind: m.word('MOU, COOPERATION_AGREEMENT, IMPLEMENTATION_AGREEMENT …'),
  title: m.refusedAs('TITLE_REQUIRED', m.texts('Its title by language, in at least one.')),
  objectives: m.optional(m.list(objective('What it is for.'))),
  sectors: m.optional(m.texts('The sectors that it concerns.')),
  openToAccession: m.optional(m.flag('Whether others may accede; absent: not known.')),
  binding: m.withDefault(
    m.oneOf(YES_NO_UNKNOWN, 'Whether it binds its parties; UNKNOWN by default.', 'YesNoUnknown'),
    'UNKNOWN',
  ),
};

const SECOND_VERSION = {
  ...FIRST_VERSION,
  initiative: m.optional(m.texts('Of which initiative it is a part.')),
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
  shape: ({ draft, input }) => codeRepeated(draft.data.objectives) ?? identifierRepeated(input.identifiers),
  identity: ({ input, context }) => identifierTaken(input.identifiers, context),
});

function codeRepeated(objectives: readonly { readonly code: string }[] = []): Refusal | null {
  const codes = objectives.map(({ code }) => code);
  const repeated = codes.findIndex((code, index) => codes.indexOf(code) !== index);
  return repeated < 0
    ? null
    : refuse('VALIDATION_FAILED', `objectives.${repeated}.code`, { problem: 'CODE_REPEATED' });
}
