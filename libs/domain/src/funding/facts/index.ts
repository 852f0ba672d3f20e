import { awardFunding } from './funding-awarded.js';
import { defineIndicator } from './indicator-defined.js';
import { reportIndicator } from './indicator-reported.js';
import { setIndicatorTarget } from './indicator-target-set.js';

/** The facts of a funding's stream, in the order in which the API and the documentation show them. */
export const FUNDING_FACTS = [awardFunding, defineIndicator, setIndicatorTarget, reportIndicator] as const;
