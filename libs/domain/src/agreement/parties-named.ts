import type { Fact } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import type { Refusal } from '../rules/decision.js';
import { notParty } from './on-the-line.js';

/** Refuses a list of organisations of which one is not a party on the day of the act. */
export function someNotParty<F extends Fact>(
  asked: Asked<F> & { readonly draft: { readonly data: { readonly organizationIds?: readonly string[] } } },
): Refusal | null {
  for (const [index, id] of (asked.draft.data.organizationIds ?? []).entries()) {
    const refused = notParty(asked, id, `organizationIds.${index}`);
    if (refused) return refused;
  }
  return null;
}
