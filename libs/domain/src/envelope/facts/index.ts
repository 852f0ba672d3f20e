import { allotEnvelope } from './envelope-allotted.js';
import { commitEnvelope } from './envelope-committed.js';
import { releaseEnvelope } from './envelope-released.js';

/** The facts of an envelope's stream, in the order in which the API and the documentation show them. */
export const ENVELOPE_FACTS = [allotEnvelope, commitEnvelope, releaseEnvelope] as const;
