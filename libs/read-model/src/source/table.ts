import type { EventData } from '@entente/domain';
import { json, text, timelessTable } from '../schema/table.js';

/** A deposited source. */
export const SOURCE = timelessTable('source', {
  source_id: text(),
  deposit: json<EventData['SourceDeposited']>(),
});
