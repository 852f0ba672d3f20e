import type { DraftEvent, PastEvent, Text } from '../rules/decision.js';

/** Who took part in a mission, as far as it is told. */
export interface MissionParticipants {
  readonly approx?: number;
  readonly text?: readonly Text[];
  readonly scope?: string;
}

/** The clear data of each event of a mission's stream, by its stored type. */
export interface MissionEventData {
  readonly MissionUndertaken: {
    readonly missionId: string;
    readonly ordinal?: number;
    readonly destination: string;
    readonly organizerIds?: readonly string[];
    readonly funderIds?: readonly string[];
    readonly participants?: MissionParticipants;
    readonly purpose?: readonly Text[];
    readonly outcome?: readonly Text[];
  };
}

export type MissionEventType = keyof MissionEventData;

/** An event of a mission as a decider makes it. */
export type MissionDraft = { [T in MissionEventType]: DraftEvent<T, MissionEventData[T]> }[MissionEventType];

/** An event of a mission as it was recorded. */
export type MissionEvent = { [T in MissionEventType]: PastEvent<T, MissionEventData[T]> }[MissionEventType];
