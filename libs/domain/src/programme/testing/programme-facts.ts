import type { EventData } from '../../catalogue.js';
import { fact, type Fact } from '../../testing/decider-specification.js';

/** Facts of one programme, `accord`, for specifications. */

export const registered = fact('ProgrammeRegistered', '2008-11-20', {
  programmeId: 'accord',
  title: [{ text: 'Démarche ACCORD', lang: 'fr' }],
});

/** A rule of the programme. */
export function rule(
  code: string,
  from: string,
  data: Partial<EventData['GovernanceRuleRecorded']> = {},
): Fact {
  return fact('GovernanceRuleRecorded', from, {
    programmeId: 'accord',
    code,
    strength: 'INVARIANT',
    text: [{ text: 'une règle', lang: 'fr' }],
    ...data,
  });
}

/** The rule that asks for approvals. */
export function approvals(
  strength: EventData['GovernanceRuleRecorded']['strength'],
  requiredApprovals: readonly string[],
  from = '2008-11-20',
): Fact {
  return rule('RULE-APPROVAL-CHAIN', from, { strength, requiredApprovals });
}
