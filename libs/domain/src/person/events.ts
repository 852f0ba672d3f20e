import type { DraftEvent, PastEvent, Text } from '../rules/decision.js';

/**
 * The clear data of each event of a person's stream, by its stored type. The person's name is none of it: it is sealed
 * under the person's key, at `/data/displayName`.
 */
export interface PersonEventData {
  readonly PersonRegistered: { readonly personId: string };
  readonly RoleObserved: {
    readonly personId: string;
    readonly organizationId?: string;
    readonly title?: Text;
    readonly current: boolean;
  };
}

export type PersonEventType = keyof PersonEventData;

/** An event of a person as a decider makes it. */
export type PersonDraft = { [T in PersonEventType]: DraftEvent<T, PersonEventData[T]> }[PersonEventType];

/** An event of a person as it was recorded. */
export type PersonEvent = { [T in PersonEventType]: PastEvent<T, PersonEventData[T]> }[PersonEventType];
