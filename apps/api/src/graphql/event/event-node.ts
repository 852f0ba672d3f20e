import type { Envelope, RecordedEvent } from '@entente/ledger';
import type { EventRow } from '@entente/read-model';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';

/** An event as the API answers it. */
export interface EventNode {
  readonly id: string;
  readonly envelope: Envelope;
  readonly hash: string;
  readonly commit: bigint;
  /** The ledger's knowledge time there; null for an event that is not projected yet. */
  readonly known: Date | null;
}

/** An event of the read model. */
export function eventNodeOfRow({ id, envelope, hash, position, known }: EventRow): EventNode {
  return { id, envelope, hash, commit: BigInt(position), known };
}

/** An event that the ledger has just answered with. */
export function eventNodeOfRecorded({ envelope, hash, position }: RecordedEvent): EventNode {
  return { id: envelope.id, envelope, hash, commit: position.commit, known: null };
}

/** When the act of an event happened. */
export function occurredOf({ envelope }: EventNode): DatedNode {
  return { ...envelope.occurred, noteOf: { eventId: envelope.id, pointers: ['/occurred/note'] } };
}

/** When the act of an event takes effect. */
export function effectiveOf({ envelope }: EventNode): DatedNode {
  return effectiveDate(envelope.effective, envelope.id);
}
