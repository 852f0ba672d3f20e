import type { DataOf, InputOf } from '../../facts/fact.js';
import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { saysTheSame } from '../../rules/same.js';
import { codeRepeated } from '../content.js';
import { contentOn, type Content } from '../line/index.js';
import { lineOf, notLive } from '../on-the-line.js';
import * as content from './content-members.js';

const MEMBERS = ['title', 'objectives', 'sectors', 'openToAccession', 'binding', 'initiative'] as const;

const binding = m.oneOf(content.YES_NO_UNKNOWN, 'Whether it binds its parties.', 'YesNoUnknown');
const value = (says: string) =>
  m.either([content.objectives, content.title, content.openToAccession, binding], says);

const amendment = m.object('AmendmentInput', 'A change of one member of what an agreement says of itself.', {
  member: m.oneOf(MEMBERS, 'title, objectives, sectors, openToAccession, binding or initiative.'),
  title: m.optional(m.askedOnly(content.title)),
  objectives: m.optional(m.askedOnly(content.objectives)),
  sectors: m.optional(m.askedOnly(content.sectors)),
  openToAccession: m.optional(m.askedOnly(content.openToAccession)),
  binding: m.optional(m.askedOnly(binding)),
  initiative: m.optional(m.askedOnly(content.initiative)),
  before: m.optional(m.computed(value('What held until then; absent: nothing was known.'))),
  after: m.optional(m.computed(value('What holds from then on; absent: it is taken away.'))),
});

/** What an agreement says of itself is changed, from a day on. */
export const AgreementAmended = fact({
  type: 'AgreementAmended',
  stream: 'agreement',
  command: 'amendAgreement',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne un avenant : ce que dit l’entente change à compter d’un jour.',
    en: 'Records an amendment: what the agreement says changes from a day on.',
  },
  called: { fr: 'avenant', en: 'amendment' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    changes: m.list(amendment('The members that change, each whole.'), { atLeast: 1 }),
    instrument: m.optional(m.word('The instrument that says so.')),
  },
});

type Amending = Asked<typeof AgreementAmended>;
type Change = DataOf<typeof AgreementAmended>['changes'][number];
type ChangeInput = InputOf<typeof AgreementAmended>['changes'][number];

export const amendAgreement = decider(AgreementAmended, {
  complete({ events, draft, input }) {
    const held = contentOn(lineOf(events), draft.effective.point);
    return { changes: input.changes.map((change) => changeOf(change, held)) };
  },
  asGiven: ({ changes }) => ({
    changes: changes.map(({ member, after }) => ({
      member,
      ...(after !== undefined && { [member]: after }),
    })),
  }),
  shape({ input }) {
    for (const [index, change] of input.changes.entries()) {
      const refused = badChange(change, `changes.${index}`, input.changes.slice(0, index));
      if (refused) return refused;
    }
    return null;
  },
  lifecycle: (asked) => notLive(asked) ?? nothingChanges(asked),
});

/** What is stored of a change: the member whole, as it was and as it is from then on. */
function changeOf(change: ChangeInput, held: Content | null): Change {
  const { member } = change;
  const before = held?.[member];
  const after = member === 'objectives' ? coded(change.objectives) : change[member];
  return {
    member,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  } as Change;
}

function coded(objectives: ChangeInput['objectives']) {
  return objectives?.map(({ code, texts }, index) => ({ code: code ?? `OBJ-${index + 1}`, texts }));
}

function badChange(change: ChangeInput, field: string, before: readonly ChangeInput[]): Refusal | null {
  const { member } = change;
  if (before.some((other) => other.member === member))
    return refuse('VALIDATION_FAILED', `${field}.member`, { problem: 'MEMBER_REPEATED' });
  const other = MEMBERS.find((name) => name !== member && change[name] !== undefined);
  if (other) return refuse('VALIDATION_FAILED', `${field}.${other}`, { problem: 'OTHER_MEMBER', member });
  if (change[member] === undefined && (member === 'title' || member === 'binding'))
    return refuse('VALIDATION_FAILED', `${field}.${member}`, { problem: 'ALWAYS_THERE' });
  return codeRepeated(coded(change.objectives), `${field}.objectives`);
}

function nothingChanges({ draft }: Amending): Refusal | null {
  return draft.data.changes.every(({ before, after }) => saysTheSame(before, after))
    ? refuse('NOTHING_CHANGES', 'changes')
    : null;
}
