import { disputeAssertion } from './assertion-disputed.js';
import { resolveDispute } from './dispute-resolved.rules.js';
import { attachEvidenceToRecord } from './evidence-attached.js';

/** What is recorded in any stream of what sources say against each other. */
export const DISPUTE_FACTS = [attachEvidenceToRecord, disputeAssertion, resolveDispute] as const;
