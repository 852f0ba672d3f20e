import type { EventData } from '../../catalogue.js';
import { fact } from '../../testing/decider-specification.js';

/** An award, where it is not what is specified. */
export const awarded = fact('FundingAwarded', '2019-03', {
  fundingId: 'psm',
  funderId: 'mei',
  beneficiaryId: 'c2mi',
  amount: { value: '26750000', currency: 'CAD' },
});

/** The fiscal year that figures cover unless said otherwise. */
export const FISCAL_YEAR = { from: '2019-04-01', to: '2020-03-31', fiscalYear: '2019-2020' };

/** An indicator that was defined. */
export function defined(indicator: string, unit: string) {
  return fact('IndicatorDefined', '2019-03', { fundingId: 'psm', indicator, unit });
}

/** A target that was set. */
export function target(indicator: string, unit: string) {
  return fact('IndicatorTargetSet', '2019-03', { fundingId: 'psm', indicator, unit });
}

/** A figure that was reported. */
export function reported(
  indicator: string,
  unit: string,
  period: EventData['IndicatorReported']['period'] = FISCAL_YEAR,
) {
  return fact('IndicatorReported', '2020-03-31', { fundingId: 'psm', indicator, unit, value: '46', period });
}
