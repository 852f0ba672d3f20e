import { DIRECTIVE_MEMBERS } from '../../correction/directive.js';
import { record } from '../../correction/facts/record-rectified.js';
import { fact } from '../../facts/fact.js';
import * as m from '../../facts/member.js';
import { ANY_STREAM } from '../../streams.js';
import { STREAM_MEMBER } from '../targets.js';

const OUTCOMES = ['UPHELD', 'RECTIFIED', 'ANNULLED', 'SET_ASIDE'] as const;

/** A dispute is closed: the record stands, nobody can say who is right, or this command corrects the record. */
export const DisputeResolved = fact({
  type: 'DisputeResolved',
  stream: ANY_STREAM,
  command: 'resolveDispute',
  recorder: 'DEPOSITARY',
  depositaryAlone: true,
  fixed: 'ALL',
  says: {
    fr: 'Tranche des contestations : l’enregistrement est maintenu, rectifié ou annulé, ou la question reste sans réponse.',
    en: 'Resolves disputes: the record stands, is rectified or annulled, or nobody can say who is right.',
  },
  called: { fr: 'règlement d’une contestation', en: 'resolution of a dispute' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    stream: STREAM_MEMBER,
    disputes: m.list(m.eventId('The disputes: of each the event that raised it.'), {
      atLeast: 1,
      tooShort: 'EVENT_NEEDED',
    }),
    outcome: m.oneOf(OUTCOMES, 'What was decided.', 'DisputeOutcome'),
    rectify: m.optional(m.askedOnly(m.list(record('Records to correct with it, at most 20.')))),
    annul: m.optional(m.askedOnly(m.list(m.eventId('Events to annul with it, at most 20.')))),
    directives: m.optional(
      m.computed(m.list(m.eventId('The corrections that were recorded with it, before it.'))),
    ),
    authority: m.optional(m.askedOnly(DIRECTIVE_MEMBERS.authority)),
    reason: DIRECTIVE_MEMBERS.reason,
  },
});
