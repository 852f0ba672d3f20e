import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';

/** A person was given a seat on a committee. */
export const MandateGranted = fact({
  type: 'MandateGranted',
  stream: 'committee',
  command: 'grantMandate',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne le mandat d’une personne au sein d’un comité.',
    en: 'Records the mandate of a person on a committee.',
  },
  called: { fr: 'mandat', en: 'mandate' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['personId'],
  members: {
    committeeId: m.id('committee', 'The committee.'),
    mandateId: m.made(
      m.partId('Its id among the mandates of the committee; by default the ledger makes one.'),
    ),
    personId: m.id('person', 'The person.'),
    seat: m.word('The seat.'),
    endsOn: m.optional(m.date('Its last day.')),
  },
});
