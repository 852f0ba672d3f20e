import { recorded, type EventOf } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { inOrder } from '../rules/stages.js';
import type { Day } from '../time/day.js';
import { BylawAdopted } from './facts/bylaw-adopted.js';

/** The bylaw in effect on a day, by points: the last one; null where none is known. */
export function bylawOn(events: readonly PastEvent[], day: Day): EventOf<typeof BylawAdopted> | null {
  const adopted = inOrder(recorded(events, BylawAdopted));
  return adopted.findLast(({ effective }) => effective.point <= day) ?? null;
}
