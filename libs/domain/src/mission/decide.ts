import { checkEvidence, checkExistence, checkShape, readActDates } from '../rules/act.js';
import { accept, refuse, type Decision, type DecisionContext, type Reference } from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import type { MissionCommand } from './commands.js';
import type { MissionDraft, MissionEvent } from './events.js';

/** What a command on a mission refers to elsewhere, its evidence apart. */
export function missionReferences({ input }: MissionCommand): readonly Reference[] {
  const all = (ids: readonly string[] | undefined, field: string): readonly Reference[] =>
    (ids ?? []).map((id, index) => ({ kind: 'organization', id, field: `${field}.${index}` }));
  return [...all(input.organizerIds, 'organizerIds'), ...all(input.funderIds, 'funderIds')];
}

/** Decides whether a mission can be recorded. */
export function decideMission(
  events: readonly MissionEvent[],
  command: MissionCommand,
  context: DecisionContext,
): Decision<MissionDraft> {
  const { input } = command;
  const shape = checkShape(input);
  if (shape) return shape;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { ordinal, destination, organizerIds, funderIds, participants, purpose, outcome } = input;
  if (participants?.approx !== undefined && participants.approx < 0)
    return refuse('VALIDATION_FAILED', 'participants.approx', {
      problem: 'NUMBER_TOO_SMALL',
      least: 0,
    });
  const missionId = input.missionId ?? context.newId;
  const refused =
    checkExistence(missionReferences(command), context) ??
    (events.length > 0 ? refuse('MISSION_ALREADY_EXISTS', 'missionId', { id: missionId }) : null) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent('MissionUndertaken', dates, {
      missionId,
      ...(ordinal !== undefined && { ordinal }),
      destination,
      ...(organizerIds && { organizerIds }),
      ...(funderIds && { funderIds }),
      ...(participants && { participants }),
      ...(purpose && { purpose }),
      ...(outcome && { outcome }),
    }),
  ]);
}
