import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { inForce, registered, termSet } from '../testing/agreement-facts.js';

describe('recordReview', () => {
  const INPUT: CommandInputs['recordReview'] = {
    agreementId: 'mou',
    outcome: 'RENEW',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const review = (more: Partial<CommandInputs['recordReview']> = {}) =>
    command('recordReview', { ...INPUT, ...more });
  const text = [{ text: 'à reconduire', lang: 'fr' }];
  const scheduled = [
    ...inForce(),
    fact('ReviewScheduled', '2025-03-01', {
      agreementId: 'mou',
      reviewId: 'mid-term',
      dueOn: date('2025-06-30'),
    }),
  ];
  const held = fact('ReviewHeld', '2025-06-01', {
    agreementId: 'mou',
    reviewId: 'mid-term',
    outcome: 'NONE',
  });

  it('records a review that was scheduled, or one that was not, and its outcome', () => {
    given(...scheduled)
      .when(review({ reviewId: 'mid-term', text }))
      .thenRecords({
        type: 'ReviewHeld',
        data: { agreementId: 'mou', reviewId: 'mid-term', outcome: 'RENEW', text },
      });
    given(...scheduled, held)
      .when(review())
      .thenRecords({ type: 'ReviewHeld', data: { agreementId: 'mou', outcome: 'RENEW' } });
  });

  it('refuses one that was not scheduled under that id, one twice, and what is not live', () => {
    given(...scheduled)
      .when(review({ reviewId: 'late' }))
      .thenRefused('REVIEW_NOT_FOUND', { field: 'reviewId', details: { reviewId: 'late' } });
    given(...scheduled, held)
      .when(review({ reviewId: 'mid-term' }))
      .thenRefused('REVIEW_ALREADY_HELD', { field: 'reviewId', details: { reviewId: 'mid-term' } });
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(review())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'EXPIRED', day: '2025-06-02' } });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'recordReview',
      { ...INPUT, outcome: 'APPLAUSE' as 'NONE', reviewId: 'late', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'outcome', { input: { outcome: 'RENEW' } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['REVIEW_NOT_FOUND', 'reviewId', { facts: [...scheduled, held], input: { reviewId: 'mid-term' } }],
        ['REVIEW_ALREADY_HELD', 'reviewId', { facts: [...scheduled, termSet('2025-02-01', '2025-12-31')] }],
        ['AGREEMENT_ENDED', 'occurredOn', { facts: scheduled }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
