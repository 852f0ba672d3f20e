import type { PastEvent } from '../rules/decision.js';
import { growing } from '../rules/growing.js';

/** The organisations that the events of an agreement name as those who take part, or who will. */
export const organizationsNamed: (events: readonly PastEvent[]) => ReadonlySet<string> = growing<
  PastEvent,
  Set<string>
>((come, before) => {
  const named = before ?? new Set<string>();
  for (const { data } of come) {
    const { organizationId, successorId } = data as {
      readonly organizationId?: string;
      readonly successorId?: string;
    };
    if (organizationId !== undefined) named.add(organizationId);
    if (successorId !== undefined) named.add(successorId);
  }
  return named;
});
