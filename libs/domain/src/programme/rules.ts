import { recorded, type EventOf } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { inOrder } from '../rules/stages.js';
import type { Day } from '../time/day.js';
import { GovernanceRuleRecorded } from './facts/governance-rule-recorded.js';

type Rule = EventOf<typeof GovernanceRuleRecorded>;

/** The approvals that a project needs where no rule of a programme says which. */
export const USUAL_APPROVALS = ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'] as const;

/** The rules of a programme in effect on a day, by points: the last one of each code. */
export function rulesOn(events: readonly PastEvent[], day: Day): readonly Rule[] {
  const until = inOrder(recorded(events, GovernanceRuleRecorded)).filter(
    ({ effective }) => effective.point <= day,
  );
  return [...new Map(until.map((rule) => [rule.data.code, rule])).values()];
}

/** Approvals that something asks for, and how strongly. */
export interface Requirement {
  readonly approvals: readonly string[];
  readonly strength: 'INVARIANT' | 'POLICY' | 'ADVICE';
}

/**
 * What has to be approved before a project of a programme is submitted on a day. A rule that is OPTIONAL asks for nothing; where
 * no rule speaks of approvals, or there is no programme, both usual ones are needed.
 *
 * @param events the facts of the programme; none where there is no programme
 */
export function requirementsOn(events: readonly PastEvent[], day: Day): readonly Requirement[] {
  const rules = rulesOn(events, day).filter(({ data }) => data.requiredApprovals);
  if (rules.length === 0) return [{ approvals: USUAL_APPROVALS, strength: 'INVARIANT' }];
  return rules.flatMap(({ data: { requiredApprovals: approvals = [], strength } }) =>
    strength === 'OPTIONAL' ? [] : [{ approvals, strength }],
  );
}

/** The words of all that is asked for, each once. */
export function approvalsAsked(requirements: readonly Requirement[]): readonly string[] {
  return [...new Set(requirements.flatMap(({ approvals }) => approvals))];
}

/** Every approval that may be given on a day: the usual ones, and those that rules in effect name. */
export function approvalsKnown(events: readonly PastEvent[], day: Day): readonly string[] {
  const named = rulesOn(events, day).flatMap(({ data }) => data.requiredApprovals ?? []);
  return [...new Set([...USUAL_APPROVALS, ...named])];
}
