import { fact } from '../../testing/decider-specification.js';

/** An award, where it is not what is specified. */
export const awarded = fact('FundingAwarded', '2019-03', {
  fundingId: 'psm',
  funderId: 'mei',
  beneficiaryId: 'c2mi',
  amount: { value: '26750000', currency: 'CAD' },
});
