import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { unlessState } from '../state.js';

/** The minutes of a meeting are deposited by their hash. */
export const MinutesDeposited = fact({
  type: 'MinutesDeposited',
  stream: 'meeting',
  command: 'depositMinutes',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Dépose le compte rendu d’une rencontre par son empreinte.',
    en: 'Deposits the minutes of a meeting by their hash.',
  },
  called: { fr: 'compte rendu', en: 'minutes' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    meetingId: m.id('meeting', 'The meeting.'),
    docHash: m.hash('SHA-256 of the file, 64 lower-case hexadecimal digits.'),
    lang: m.language('The language of the minutes.'),
    pages: m.optional(m.count('How many pages they have.')),
    text: m.optional(m.sealed(m.freeText('What they say; kept confidential.'))),
  },
});

export const depositMinutes = decider(MinutesDeposited, {
  identity({ events, input: { docHash } }) {
    const known = recorded(events, MinutesDeposited).some(({ data }) => data.docHash === docHash);
    return known ? refuse('TEXT_ALREADY_DEPOSITED', 'docHash', { docHash }) : null;
  },
  lifecycle: ({ events }) => unlessState('HELD', events),
});
