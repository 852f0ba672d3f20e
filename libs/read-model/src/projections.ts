import { agreementProjection } from './agreement/projection.js';
import { committeeProjection } from './committee/projection.js';
import { correctionProjection } from './correction/projection.js';
import { envelopeProjection } from './envelope/projection.js';
import { fundingProjection } from './funding/projection.js';
import { meetingProjection } from './meeting/projection.js';
import { disputeProjection } from './dispute/projection.js';
import { missionProjection } from './mission/projection.js';
import { organizationProjection } from './organization/projection.js';
import { personProjection } from './person/projection.js';
import { programmeProjection } from './programme/projection.js';
import { projectProjection } from './project/projection.js';
import { resolutionProjection } from './resolution/projection.js';
import { qualityProjection } from './quality/projection.js';
import type { Projection } from './runner/projection.js';
import { citationProjection } from './source/citations.js';
import { sourceProjection } from './source/projection.js';

/** The projections of the ledger: they move together, under one checkpoint (docs/adr/0006-one-checkpoint.md). */
export const PROJECTIONS = [
  agreementProjection,
  organizationProjection,
  personProjection,
  meetingProjection,
  sourceProjection,
  citationProjection,
  missionProjection,
  fundingProjection,
  envelopeProjection,
  programmeProjection,
  committeeProjection,
  resolutionProjection,
  projectProjection,
  correctionProjection,
  disputeProjection,
  qualityProjection,
] as const satisfies readonly Projection[];
