import type { Advice, Refusal } from '@entente/domain';
import type { Position } from '@entente/event-store';
import type { RecordedEvent } from '../envelope/envelope.js';

/** A command that was recorded, now or before. */
export interface Recorded {
  readonly refused: false;
  /** The position of its last event; the head of the log when it made none. */
  readonly position: Position;
  readonly events: readonly RecordedEvent[];
  readonly advice: readonly Advice[];
  /** True when the same commandId had been recorded before and this is its first answer. */
  readonly repeated: boolean;
  /** The id of what the command is about, in its stream's own kind. */
  readonly subjectId: string;
}

export type Outcome = Recorded | Refusal;

/** Several commands of one stream that were recorded in one append, each with what it recorded. */
export interface RecordedTogether {
  readonly refused: false;
  /** In the order in which they were given. */
  readonly outcomes: readonly Recorded[];
}

/** Several commands of which one was refused, so that none was recorded. */
export interface RefusedTogether {
  readonly refused: true;
  readonly refusal: Refusal;
  /** The place of the command that was refused, from 0; null where it is none in particular. */
  readonly index: number | null;
}

export type OutcomeTogether = RecordedTogether | RefusedTogether;
