import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { isDay } from '../../time/day.js';
import { hoursInvalid } from '../hours.js';
import { meetingState, unlessState } from '../state.js';

const attendance = m.object('AttendanceInput', 'An organisation that attended.', {
  organizationId: m.id('organization', 'The organisation.'),
  capacity: m.optional(m.word('The capacity: SIGNATORY, PROSPECTIVE …')),
});

const guest = m.object('GuestInput', 'A person who attended.', {
  personId: m.id('person', 'The person.'),
  capacity: m.optional(m.word('The capacity: SPEAKER, OBSERVER …')),
});

const participants = m.object(
  'MeetingParticipantsInput',
  'Who took part in a workshop, as far as the sources say.',
  {
    min: m.optional(m.count('At least how many.')),
    approx: m.optional(m.count('Approximately how many.')),
    text: m.optional(m.texts('In the words of the source.', { emptyIsAbsent: true })),
  },
);

const FIRST_VERSION = {
  meetingId: m.made(m.id('meeting', 'The meeting; by default the ledger makes an id.')),
  agreementId: m.optional(m.id('agreement', 'The agreement that it was about.')),
  title: m.optional(m.texts('Its title, by language.')),
  ordinal: m.optional(m.count('Its number in its series.')),
  place: m.optional(m.word('Where.')),
  hostOrganizationId: m.optional(m.id('organization', 'The organisation that hosted it.')),
  attendance: m.list(attendance('The organisations that attended.')),
  guests: m.optional(m.list(guest('The persons who attended as guests.'))),
};

/** A meeting was held. */
export const MeetingHeld = fact({
  type: 'MeetingHeld',
  stream: 'meeting',
  command: 'recordMeeting',
  recorder: 'SECRETARIAT',
  says: { fr: 'Consigne une rencontre qui a eu lieu.', en: 'Records a meeting that was held.' },
  called: { fr: 'rencontre', en: 'meeting' },
  dates: { occurred: 'GIVEN' },
  place: 'MAY_BEGIN',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    ...FIRST_VERSION,
    programmeId: m.optional(m.id('programme', 'The programme that it belongs to.')),
    committeeId: m.optional(m.id('committee', 'The committee that met.')),
    startLocal: m.optional(m.word('When it began by the clocks of its place: 2008-11-20T09:00.')),
    endLocal: m.optional(m.word('When it ended by the clocks of its place.')),
    timeZone: m.optional(m.word('The time zone of its place (IANA): America/Toronto.')),
    workshops: m.optional(m.count('How many workshops it had.')),
    participantsPerWorkshop: m.optional(m.unlessEmpty(participants('Who took part in each workshop.'))),
    themes: m.optional(m.list(m.word('What it was about.'), { emptyIsAbsent: true })),
    chairs: m.optional(m.texts('Who chaired it, by function and not by name.', { emptyIsAbsent: true })),
  },
  earlier: [{ members: FIRST_VERSION, upcast: (data) => data }],
});

type Recording = Asked<typeof MeetingHeld>;

export const recordMeeting = decider(MeetingHeld, {
  asks({ agreementId, occurredOn }) {
    const day = occurredOn?.edtf;
    return agreementId !== undefined && day !== undefined && isDay(day)
      ? { meetingsOn: { agreementId, day } }
      : {};
  },
  shape: (asked) => attendsTwice(asked) ?? hoursInvalid(asked.draft.data),
  identity: (asked) => heldAlready(asked) ?? sameMeeting(asked),
  lifecycle: ({ events }) => (meetingState(events) === 'CANCELLED' ? unlessState('SCHEDULED', events) : null),
});

/** Nobody attends one meeting twice. */
function attendsTwice({ draft: { data } }: Recording): Refusal | null {
  const again = repeated(data.attendance.map(({ organizationId }) => organizationId));
  if (again >= 0)
    return refuse('VALIDATION_FAILED', `attendance.${again}.organizationId`, {
      problem: 'ORGANIZATION_REPEATED',
    });
  const twice = repeated((data.guests ?? []).map(({ personId }) => personId));
  return twice < 0
    ? null
    : refuse('VALIDATION_FAILED', `guests.${twice}.personId`, { problem: 'PERSON_REPEATED' });
}

/** The index of the first id that stands before already; -1 when none does. */
function repeated(ids: readonly string[]): number {
  return ids.findIndex((id, index) => ids.indexOf(id) !== index);
}

function heldAlready({ events, draft }: Recording): Refusal | null {
  return meetingState(events) === 'HELD'
    ? refuse('MEETING_ALREADY_EXISTS', 'meetingId', { id: draft.data.meetingId })
    : null;
}

function sameMeeting({ context, draft, policies }: Recording): Refusal | null {
  const meetingIds = (context.answers.meetingsOn ?? []).filter((id) => id !== draft.data.meetingId);
  return meetingIds.length > 0 ? policies.check('DUPLICATE_MEETING', 'occurredOn', { meetingIds }) : null;
}
