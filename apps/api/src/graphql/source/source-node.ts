import type { AsOf } from '@entente/read-model';

/** A source, by its id: its day does not change what it is, a correction of its deposit may. */
export interface SourceNode {
  readonly key: string;
  /** The dates of the answer that it stands in; absent: the present. */
  readonly asOf?: AsOf;
}
