import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

const participants = m.object(
  'MissionParticipantsInput',
  'Who took part in a mission, as far as the sources say.',
  {
    approx: m.optional(m.count('Approximately how many.')),
    text: m.optional(m.texts('In the words of the source.')),
    scope: m.optional(m.word('What is counted: firms, persons …')),
  },
);

/** A mission was undertaken. */
export const MissionUndertaken = fact({
  type: 'MissionUndertaken',
  stream: 'mission',
  command: 'recordMission',
  recorder: 'PROGRAMME',
  says: { fr: 'Consigne une mission qui a eu lieu.', en: 'Records a mission that was undertaken.' },
  called: { fr: 'mission', en: 'mission' },
  dates: { occurred: 'GIVEN' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  members: {
    missionId: m.made(m.id('mission', 'Its id; by default the ledger makes one.')),
    ordinal: m.optional(m.count('Its number in its series.')),
    destination: m.word('Where it went.'),
    organizerIds: m.optional(m.list(m.id('organization', 'The organisations that organised it.'))),
    funderIds: m.optional(m.list(m.id('organization', 'The organisations that paid for it.'))),
    participants: m.optional(participants('Who took part.')),
    purpose: m.optional(m.texts('What it was for.')),
    outcome: m.optional(m.texts('What came of it.')),
  },
});

export const recordMission = decider(MissionUndertaken);
