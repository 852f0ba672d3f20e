import { agreementProjection } from './agreement/projection.js';
import { meetingProjection } from './meeting/projection.js';
import { missionProjection } from './mission/projection.js';
import { organizationProjection } from './organization/projection.js';
import { personProjection } from './person/projection.js';
import type { Projection } from './runner/projection.js';
import { sourceProjection } from './source/projection.js';

/** Every projection of the read model; they move together, under one checkpoint (docs/adr/0006-one-checkpoint.md). */
export const PROJECTIONS: readonly Projection[] = [
  agreementProjection,
  organizationProjection,
  personProjection,
  meetingProjection,
  sourceProjection,
  missionProjection,
];

/**
 * The layout of the tables and the meaning of their rows. Raise it with every change of a projection: on the next start the
 * read model is rebuilt before the first question is answered.
 */
export const READ_MODEL_LAYOUT = 2;
