import type { Draft } from '../recording/drafts/draft.js';
import type { Sending } from '../recording/outbox/sending.js';

/** What was begun and left, as its block lists it. */
export interface LeftProps {
  readonly drafts: readonly Draft[];
  readonly refused: readonly Sending[];
}
