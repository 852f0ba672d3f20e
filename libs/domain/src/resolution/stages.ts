import { foldStages, type Staged, type Stages } from '../rules/stages.js';
import type { PastEvent } from '../rules/decision.js';

/** What has become of a resolution. */
export type ResolutionStage = 'PROPOSED' | 'ADOPTED' | 'REJECTED';

/** The life of a resolution: votes come while it is proposed, and one decision ends it. */
export const RESOLUTION_STAGES: Stages<ResolutionStage> = {
  ResolutionProposed: { from: [null], to: () => 'PROPOSED' },
  VoteRecorded: { from: ['PROPOSED'], to: () => null },
  ResolutionAdopted: { from: ['PROPOSED'], to: () => 'ADOPTED' },
  ResolutionRejected: { from: ['PROPOSED'], to: () => 'REJECTED' },
};

/** The stages that the facts of a resolution lead through. */
export function foldResolution(events: readonly PastEvent[]): Staged<ResolutionStage> {
  return foldStages(RESOLUTION_STAGES, events);
}
