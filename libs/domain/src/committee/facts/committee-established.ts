import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

/** A committee was established. */
export const CommitteeEstablished = fact({
  type: 'CommitteeEstablished',
  stream: 'committee',
  command: 'establishCommittee',
  recorder: 'COMMITTEE',
  says: { fr: 'Consigne la constitution d’un comité.', en: 'Records that a committee was established.' },
  called: { fr: 'constitution du comité', en: 'establishment of the committee' },
  dates: { occurred: 'GIVEN' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  members: {
    committeeId: m.made(m.id('committee', 'Its id; by default the ledger makes one.')),
    kind: m.word('The kind of committee: CLUSTER, REGIONAL, EXECUTIVE, INTERREGIONAL …'),
    title: m.optional(m.texts('Its title by language.', { emptyIsAbsent: true })),
    programmeId: m.optional(m.id('programme', 'The programme that it belongs to.')),
    organizationId: m.optional(m.id('organization', 'The organisation that it belongs to.')),
    regions: m.optional(m.list(m.word('The regions that it covers.'), { emptyIsAbsent: true })),
    members: m.optional(m.texts('Who sits on it, by function and not by name.', { emptyIsAbsent: true })),
  },
});

export const establishCommittee = decider(CommitteeEstablished);
