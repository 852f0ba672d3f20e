import { adoptResolution, rejectResolution } from './decision.rules.js';
import { proposeResolution } from './resolution-proposed.js';
import { recordVote } from './vote-recorded.rules.js';

/** The facts of a resolution's stream, in the order in which the API and the documentation show them. */
export const RESOLUTION_FACTS = [proposeResolution, recordVote, adoptResolution, rejectResolution] as const;
