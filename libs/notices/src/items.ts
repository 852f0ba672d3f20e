import type { Certainty, Day } from '@entente/domain';
import type { CalendarKind } from '@entente/read-model';

/** Something that a person is to hear of. It names nobody: what is said of it is looked up when it is sent. */
export type Item = Reminder | Act;

/** A day that comes near. */
export interface Reminder {
  readonly of: 'DAY';
  readonly kind: CalendarKind;
  readonly day: Day;
  readonly certainty: Certainty;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly agreementId: string | null;
  readonly committeeId: string | null;
  readonly organizationId: string | null;
}

/** Something that was recorded of an agreement. */
export interface Act {
  readonly of: 'ACT';
  readonly eventId: string;
  readonly type: string;
  readonly agreementId: string;
}

/** An item with the key under which a person hears of it once. */
export interface KeyedItem {
  readonly key: string;
  readonly item: Item;
}
