import { isOf, SourceDeposited } from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { SOURCE } from './table.js';

/** From a source's history to its row. */
export const sourceProjection = {
  kind: 'source',
  tables: [SOURCE],
  project(sourceId, history) {
    const { facts, annulled } = shownOf(history);
    const deposited = facts.filter((fact) => isOf(SourceDeposited, fact));
    return [
      rowsOf(
        SOURCE,
        deposited.map(({ id, data }) => ({
          source_id: sourceId,
          deposit: data,
          event_id: id,
          annulled,
        })),
      ),
    ];
  },
} as const satisfies Projection;
