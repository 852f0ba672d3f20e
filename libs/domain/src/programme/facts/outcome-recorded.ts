import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';

/** A programme had an outcome. */
export const OutcomeRecorded = fact({
  type: 'OutcomeRecorded',
  stream: 'programme',
  command: 'recordOutcome',
  recorder: 'PROGRAMME',
  says: { fr: 'Consigne une retombée d’un programme.', en: 'Records an outcome of a programme.' },
  called: { fr: 'retombée', en: 'outcome' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    programmeId: m.id('programme', 'The programme.'),
    outcomeId: m.made(
      m.partId('Its id among the outcomes of the programme; by default the ledger makes one.'),
    ),
    kind: m.word('The kind of outcome: SALES, JOINT_VENTURE, TECH_TRANSFER …'),
    amount: m.optional(m.money('How much, where it is known.')),
    approximate: m.optional(m.flag('Whether the amount is approximate.')),
    text: m.texts('What it is, by language.', { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
  },
});

export const recordOutcome = decider(OutcomeRecorded, {
  complete: ({ input, context }) => ({ outcomeId: input.outcomeId ?? context.newId }),
  identity({ events, draft }) {
    const { outcomeId } = draft.data;
    return recorded(events, OutcomeRecorded).some(({ data }) => data.outcomeId === outcomeId)
      ? refuse('OUTCOME_ALREADY_RECORDED', 'outcomeId', { outcomeId })
      : null;
  },
});
