import type { DataOf } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { foldStages, type Staged, type Stages } from '../rules/stages.js';
import type { AidDecided } from './facts/aid-decided.js';

/** What has become of a project, approvals apart. */
export type ProjectStage = 'PROPOSED' | 'REFUSED' | 'SUBMITTED' | 'AID_GRANTED' | 'AID_REFUSED';

/** The life of a project: approvals come while it is proposed; it is refused, or submitted and then decided on. */
export const PROJECT_STAGES: Stages<ProjectStage> = {
  ProjectProposed: { from: [null], to: () => 'PROPOSED' },
  ProjectApproved: { from: ['PROPOSED'], to: () => null },
  ProjectRefused: { from: ['PROPOSED'], to: () => 'REFUSED' },
  ProjectSubmitted: { from: ['PROPOSED'], to: () => 'SUBMITTED' },
  AidDecided: {
    from: ['SUBMITTED'],
    to: ({ data }) => ((data as DataOf<typeof AidDecided>).granted ? 'AID_GRANTED' : 'AID_REFUSED'),
  },
};

/** The stages that the facts of a project lead through. */
export function foldProject(events: readonly PastEvent[]): Staged<ProjectStage> {
  return foldStages(PROJECT_STAGES, events);
}
