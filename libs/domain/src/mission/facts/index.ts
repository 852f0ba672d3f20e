import { recordMissionResult } from './mission-result-recorded.js';
import { recordMission } from './mission-undertaken.js';

/** The facts of a mission's stream, in the order in which the API and the documentation show them. */
export const MISSION_FACTS = [recordMission, recordMissionResult] as const;
