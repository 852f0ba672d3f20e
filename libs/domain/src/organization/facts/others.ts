import { refuse, type Refusal } from '../../rules/decision.js';
import type { Problem } from '../../rules/problems.js';

/** Refuses a list of other organisations that holds the organisation itself, or one of them twice. */
export function othersUnfit(
  organizationId: string,
  ids: readonly string[],
  field: string,
  itself: Extract<Problem['problem'], 'SUCCEEDS_ITSELF' | 'SAME_AS_ITSELF'>,
): Refusal | null {
  const own = ids.indexOf(organizationId);
  if (own >= 0) return refuse('VALIDATION_FAILED', `${field}.${own}`, { problem: itself });
  const again = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  return again < 0
    ? null
    : refuse('VALIDATION_FAILED', `${field}.${again}`, { problem: 'ORGANIZATION_REPEATED' });
}
