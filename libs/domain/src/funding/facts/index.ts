import { awardFunding } from './funding-awarded.js';

/** The facts of a funding's stream, in the order in which the API and the documentation show them. */
export const FUNDING_FACTS = [awardFunding] as const;
