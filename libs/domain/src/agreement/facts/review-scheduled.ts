import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { notLive } from '../on-the-line.js';

/** A review of an agreement is scheduled. */
export const ReviewScheduled = fact({
  type: 'ReviewScheduled',
  stream: 'agreement',
  command: 'scheduleReview',
  recorder: 'SECRETARIAT',
  says: { fr: 'Prévoit l’examen d’une entente.', en: 'Schedules the review of an agreement.' },
  called: { fr: 'examen prévu', en: 'scheduled review' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    reviewId: m.made(m.partId('Its id among the reviews of the agreement; by default the ledger makes one.')),
    dueOn: m.date('By when it is due.'),
    text: m.optional(m.texts('What it is about.')),
  },
});

export const scheduleReview = decider(ReviewScheduled, {
  complete: ({ input, context }) => ({ reviewId: input.reviewId ?? context.newId }),
  identity({ events, draft }) {
    const { reviewId } = draft.data;
    return recorded(events, ReviewScheduled).some(({ data }) => data.reviewId === reviewId)
      ? refuse('REVIEW_ALREADY_EXISTS', 'reviewId', { reviewId })
      : null;
  },
  lifecycle: notLive,
});
