import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { unlessState } from '../state.js';

/** A meeting agreed that something is to be done. */
export const ActionTrackIdentified = fact({
  type: 'ActionTrackIdentified',
  stream: 'meeting',
  command: 'identifyActionTrack',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne une piste d’action convenue lors d’une rencontre.',
    en: 'Records an action track that a meeting agreed on.',
  },
  called: { fr: 'piste d’action', en: 'action track' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['code'],
  members: {
    meetingId: m.id('meeting', 'The meeting.'),
    code: m.word('Its code.'),
    text: m.texts('What is to be done, by language.', { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
    ownerId: m.optional(m.id('organization', 'The organisation in charge.')),
    due: m.optional(m.day('The day by which it is due.')),
  },
});

export const identifyActionTrack = decider(ActionTrackIdentified, {
  identity({ events, input: { code } }) {
    const known = recorded(events, ActionTrackIdentified).some(({ data }) => data.code === code);
    return known ? refuse('ACTION_TRACK_ALREADY_IDENTIFIED', 'code', { code }) : null;
  },
  lifecycle: ({ events }) => unlessState('HELD', events),
});
