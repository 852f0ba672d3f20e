import type { Day } from '@entente/domain';
import type { Envelope } from '@entente/ledger';

/** An event of the log as it is asked for; the engine writes it beside the rows that projections make. */
export interface EventTableRow {
  readonly position: string;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly actor: string;
  readonly occurred_day: Day;
  /** The last day on which it can have happened. */
  readonly happened_by: Day;
  readonly recorded: Date;
  /** The ledger's knowledge time: the latest `recorded` up to here. */
  readonly known: Date;
  readonly hash: string;
  /** The streams that it is about: its own, those of what it names, and of the sources that it cites. */
  readonly about: readonly string[];
  /** A rule was set aside for it. */
  readonly overridden: boolean;
  readonly envelope: Envelope;
}
