import type { Asked, Decider, Known } from '../facts/judge.js';
import * as m from '../facts/member.js';
import { correctedIn, correctionsIn, isUnknown } from '../correction/in-effect.js';
import { saysSomething } from '../correction/rectifying.js';
import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';
import { readStream, STREAM_KINDS } from '../streams.js';

/** The stream that a command names, whatever its kind. */
export const STREAM_MEMBER = m.askedOnly(
  m.stream('The stream of what it is about: a kind and an id, agreement-corridor-ne.'),
);

/** Of a subject whose registration was annulled nothing more is recorded. */
export function subjectUnknown({
  history,
  input: { stream },
}: Pick<Asked, 'history'> & { readonly input: { readonly stream: string } }): Refusal | null {
  const { kind, id } = readStream(stream) ?? {};
  return kind && isUnknown(history)
    ? refuse(STREAM_KINDS[kind].notFound, 'stream', { id: id ?? null })
    : null;
}

/** An event that its stream does not hold, or not any more. */
export function targetMissing(history: readonly PastEvent[], eventId: string, field: string): Refusal | null {
  if (!history.some(({ id }) => id === eventId)) return refuse('TARGET_NOT_FOUND', field, { id: eventId });
  return correctedIn(correctionsIn(history), eventId).annulledBy
    ? refuse('TARGET_ANNULLED', field, { id: eventId })
    : null;
}

/** A fact that somebody recorded, as it is corrected, and how such a fact is judged; no correction, no notice. */
export function factNamed(
  known: Known,
  eventId: string,
  field: string,
): Refusal | { readonly refused: false; readonly decider: Decider; readonly recorded: PastEvent } {
  const missing = targetMissing(known.history, eventId, field);
  const recorded = known.history.find(({ id }) => id === eventId);
  if (missing || !recorded) return missing ?? refuse('TARGET_NOT_FOUND', field, { id: eventId });
  const found = known.deciderOfType(recorded.type);
  if (!found || !saysSomething(recorded, found))
    return refuse('TARGET_NOT_ALLOWED', field, { type: recorded.type });
  return { refused: false, decider: found, recorded };
}
