import type { Day } from '../time/day.js';
import type { UncertainDate } from '../time/uncertain-date.js';

/** What an opening says of who may sign, and until when. */
export interface Opening {
  readonly closesOn?: Day;
  readonly eligible?: readonly string[];
}

/** Why an opening does not take a signature: the list and the closing day are asked of the act. Null where it does. */
export function refusedByOpening(
  { closesOn, eligible }: Opening,
  organizationId: string,
  occurred: UncertainDate,
): 'NOT_ELIGIBLE' | 'CLOSED' | null {
  if (eligible && eligible.length > 0 && !eligible.includes(organizationId)) return 'NOT_ELIGIBLE';
  return closesOn !== undefined && occurred.earliest !== null && occurred.earliest > closesOn
    ? 'CLOSED'
    : null;
}
