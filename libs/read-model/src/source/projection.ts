import { isOf, SourceDeposited, SourceTextDeposited } from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { foundBy } from '../schema/search-text.js';
import { SOURCE } from './table.js';

/** From a source's history to its row. */
export const sourceProjection = {
  kind: 'source',
  tables: [SOURCE],
  project(sourceId, history) {
    const { facts, annulled } = shownOf(history);
    const text = facts.find((fact) => isOf(SourceTextDeposited, fact));
    return [
      rowsOf(
        SOURCE,
        facts
          .filter((fact) => isOf(SourceDeposited, fact))
          .map(({ id, data, order }) => ({
            source_id: sourceId,
            deposit: data,
            event_id: id,
            annulled,
            deposited_at: history[order]?.position.commit ?? 0n,
            kind: data.kind,
            sha256: data.sha256,
            text_lines: text?.data.lines ?? data.lines ?? null,
            search: foundBy([sourceId, data.kind, data.issuer, data.file]),
          })),
      ),
    ];
  },
} as const satisfies Projection;
