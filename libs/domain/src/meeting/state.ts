import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';

/** What a meeting is: nothing yet, to be held, held, or not to be held after all. */
export type MeetingState = 'UNKNOWN' | 'SCHEDULED' | 'HELD' | 'CANCELLED';

/** The state to which each fact leads; other facts leave it as it is. */
const LEADS_TO: { readonly [type: string]: MeetingState } = {
  MeetingScheduled: 'SCHEDULED',
  MeetingHeld: 'HELD',
  MeetingCancelled: 'CANCELLED',
};

/** The state of a meeting from what its stream has recorded. */
export function meetingState(events: readonly PastEvent[]): MeetingState {
  return events.reduce<MeetingState>((state, { type }) => LEADS_TO[type] ?? state, 'UNKNOWN');
}

/** Refuses an act on a meeting in another state than the one it needs. */
export function unlessState(needed: MeetingState, events: readonly PastEvent[]): Refusal | null {
  const status = meetingState(events);
  return status === needed ? null : refuse('INVALID_TRANSITION', 'meetingId', { status });
}
