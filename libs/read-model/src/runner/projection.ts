import type { RecordedEvent } from '@entente/ledger';
import type { StreamKind } from '@entente/domain';
import type { Table, TableRows } from '../schema/table.js';

/**
 * A projection is a pure function: from all that was recorded of one subject, oldest first, to the rows that say it. The
 * runner calls it after each event, closes the rows whose answer changed and opens the new ones.
 */
export interface Projection {
  /** The kind of stream that its subjects have; `every`: the subjects are the streams of all kinds, by their names. */
  readonly kind: StreamKind | 'every';
  readonly tables: readonly Table[];
  /** The rows of each of its tables; `warn` reports what the operator should know. */
  project(
    subjectId: string,
    history: readonly RecordedEvent[],
    warn: (message: string) => void,
  ): readonly TableRows[];
}
