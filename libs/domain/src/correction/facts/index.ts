import { annulRecord } from './record-annulled.js';
import { rectifyRecord } from './record-rectified.js';

/** The corrections that any subject's stream can hold, in the order in which the API and the documentation show them. */
export const CORRECTION_FACTS = [rectifyRecord, annulRecord] as const;
