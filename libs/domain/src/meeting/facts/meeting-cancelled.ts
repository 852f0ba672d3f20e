import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { unlessState } from '../state.js';

/** A scheduled meeting will not be held. */
export const MeetingCancelled = fact({
  type: 'MeetingCancelled',
  stream: 'meeting',
  command: 'cancelMeeting',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne qu’une rencontre prévue n’aura pas lieu.',
    en: 'Records that a scheduled meeting will not be held.',
  },
  called: { fr: 'annulation de la rencontre', en: 'cancellation of the meeting' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    meetingId: m.id('meeting', 'The meeting.'),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});

export const cancelMeeting = decider(MeetingCancelled, {
  lifecycle: ({ events }) => unlessState('SCHEDULED', events),
});
