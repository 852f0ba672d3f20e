import {
  AnnualProgrammeAdopted,
  AnnualReviewFiled,
  GovernanceRuleRecorded,
  isOf,
  OutcomeRecorded,
  ProgrammeRegistered,
  type DomainEvent,
} from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { untilSaidAgain } from '../schema/said.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { ANNUAL, OUTCOME, PROGRAMME, PROGRAMME_RULE } from './table.js';

/** From a programme's history to its rows. */
export const programmeProjection = {
  kind: 'programme',
  tables: [PROGRAMME, PROGRAMME_RULE, OUTCOME, ANNUAL],
  project(programmeId, history) {
    const { facts, annulled } = shownOf(history);
    return [
      rowsOf(
        PROGRAMME,
        facts
          .filter((fact) => isOf(ProgrammeRegistered, fact))
          .slice(0, 1)
          .map(({ id, data }) => ({ programme_id: programmeId, event_id: id, details: data, annulled })),
      ),
      ruleRows(programmeId, facts),
      outcomeRows(programmeId, facts),
      annualRows(programmeId, facts),
    ];
  },
} as const satisfies Projection;

function ruleRows(programmeId: string, facts: readonly DomainEvent[]): TableRows {
  const said = facts
    .filter((fact) => isOf(GovernanceRuleRecorded, fact))
    .map(({ id, effective, data }) => ({ eventId: id, from: effective.point, key: data.code, data }));
  return rowsOf(
    PROGRAMME_RULE,
    untilSaidAgain(said).map(({ eventId, place, data, valid_from, valid_to }) => ({
      programme_id: programmeId,
      place,
      code: data.code,
      strength: data.strength,
      required_approvals: data.requiredApprovals ?? [],
      event_id: eventId,
      valid_from,
      valid_to,
    })),
  );
}

function outcomeRows(programmeId: string, facts: readonly DomainEvent[]): TableRows {
  return rowsOf(
    OUTCOME,
    facts
      .filter((fact) => isOf(OutcomeRecorded, fact))
      .map(({ id, effective }, place) => ({
        programme_id: programmeId,
        place,
        event_id: id,
        observed_day: effective.point,
      })),
  );
}

function annualRows(programmeId: string, facts: readonly DomainEvent[]): TableRows {
  const annual = facts.flatMap((fact) =>
    isOf(AnnualProgrammeAdopted, fact) || isOf(AnnualReviewFiled, fact) ? [fact] : [],
  );
  const years = Map.groupBy(annual, ({ data }) => JSON.stringify([data.year, data.committeeId ?? null]));
  return rowsOf(
    ANNUAL,
    [...years].map(([key, of]) => {
      const [year, committeeId] = JSON.parse(key) as readonly [string, string | null];
      const adopted = of.find((fact) => isOf(AnnualProgrammeAdopted, fact));
      const reviewed = of.find((fact) => isOf(AnnualReviewFiled, fact));
      return {
        programme_id: programmeId,
        year,
        committee_id: committeeId,
        adopted_by: adopted?.id ?? null,
        adopted_day: adopted?.effective.point ?? null,
        reviewed_by: reviewed?.id ?? null,
        reviewed_day: reviewed?.effective.point ?? null,
      };
    }),
  );
}
