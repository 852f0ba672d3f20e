import { identifyActionTrack } from './action-track-identified.js';
import { cancelMeeting } from './meeting-cancelled.js';
import { recordMeeting } from './meeting-held.js';
import { scheduleMeeting } from './meeting-scheduled.js';
import { depositMinutes } from './minutes-deposited.js';

/** The facts of a meeting's stream, in the order in which the API and the documentation show them. */
export const MEETING_FACTS = [
  scheduleMeeting,
  recordMeeting,
  cancelMeeting,
  identifyActionTrack,
  depositMinutes,
] as const;
