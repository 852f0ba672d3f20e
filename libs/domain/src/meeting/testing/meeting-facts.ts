import { date, fact } from '../../testing/decider-specification.js';

/** Facts of one meeting, `m-1`, for specifications. */

export const scheduled = fact('MeetingScheduled', '2025-04-01', {
  meetingId: 'm-1',
  scheduledFor: date('2025-04-16'),
});
export const held = fact('MeetingHeld', '2025-04-16', { meetingId: 'm-1', attendance: [] });
export const cancelled = fact('MeetingCancelled', '2025-04-10', { meetingId: 'm-1' });
export const title = [{ text: 'Première rencontre', lang: 'fr' }];
