import type { RecordedEvent } from '@entente/ledger';
import type { BitemporalTable, Row } from '../schema/bitemporal.js';

/**
 * A projection is a pure function: from all that was recorded of one subject, oldest first, to the rows that say it. The
 * runner calls it after each event, closes the rows whose answer changed and opens the new ones.
 */
export interface Projection {
  /** The streams of its subjects begin with this; what follows is the subject's id. */
  readonly prefix: string;
  readonly tables: readonly BitemporalTable[];
  /** The rows of each table, in the order of `tables`. */
  rowsOf(subjectId: string, history: readonly RecordedEvent[]): readonly (readonly Row[])[];
}
