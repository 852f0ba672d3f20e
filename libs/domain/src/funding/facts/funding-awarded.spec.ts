import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  given,
} from '../../testing/decider-specification.js';
import { awarded } from '../testing/funding-facts.js';

describe('awardFunding', () => {
  const INPUT: CommandInputs['awardFunding'] = {
    funderId: 'mei',
    beneficiaryId: 'c2mi',
    amount: { value: '26750000', currency: 'CAD' },
    occurredOn: { edtf: '2019-03', basis: 'STATED' },
    evidence: EVIDENCE,
  };
  const award = (more: Partial<CommandInputs['awardFunding']> = {}) =>
    command('awardFunding', { ...INPUT, ...more });
  const { occurredOn: _on, evidence: _evidence, ...data } = INPUT;

  it('records who granted how much to whom', () => {
    given()
      .when(award())
      .thenRecords({
        type: 'FundingAwarded',
        data: { fundingId: NEW_ID, ...data },
        occurred: date('2019-03'),
      });
  });

  it('records what it is for and what it covers', () => {
    const more = {
      fundingId: 'psm',
      supportedProjectsValue: { value: '160500000', currency: 'CAD' },
      programme: [{ text: 'le numérique de demain', lang: 'fr' }],
      duration: 'P3Y',
      period: { from: '2019-04-01' },
    };
    given()
      .when(award(more))
      .thenRecords({ type: 'FundingAwarded', data: { ...data, ...more } });
  });

  it('refuses a period that ends before it begins, and takes one of a single day', () => {
    given()
      .when(award({ period: { from: '2019-04-02', to: '2019-04-01' } }))
      .thenRefused('PERIOD_INVALID', {
        field: 'period.to',
        details: { problem: 'ENDS_BEFORE_IT_BEGINS', from: '2019-04-02', to: '2019-04-01' },
      });
    given()
      .when(award({ period: { from: '2019-04-01', to: '2019-04-01' } }))
      .thenRecords({
        type: 'FundingAwarded',
        data: { fundingId: NEW_ID, ...data, period: { from: '2019-04-01', to: '2019-04-01' } },
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(awarded).refusesInOrder(
      'awardFunding',
      {
        ...INPUT,
        fundingId: 'psm',
        amount: { value: '-1', currency: 'dollars' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization mei', 'organization c2mi', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'amount.value', { input: { amount: { value: '0', currency: 'dollars' } } }],
        ['VALIDATION_FAILED', 'amount.value', { input: { amount: { value: '1', currency: 'dollars' } } }],
        ['VALIDATION_FAILED', 'amount.currency', { input: { amount: INPUT.amount } }],
        ['ORGANIZATION_NOT_FOUND', 'funderId', { exists: 'organization mei' }],
        ['ORGANIZATION_NOT_FOUND', 'beneficiaryId', { exists: 'organization c2mi' }],
        ['FUNDING_ALREADY_EXISTS', 'fundingId', { facts: [] }, { details: { id: 'psm' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
