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

const FIRST_VERSION = {
  missionId: m.made(m.id('mission', 'Its id; by default the ledger makes one.')),
  ordinal: m.optional(m.count('Its number in its series.')),
  destination: m.word('Where it went.'),
  organizerIds: m.optional(m.list(m.id('organization', 'The organisations that organised it.'))),
  funderIds: m.optional(m.list(m.id('organization', 'The organisations that paid for it.'))),
  participants: m.optional(participants('Who took part.')),
  purpose: m.optional(m.texts('What it was for.')),
  outcome: m.optional(m.texts('What came of it.')),
};

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
    ...FIRST_VERSION,
    programmeId: m.optional(m.id('programme', 'The programme that it belongs to.')),
    agreementId: m.optional(m.id('agreement', 'The agreement that it was part of.')),
    clusters: m.optional(m.list(m.word('The clusters that took part.'), { emptyIsAbsent: true })),
    ledBy: m.note(m.texts('Who led it, in the words of the source; kept confidential.')),
  },
  earlier: [{ members: FIRST_VERSION, upcast: (data) => data }],
});

export const recordMission = decider(MissionUndertaken);
