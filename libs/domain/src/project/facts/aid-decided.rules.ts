import { decider } from '../../facts/judge.js';
import { refusedByStage } from '../../rules/stages.js';
import { PROJECT_STAGES } from '../stages.js';
import { AidDecided } from './aid-decided.js';

export const decideAid = decider(AidDecided, {
  lifecycle: (asked) => refusedByStage(PROJECT_STAGES, asked, 'projectId'),
});
