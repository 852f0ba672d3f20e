import type { EventData } from '@entente/domain';
import { json, text, timelessTable, uuid, yes } from '../schema/table.js';

/** A deposited source. */
export const SOURCE = timelessTable('source', {
  source_id: text(),
  deposit: json<EventData['SourceDeposited']>(),
  event_id: uuid(),
  /** The deposit is annulled: the source is shown only where others cite it. */
  annulled: yes(),
});
