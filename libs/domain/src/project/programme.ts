import { inEffect } from '../correction/in-effect.js';
import { recorded } from '../facts/fact.js';
import type { PastEvent, Reference } from '../rules/decision.js';
import { ProjectProposed } from './facts/project-proposed.js';

/** The programme of a project; null where it is of none. */
export function programmeOf(events: readonly PastEvent[]): string | null {
  return recorded(events, ProjectProposed)[0]?.data.programmeId ?? null;
}

/** The stream of a project's programme, to be read whole; none where it is of none. */
export function programmeRead(history: readonly PastEvent[]): readonly Reference[] {
  const programmeId = programmeOf(inEffect(history));
  return programmeId === null
    ? []
    : [{ kind: 'programme', id: programmeId, field: 'projectId', whole: true }];
}
