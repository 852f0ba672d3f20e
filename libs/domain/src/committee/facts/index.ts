import { dissolveCommittee } from './committee-dissolved.js';
import { establishCommittee } from './committee-established.js';

/** The facts of a committee's stream, in the order in which the API and the documentation show them. */
export const COMMITTEE_FACTS = [establishCommittee, dissolveCommittee] as const;
