import type { CommandInput, Text } from '../rules/decision.js';
import type { MissionParticipants } from './events.js';

/** The input of each command on a mission, by the name of its mutation. Ids are folded to lower case before. */
export interface MissionCommandInputs {
  readonly recordMission: CommandInput & {
    readonly missionId?: string;
    readonly ordinal?: number;
    readonly destination: string;
    readonly organizerIds?: readonly string[];
    readonly funderIds?: readonly string[];
    readonly participants?: MissionParticipants;
    readonly purpose?: readonly Text[];
    readonly outcome?: readonly Text[];
  };
}

/** A command on a mission: the mutation's name and its input. */
export type MissionCommand = {
  [N in keyof MissionCommandInputs]: { readonly name: N; readonly input: MissionCommandInputs[N] };
}[keyof MissionCommandInputs];
