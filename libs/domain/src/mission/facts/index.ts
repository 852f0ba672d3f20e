import { recordMission } from './mission-undertaken.js';

/** The facts of a mission's stream. */
export const MISSION_FACTS = [recordMission] as const;
