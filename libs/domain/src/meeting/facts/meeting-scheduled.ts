import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

/** A meeting is to be held. */
export const MeetingScheduled = fact({
  type: 'MeetingScheduled',
  stream: 'meeting',
  command: 'scheduleMeeting',
  recorder: 'SECRETARIAT',
  says: { fr: 'Consigne qu’une rencontre est prévue.', en: 'Records that a meeting is to be held.' },
  called: { fr: 'rencontre prévue', en: 'scheduled meeting' },
  dates: { occurred: 'OPTIONAL' },
  place: 'BEGINS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    meetingId: m.made(m.id('meeting', 'Its id; by default the ledger makes one.')),
    agreementId: m.optional(m.id('agreement', 'The agreement that it is about.')),
    scheduledFor: m.date('When it is to be held.'),
    title: m.optional(m.texts('Its title, by language.')),
    place: m.optional(m.word('Where.')),
    hostOrganizationId: m.optional(m.id('organization', 'The organisation that hosts it.')),
  },
});

export const scheduleMeeting = decider(MeetingScheduled);
