import type { DraftEvent, PastEvent } from '../rules/decision.js';
import type { Day } from '../time/day.js';

/** The clear data of each event of a source's stream, by its stored type. */
export interface SourceEventData {
  readonly SourceDeposited: {
    readonly sourceId: string;
    readonly kind: string;
    readonly issuer?: string;
    readonly publishedOn?: Day;
    readonly lang?: string;
    /** SHA-256 of the file, 64 lower-case hexadecimal digits. */
    readonly sha256: string;
    readonly file?: string;
  };
}

export type SourceEventType = keyof SourceEventData;

/** An event of a source as a decider makes it. */
export type SourceDraft = { [T in SourceEventType]: DraftEvent<T, SourceEventData[T]> }[SourceEventType];

/** An event of a source as it was recorded. */
export type SourceEvent = { [T in SourceEventType]: PastEvent<T, SourceEventData[T]> }[SourceEventType];
