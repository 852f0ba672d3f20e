import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';

/** How strong a rule of a programme is. The ledger acts on required approvals alone, and on rates as a warning. */
export const RULE_STRENGTHS = ['INVARIANT', 'POLICY', 'ADVICE', 'OPTIONAL'] as const;

const rate = m.object('RegionRateInput', 'What a region of a class is allotted.', {
  regionClass: m.word('The class of region: STANDARD, RESOURCE …'),
  amount: m.money('How much.'),
});

/** A programme has a rule. */
export const GovernanceRuleRecorded = fact({
  type: 'GovernanceRuleRecorded',
  stream: 'programme',
  command: 'recordGovernanceRule',
  recorder: 'PROGRAMME',
  says: {
    fr: 'Consigne une règle d’un programme; sous un même code, elle remplace la précédente à partir de son jour.',
    en: 'Records a rule of a programme; from its day on it replaces the one before it with the same code.',
  },
  called: { fr: 'règle de gouvernance', en: 'governance rule' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['code'],
  members: {
    programmeId: m.id('programme', 'The programme.'),
    code: m.word('Its code.'),
    strength: m.oneOf(RULE_STRENGTHS, 'How strong it is.', 'RuleStrength'),
    text: m.texts('What it says, by language.', { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
    requiredApprovals: m.optional(
      m.list(m.word('The approvals that a project needs before it is submitted.'), { emptyIsAbsent: true }),
    ),
    order: m.optional(m.word('The order of the approvals, as the source has it; nobody asks for it.')),
    fund: m.optional(m.word('The fund that it is about.')),
    rates: m.optional(m.list(rate('What a region of each class is allotted.'), { emptyIsAbsent: true })),
    period: m.optional(m.word('For which period: YEAR, UNSTATED …')),
    topics: m.optional(m.list(m.word('What it is about.'), { emptyIsAbsent: true })),
  },
});

export const recordGovernanceRule = decider(GovernanceRuleRecorded, {
  identity({ events, draft }) {
    const { code } = draft.data;
    const day = draft.effective.point;
    return recorded(events, GovernanceRuleRecorded).some(
      ({ data, effective }) => data.code === code && effective.point === day,
    )
      ? refuse('RULE_ALREADY_RECORDED', 'code', { code, day })
      : null;
  },
});
