import { isOf, SourceDeposited } from '@entente/domain';
import { factsOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { SOURCE } from './table.js';

/** From a source's history to its row. */
export const sourceProjection = {
  kind: 'source',
  tables: [SOURCE],
  project(sourceId, history) {
    const deposited = factsOf(history).filter((fact) => isOf(SourceDeposited, fact));
    return [
      rowsOf(
        SOURCE,
        deposited.map(({ data }) => ({ source_id: sourceId, deposit: data })),
      ),
    ];
  },
} as const satisfies Projection;
