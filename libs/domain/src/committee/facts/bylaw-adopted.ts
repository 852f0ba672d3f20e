import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { toMillionths } from '../../money/decimal.js';
import { refuse } from '../../rules/decision.js';
import { refusedWhereDissolved } from './committee-dissolved.js';

const quorum = m.object('QuorumInput', 'How many have to be present: a number, or a share of the mandates.', {
  members: m.optional(m.ordinal('So many members.')),
  share: m.optional(m.decimal('This share of the mandates of the day: 0.5 for half of them.')),
});

/** A committee gave itself rules; they replace the former ones whole. */
export const BylawAdopted = fact({
  type: 'BylawAdopted',
  stream: 'committee',
  command: 'adoptBylaw',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne le règlement qu’un comité s’est donné; il remplace en entier le précédent.',
    en: 'Records the bylaw that a committee adopted; it replaces the one before it whole.',
  },
  called: { fr: 'adoption du règlement', en: 'adoption of the bylaw' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  correctable: ['docHash'],
  members: {
    committeeId: m.id('committee', 'The committee.'),
    topics: m.optional(m.list(m.word('What it is about.'), { emptyIsAbsent: true })),
    quorum: m.optional(quorum('The quorum, where it sets one.')),
    mandateLength: m.optional(m.duration('How long a mandate lasts at most (ISO 8601): P2Y.')),
    frequency: m.optional(m.word('How often the committee meets.')),
    conflictRule: m.optional(m.name('What it says of conflicts of interest.')),
    docHash: m.optional(m.hash('SHA-256 of its text, hexadecimal.')),
    resolutionId: m.optional(m.id('resolution', 'The resolution by which it was adopted.')),
  },
});

export const adoptBylaw = decider(BylawAdopted, {
  shape({ draft }) {
    const { quorum: asked } = draft.data;
    if (!asked) return null;
    const { members, share } = asked;
    if ((members === undefined) === (share === undefined))
      return refuse('VALIDATION_FAILED', 'quorum', { problem: 'MEMBERS_OR_SHARE' });
    const isShare =
      share === undefined || (toMillionths(share) > 0n && toMillionths(share) <= toMillionths('1'));
    return isShare ? null : refuse('VALIDATION_FAILED', 'quorum.share', { problem: 'NOT_A_SHARE' });
  },
  existence: ({ events, draft }) =>
    refusedWhereDissolved(events, draft.data.committeeId, draft.effective.point),
});
