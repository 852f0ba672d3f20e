import { isNotice } from '../facts/fact.js';
import { refuse, type DraftEvent, type JsonObject, type PastEvent, type Refusal } from '../rules/decision.js';
import { asRecorded, directive } from './directive.js';
import { ANNULLED, correctedIn, correctionsIn, isCorrection } from './in-effect.js';
import type { Correcting } from './rectifying.js';

/** An event that a command annuls, and where its input asks for that: `eventId`. */
export interface WantedAnnulment {
  readonly eventId: string;
  readonly field: string;
}

/** An annulment as it would be recorded. */
export interface Annulment {
  readonly draft: DraftEvent;
  readonly target: PastEvent;
  readonly field: string;
}

/** Annulments read one after the other, up to existence: of facts and of corrections, none of what is annulled already. */
export function annulments(
  asked: Correcting,
  history: readonly PastEvent[],
  wanted: readonly WantedAnnulment[],
): { readonly refused: false; readonly made: readonly Annulment[] } | Refusal {
  const made: Annulment[] = [];
  let events = history;
  for (const { eventId, field } of wanted) {
    const target = asked.history.find(({ id }) => id === eventId);
    if (!target) return refuse('TARGET_NOT_FOUND', field, { id: eventId });
    const found = asked.deciderOfType(target.type);
    if (!isCorrection(target) && found && (isNotice(found.fact) || found.fact.final))
      return refuse('TARGET_NOT_ALLOWED', field, { type: target.type });
    if (correctedIn(correctionsIn(events), eventId).annulledBy)
      return refuse('ALREADY_ANNULLED', field, { id: eventId });
    const draft = draftOf(asked, target);
    made.push({ draft, target, field });
    events = [...events, asRecorded(draft, events)];
  }
  return { refused: false, made };
}

function draftOf(asked: Correcting, { id, type }: PastEvent): DraftEvent {
  const { authority, reason } = asked.input;
  const data: JsonObject = { target: id, targetType: type, ...(authority !== undefined && { authority }) };
  return directive(ANNULLED, asked.draft.occurred, asked, data, [{ pointer: '/data/reason', value: reason }]);
}

/** Refuses, unless that is overridden, to annul what other records rest on. */
export function followed(
  { policies, history }: Correcting,
  { target, field }: Annulment,
  after: readonly PastEvent[],
): Refusal | null {
  const followers = followersOf(history, target, after);
  if (followers.length === 0) return null;
  return policies.check('RECORD_HAS_FOLLOWERS', field, {
    events: followers.map(({ id, type, effective }) => ({
      eventId: id,
      type,
      effectiveOn: effective.point,
    })),
  });
}

/** What rests on a record: on a subject's first one all others, on a meeting that was held its tracks and minutes. */
function followersOf(
  history: readonly PastEvent[],
  target: PastEvent,
  after: readonly PastEvent[],
): readonly PastEvent[] {
  if (target.id === history[0]?.id) return after;
  return target.type === 'MeetingHeld'
    ? after.filter(({ type }) => type === 'ActionTrackIdentified' || type === 'MinutesDeposited')
    : [];
}

/** A stream's history with annulments in it as they are asked, before they are judged: for what they claim. */
export function withAnnulments(
  history: readonly PastEvent[],
  wanted: readonly WantedAnnulment[],
): readonly PastEvent[] {
  return wanted.reduce((events, { eventId }) => {
    const target = history.find(({ id }) => id === eventId);
    if (!target) return events;
    const { occurred, effective } = target;
    const draft = { type: ANNULLED, occurred, effective, data: { target: eventId }, confidential: [] };
    return [...events, asRecorded(draft, events)];
  }, history);
}
