import { recorded, type EventOf } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { inOrder } from '../rules/stages.js';
import type { Day } from '../time/day.js';
import { ConflictDeclared } from './facts/conflict-declared.js';
import type { Matter } from './matter.js';

/** The declarations that stand on a day, by points: of each person and matter, the last. */
export function conflictsOn(
  events: readonly PastEvent[],
  day: Day,
): readonly EventOf<typeof ConflictDeclared>[] {
  const until = inOrder(recorded(events, ConflictDeclared)).filter(({ effective }) => effective.point <= day);
  const last = new Map(
    until.map((event) => [
      [event.data.personId, event.data.matterKind, event.data.matterId].join(' '),
      event,
    ]),
  );
  return [...last.values()];
}

/** Those of some persons who stepped aside in one of the matters, by that day. */
export function recusedOn(
  events: readonly PastEvent[],
  matters: readonly Matter[],
  day: Day,
): ReadonlySet<string> {
  const recused = conflictsOn(events, day).filter(
    ({ data }) =>
      data.recused &&
      matters.some(
        ({ matterKind, matterId }) => matterKind === data.matterKind && matterId === data.matterId,
      ),
  );
  return new Set(recused.map(({ data }) => data.personId));
}
