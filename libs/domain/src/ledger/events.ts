import type { DraftEvent, PastEvent } from '../rules/decision.js';

/** The clear data of each event of the ledger's own stream, by its stored type. */
export interface LedgerEventData {
  /** Event 0 of every ledger. `timeZone` is an IANA name: it says what day it is. */
  readonly LedgerOpened: {
    readonly ledgerId: string;
    readonly timeZone: string;
    readonly demonstration: boolean;
  };
  /** The demonstration is loaded whole; the scripted clock ends here for good. */
  readonly DemonstrationLoaded: { readonly scenarioId: string };
}

export type LedgerEventType = keyof LedgerEventData;

/** An event of the ledger's own stream as a decider makes it. */
export type LedgerDraft = { [T in LedgerEventType]: DraftEvent<T, LedgerEventData[T]> }[LedgerEventType];

/** An event of the ledger's own stream as it was recorded. */
export type LedgerStreamEvent = { [T in LedgerEventType]: PastEvent<T, LedgerEventData[T]> }[LedgerEventType];
