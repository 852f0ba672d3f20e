import type { SourceEvent } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { bitemporalTable, stableJson } from '../schema/bitemporal.js';

/** A deposited source. */
export const SOURCE = bitemporalTable('source', { source_id: 'text', deposit: 'json' }, { timeless: true });

/** From a source's history to its row. */
export const sourceProjection: Projection = {
  prefix: 'source-',
  tables: [SOURCE],
  rowsOf(sourceId, history) {
    const first = history[0] && (pastEventOf(history[0].envelope) as SourceEvent);
    return [first ? [[sourceId, stableJson(first.data)]] : []];
  },
};
