import { PROJECTIONS } from './projections.js';
import type { ReadModelDefinition } from './runner/definition.js';
import { KEPT_COUNTS } from './statistics/kept-counts.js';

/** The read model of the ledger. */
export const LEDGER_READ_MODEL = {
  projections: PROJECTIONS,
  summaries: [KEPT_COUNTS],
  layout: 15,
} as const satisfies ReadModelDefinition;
