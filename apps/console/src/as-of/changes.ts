import type { Day } from '@entente/domain';
import { useEffect, useSyncExternalStore } from 'react';
import type { graphql } from '../asking/graphql.js';
import type { Dates } from './dates.js';

/** Something of a page was recorded then. */
export interface Moment {
  /** Its last event: an answer as of this position knows all of it. */
  readonly position: string;
  readonly recordedAt: string;
  /** How many facts were recorded. */
  readonly facts: number;
}

/** Where the answer of a page changes. */
export interface Changes {
  /** The days on which it does, in their order, by what was known at its position. */
  readonly days: readonly Day[];
  /** The moments at which something of it was recorded, in the order of the log: all, also those after its position. */
  readonly moments: readonly Moment[];
  /** The position that it answers for. */
  readonly position: string;
}

/** A list of agreements, or what is counted of them. */
export interface ListOffered {
  /** Which agreements. */
  readonly agreements: ReturnType<typeof graphql.scalar<'AgreementFilter'>>;
}

/**
 * What the page that is open offers: where its answer changes, or the node id of what it shows, or which agreements, of which
 * the ledger is asked it. Null: it does not change by day, or what it shows is of many kinds.
 */
type Offer = Changes | ListOffered | string | null;

let offered: Offer = null;
const listeners = new Set<() => void>();

function set(offer: Offer): void {
  offered = offer;
  for (const changed of listeners) changed();
}

/** Offers to the bar of the dates, while a page is shown, where its answer changes. The same object is the same offer. */
export function useOffer(offer: Offer): void {
  useEffect(() => {
    set(offer);
    return () => set(null);
  }, [offer]);
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** What the page that is open offers. */
export function useOffered(): Offer {
  return useSyncExternalStore(listen, () => offered);
}

/** Whether a page knows itself where its answer changes. */
export function isKnown(offer: Offer): offer is Changes {
  return offer !== null && typeof offer === 'object' && 'days' in offer;
}

/** The day after another, or the one before; undefined where there is none. Days stand in their order. */
export function dayBeside(days: readonly Day[], day: Day, step: 1 | -1): Day | undefined {
  return step > 0 ? days.find((one) => one > day) : days.findLast((one) => one < day);
}

/**
 * The moment after that of a page, or the one before; undefined where there is none. Positions of one log compare as texts.
 *
 * @param of the dates of the page, which what it offers may not have reached yet
 */
export function momentBeside(
  { moments, position }: Changes,
  step: 1 | -1,
  { known, at }: Dates,
): Moment | undefined {
  const from = at ?? (known === undefined ? moments.at(-1)?.position : position) ?? '';
  return moments[moments.findLastIndex((one) => one.position <= from) + step];
}
