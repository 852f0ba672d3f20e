import { ofType, textIn, textsIn, type LoggedEvent, type Shown } from './facts.js';
import { untilSaidAnew } from './said.js';
import { always, type Replayed, type Statement } from './statement.js';

/** What the log says of a programme: its rules by day, its outcomes, what was adopted and reviewed of each year. */
export function replayProgramme({ facts, annulled }: Shown): Replayed {
  const registered = ofType(facts, 'ProgrammeRegistered').slice(0, 1);
  return {
    statements: [
      ...registered.map((one) => always('programme', one, { event_id: one.id, details: one.data, annulled })),
      ...ruleStatements(facts),
      ...ofType(facts, 'OutcomeRecorded').map((one, place) =>
        always('outcome', one, { place, event_id: one.id, observed_day: one.effective.point }),
      ),
      ...annualStatements(facts),
    ],
    notReplayed: [],
  };
}

function ruleStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const rules = ofType(facts, 'GovernanceRuleRecorded');
  return untilSaidAnew(rules, (rule) => textIn(rule, 'code') ?? '').map(({ fact, place, from, to }) => ({
    table: 'programme_rule',
    from,
    to,
    values: {
      place,
      code: textIn(fact, 'code'),
      strength: textIn(fact, 'strength'),
      required_approvals: textsIn(fact, 'requiredApprovals'),
      event_id: fact.id,
    },
    by: fact.id,
  }));
}

/** Of each year, of the programme or of one of its committees, the first adoption and the first review. */
function annualStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const years = new Map<string, { adopted: LoggedEvent | null; reviewed: LoggedEvent | null }>();
  for (const fact of ofType(facts, 'AnnualProgrammeAdopted', 'AnnualReviewFiled')) {
    const name = JSON.stringify([textIn(fact, 'year'), textIn(fact, 'committeeId')]);
    const year = years.get(name) ?? { adopted: null, reviewed: null };
    if (fact.type === 'AnnualReviewFiled') year.reviewed ??= fact;
    else year.adopted ??= fact;
    years.set(name, year);
  }
  return [...years.values()].flatMap(({ adopted, reviewed }) => {
    const first = adopted ?? reviewed;
    if (!first) return [];
    return [
      always('annual', first, {
        year: textIn(first, 'year'),
        committee_id: textIn(first, 'committeeId'),
        adopted_by: adopted?.id ?? null,
        adopted_day: adopted?.effective.point ?? null,
        reviewed_by: reviewed?.id ?? null,
        reviewed_day: reviewed?.effective.point ?? null,
      }),
    ];
  });
}
