import { adoptAnnualProgramme } from './annual-programme-adopted.js';
import { fileAnnualReview } from './annual-review-filed.js';
import { recordGovernanceRule } from './governance-rule-recorded.js';
import { recordOutcome } from './outcome-recorded.js';
import { registerProgramme } from './programme-registered.js';

/** The facts of a programme's stream, in the order in which the API and the documentation show them. */
export const PROGRAMME_FACTS = [
  registerProgramme,
  recordGovernanceRule,
  recordOutcome,
  adoptAnnualProgramme,
  fileAnnualReview,
] as const;
