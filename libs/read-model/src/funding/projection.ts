import { FundingAwarded, isOf } from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { FUNDING, FUNDING_ORGANIZATION } from './table.js';

/** From the history of an award to its rows. */
export const fundingProjection = {
  kind: 'funding',
  tables: [FUNDING, FUNDING_ORGANIZATION],
  project(fundingId, history) {
    const { facts, annulled } = shownOf(history);
    const awarded = facts.filter((fact) => isOf(FundingAwarded, fact));
    return [
      rowsOf(
        FUNDING,
        awarded.map(({ id, effective, data }) => ({
          funding_id: fundingId,
          awarded_day: effective.point,
          awarded: effective,
          event_id: id,
          details: data,
          annulled,
        })),
      ),
      rowsOf(
        FUNDING_ORGANIZATION,
        awarded.flatMap(({ data: { funderId, beneficiaryId } }) => [
          { funding_id: fundingId, organization_id: funderId, part: 'FUNDER' as const },
          { funding_id: fundingId, organization_id: beneficiaryId, part: 'BENEFICIARY' as const },
        ]),
      ),
    ];
  },
} as const satisfies Projection;
