import type { Day, UncertainDate } from '@entente/domain';
import type { Envelope, RecordedEvent } from '@entente/ledger';
import type { AsOf, EventRow } from '@entente/read-model';

/** The two dates of an answer, carried to everything below the field that took them. */
export interface AnswerAsOf extends AsOf {
  /** The knowledge time that was asked for; null where it has to be looked up. */
  readonly knownAt: string | null;
  /** The ledger that answers: a cursor of another one is none of its lists. */
  readonly ledgerId: string;
}

/** Something known by its id: its fields load what they need. */
export interface Node {
  readonly id: string;
  readonly asOf: AnswerAsOf;
}

/** An event as the API answers it. */
export interface EventNode {
  readonly id: string;
  readonly envelope: Envelope;
  readonly hash: string;
  readonly commit: bigint;
  /** The ledger's knowledge time there; null for an event that is not projected yet. */
  readonly known: Date | null;
}

/** A date, and where the note on it may be sealed. */
export interface DatedNode extends UncertainDate {
  readonly noteOf: { readonly eventId: string; readonly pointers: readonly string[] } | null;
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

/** When the act of an event takes effect; where that is a copy, so is its note. */
export function effectiveOf({ envelope }: EventNode): DatedNode {
  const { id, effective, occurred } = envelope;
  const copied = effective.edtf === occurred.edtf && effective.point === occurred.point;
  const pointers = copied ? ['/effective/note', '/occurred/note'] : ['/effective/note'];
  return { ...effective, noteOf: { eventId: id, pointers } };
}

/** A date within an event's data, by the member that holds it. */
export function dateOfData(
  date: UncertainDate | undefined,
  eventId: string,
  member: string,
): DatedNode | null {
  return date ? { ...date, noteOf: { eventId, pointers: [`/data/${member}/note`] } } : null;
}

/** What was listed by its point is certain once its latest day has come. */
export function certaintyOn(date: UncertainDate, validOn: Day): 'CERTAIN' | 'POSSIBLE' {
  return date.latest !== null && date.latest <= validOn ? 'CERTAIN' : 'POSSIBLE';
}
