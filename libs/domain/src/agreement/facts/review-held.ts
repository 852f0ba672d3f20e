import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { notLive } from '../on-the-line.js';
import { ReviewScheduled } from './review-scheduled.js';

/** A review of an agreement was held. It decides nothing by itself. */
export const ReviewHeld = fact({
  type: 'ReviewHeld',
  stream: 'agreement',
  command: 'recordReview',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne l’examen d’une entente et son issue.',
    en: 'Records a review of an agreement and its outcome.',
  },
  called: { fr: 'examen', en: 'review' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    reviewId: m.optional(m.partId('The review that had been scheduled.')),
    outcome: m.oneOf(['RENEW', 'END', 'CHANGE', 'NONE'], 'RENEW, END, CHANGE or NONE.'),
    text: m.optional(m.texts('What came of it.')),
  },
});

export const recordReview = decider(ReviewHeld, {
  existence({ events, draft }) {
    const { reviewId } = draft.data;
    return reviewId !== undefined &&
      !recorded(events, ReviewScheduled).some(({ data }) => data.reviewId === reviewId)
      ? refuse('REVIEW_NOT_FOUND', 'reviewId', { reviewId })
      : null;
  },
  identity({ events, draft }) {
    const { reviewId } = draft.data;
    return reviewId !== undefined &&
      recorded(events, ReviewHeld).some(({ data }) => data.reviewId === reviewId)
      ? refuse('REVIEW_ALREADY_HELD', 'reviewId', { reviewId })
      : null;
  },
  lifecycle: notLive,
});
