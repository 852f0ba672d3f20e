import { recorded, type DataOf } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';
import { ErasureRequested } from './facts/erasure-requested.js';
import { LegalHoldLifted } from './facts/legal-hold-lifted.js';
import { LegalHoldPlaced } from './facts/legal-hold-placed.js';
import { PersonDataErased } from './facts/person-data-erased.js';

/** The request to erase a person's data, as the person's stream holds it; `done` once the keys are destroyed. */
export interface Erasure {
  readonly request: string;
  readonly legalBasis: DataOf<typeof ErasureRequested>['legalBasis'];
  /** The sources whose text and file go with it. */
  readonly sourceIds: readonly string[];
  readonly done: boolean;
}

/** The erasure of a person, from all that the stream has recorded; null where nobody asked for one. */
export function erasureIn(history: readonly PastEvent[]): Erasure | null {
  const [request] = recorded(history, ErasureRequested);
  if (!request) return null;
  const { legalBasis, sourceIds = [] } = request.data;
  return {
    request: request.id,
    legalBasis,
    sourceIds,
    done: recorded(history, PersonDataErased).length > 0,
  };
}

/** The holds that stand on a person, by their ids, from the facts in effect. */
export function holdsIn(events: readonly PastEvent[]): ReadonlySet<string> {
  const holds = new Set<string>();
  const acts = [...recorded(events, LegalHoldPlaced), ...recorded(events, LegalHoldLifted)];
  for (const { type, data } of acts.toSorted((one, other) => one.order - other.order)) {
    if (type === LegalHoldPlaced.type) holds.add(data.holdId);
    else holds.delete(data.holdId);
  }
  return holds;
}

/** Nothing is added to what the ledger holds on somebody who was erased, or is being erased. */
export function alreadyErased({
  history,
  input,
}: Pick<Asked, 'history'> & {
  readonly input: { readonly personId: string };
}): Refusal | null {
  return erasureIn(history) ? refuse('ALREADY_ERASED', 'personId', { id: input.personId }) : null;
}

/** A hold keeps all data of the person as they are. */
export function held({
  events,
  input,
}: Pick<Asked, 'events'> & {
  readonly input: { readonly personId: string };
}): Refusal | null {
  const holds = [...holdsIn(events)];
  return holds.length === 0 ? null : refuse('LEGAL_HOLD', 'personId', { id: input.personId, holds });
}
