import type { Day } from './days.js';
import type { LoggedDate } from './facts.js';

/** The days between which something lies, as texts that compare as days do: before all days, and after all of them, too. */
export interface Window {
  readonly earliest: Day;
  readonly latest: Day;
}

const BEFORE_ALL = '';
const AFTER_ALL = '~';

/** The days between which a date lies. */
export function windowOf({ earliest, latest }: Pick<LoggedDate, 'earliest' | 'latest'>): Window {
  return { earliest: earliest ?? BEFORE_ALL, latest: latest ?? AFTER_ALL };
}

/** A status that begins somewhere in its window. */
export interface PossibleStep extends Window {
  readonly status: string;
}

/** The order in which statuses are named. */
const LIFECYCLE = [
  'NOT_YET',
  'DRAFT',
  'OPEN_FOR_SIGNATURE',
  'SIGNED',
  'IN_FORCE',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
  'SUPERSEDED',
  'ABANDONED',
];

/** Every status that the windows of the steps allow on a day; `before` is that of the days before all steps. */
export function possibleOn(steps: readonly PossibleStep[], before: string, day: Day): readonly string[] {
  const begun = steps.findLastIndex(({ latest }) => latest <= day);
  const certain = steps[begun]?.status ?? before;
  const perhaps = steps.slice(begun + 1).filter(({ earliest }) => earliest <= day);
  const possible = new Set([certain, ...perhaps.map(({ status }) => status)]);
  return LIFECYCLE.filter((status) => possible.has(status));
}

/**
 * Whether the windows of what happened to an agreement leave its order, and its days, as they are written: each ends before the
 * next begins. Where they overlap, one limits the other; that is for the ledger's own fold to reckon. Signatures may overlap each
 * other: of those the first, and the second, are counted.
 */
export class ClearOrder {
  private reach: Day = BEFORE_ALL;
  private beforeSignatures: Day = BEFORE_ALL;
  private signing = false;
  private clear = true;

  get isClear(): boolean {
    return this.clear;
  }

  /** Something comes after all that came. */
  follow({ earliest, latest }: Window, isSignature: boolean): void {
    if (!isSignature || !this.signing) this.beforeSignatures = this.reach;
    if (this.beforeSignatures > earliest) this.clear = false;
    this.signing = isSignature;
    if (latest > this.reach) this.reach = latest;
  }

  /** Something may not be later than a day; null where that day is not known. */
  limit({ latest }: Window, by: Day | null): void {
    if (by === null || latest > by) this.clear = false;
  }
}
