import type { AdviceCode } from './codes.js';
import type { Advice, Details } from './decision.js';

/** The member that each warning is about: a warning repeated from the stored event names the same one. */
const FIELDS: { readonly [rule in AdviceCode]?: string } = {
  ACCESSION_WITHOUT_INTENT: 'organizationId',
  ALLOTMENT_DIFFERS: 'amount',
  ALREADY_ENDED: 'agreementId',
  SAME_ORGANIZATION_IS_PARTY: 'organizationId',
  SUCCESSION_TO_RECORD: 'predecessorIds',
};

/** The warning of a rule, with the member that it speaks of. */
export function adviceOf(
  rule: AdviceCode,
  details: Details = {},
  field: string | null = FIELDS[rule] ?? null,
): Advice {
  return { rule, field, details };
}
