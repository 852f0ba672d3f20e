import {
  ANNULLED,
  AssertionDisputed,
  DisputeResolved,
  EvidenceAttached,
  isCorrection,
  RECTIFIED,
} from '@entente/domain';
import type { Envelope, RecordedEvent } from '@entente/ledger';
import type { AsOf, EventRow } from '@entente/read-model';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';

/** An event as the API answers it. */
export interface EventNode {
  readonly id: string;
  readonly envelope: Envelope;
  readonly hash: string;
  readonly commit: bigint;
  /** The ledger's knowledge time there; null for an event that is not projected yet. */
  readonly known: Date | null;
  /** The dates of the answer that it stands in; absent: the present. */
  readonly asOf?: AsOf;
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
export function occurredOf({ envelope, asOf }: EventNode): DatedNode {
  const noteOf = { eventId: envelope.id, pointers: ['/occurred/note'], ...(asOf && { asOf }) };
  return { ...envelope.occurred, noteOf };
}

/** When the act of an event takes effect. */
export function effectiveOf({ envelope, asOf }: EventNode): DatedNode {
  return effectiveDate(envelope.effective, envelope.id, asOf);
}

/** The events that an event names as what it is about: what it corrects, disputes, resolves or speaks of. */
export function namedBy({ envelope: { type, data } }: Pick<EventNode, 'envelope'>): readonly string[] {
  const members = NAMING[type as keyof typeof NAMING] ?? [];
  return members.flatMap((member) => data[member] ?? []).filter((id) => typeof id === 'string');
}

/** Which members of an event name the events that it is about. */
const NAMING = {
  [RECTIFIED]: ['target'],
  [ANNULLED]: ['target'],
  [AssertionDisputed.type]: ['target'],
  [DisputeResolved.type]: ['disputes'],
  [EvidenceAttached.type]: ['supports'],
} as const;

/** The id of the event that a correction corrects; empty for any other event. */
export function targetOf({ envelope }: Pick<EventNode, 'envelope'>): string {
  const { target } = envelope.data;
  return isCorrection(envelope) && typeof target === 'string' ? target : '';
}
