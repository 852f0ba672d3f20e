import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { inForce, registered, termSet } from '../testing/agreement-facts.js';

describe('scheduleReview', () => {
  const INPUT: CommandInputs['scheduleReview'] = {
    agreementId: 'mou',
    dueOn: { edtf: '2027-06-30' },
    evidence: EVIDENCE,
  };
  const schedule = (more: Partial<CommandInputs['scheduleReview']> = {}) =>
    command('scheduleReview', { ...INPUT, ...more });
  const text = [{ text: 'mi-parcours', lang: 'fr' }];

  it('records when a review is due; it may be to come', () => {
    given(...inForce())
      .when(schedule())
      .thenRecords({
        type: 'ReviewScheduled',
        data: { agreementId: 'mou', reviewId: NEW_ID, dueOn: date('2027-06-30') },
      });
    given(...inForce())
      .when(schedule({ reviewId: 'mid-term', text }))
      .thenRecords({
        type: 'ReviewScheduled',
        data: { agreementId: 'mou', reviewId: 'mid-term', dueOn: date('2027-06-30'), text },
      });
  });

  it('refuses an id twice, and what is not live', () => {
    const scheduled = fact('ReviewScheduled', '2025-03-01', {
      agreementId: 'mou',
      reviewId: 'mid-term',
      dueOn: date('2026-06-30'),
    });
    given(...inForce(), scheduled)
      .when(schedule({ reviewId: 'mid-term' }))
      .thenRefused('REVIEW_ALREADY_EXISTS', { field: 'reviewId', details: { reviewId: 'mid-term' } });
    given(registered()).when(schedule()).thenRefused('INVALID_TRANSITION', { field: 'occurredOn' });
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(schedule())
      .thenRefused('AGREEMENT_ENDED');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'scheduleReview',
      { ...INPUT, dueOn: { edtf: 'x' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'dueOn.edtf', { input: { dueOn: { edtf: '2027-06' } } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: inForce() }],
        ['DATE_BASIS_REQUIRED', 'dueOn.basis', { input: { dueOn: INPUT.dueOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
