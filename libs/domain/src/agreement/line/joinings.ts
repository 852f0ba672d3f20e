import { growing } from '../../rules/growing.js';
import { compareKeys } from './act.js';
import type { Fitted } from './bounds.js';
import type { Range } from './span.js';

/** What is asked of joinings when one more comes, without going through them all. */
export interface Joinings {
  /** The greatest of their keys; null where there are none. */
  readonly lastKey: Range | null;
  readonly lastRecorded: number;
  /** The latest of the days from which one of them may have been, by its own date. */
  readonly latest: number;
  /** The first few of their days, of each kind: the earliest, the latest, the one used. */
  readonly first: { readonly [D in keyof Range]: readonly number[] };
  /** The first few of the days by which one is there, as fitted and by its own date. */
  readonly firstThere: readonly number[];
}

/** How many of the first days are asked for. */
const FEW = 3;

const NONE: Joinings = {
  lastKey: null,
  lastRecorded: -1,
  latest: -Infinity,
  first: { e: [], l: [], p: [] },
  firstThere: [],
};

/** Joinings in short; what was said of those before is kept. */
export const joiningsOf: (joinings: readonly Fitted[]) => Joinings = growing<Fitted, Joinings>(
  (come, before) => come.reduce((all, one) => together(all, single(one)), before ?? NONE),
);

function single({ act, range }: Fitted): Joinings {
  return {
    lastKey: act.range,
    lastRecorded: act.event.order,
    latest: act.range.e,
    first: { e: [range.e], l: [range.l], p: [range.p] },
    firstThere: [Math.max(range.e, act.range.p)],
  };
}

/** Two kinds of joinings as one. */
export function together(a: Joinings, b: Joinings): Joinings {
  return {
    lastKey:
      a.lastKey && b.lastKey && compareKeys(a.lastKey, b.lastKey) > 0 ? a.lastKey : (b.lastKey ?? a.lastKey),
    lastRecorded: Math.max(a.lastRecorded, b.lastRecorded),
    latest: Math.max(a.latest, b.latest),
    first: {
      e: firstOf(a.first.e, b.first.e),
      l: firstOf(a.first.l, b.first.l),
      p: firstOf(a.first.p, b.first.p),
    },
    firstThere: firstOf(a.firstThere, b.firstThere),
  };
}

function firstOf(some: readonly number[], others: readonly number[]): readonly number[] {
  return [...some, ...others].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).slice(0, FEW);
}

/** Whether at least `count` of the first days are not after a day; of no more than three. */
export function areBy(first: readonly number[], count: 2 | 3, day: number): boolean {
  return (first[count - 1] ?? Infinity) <= day && first.length >= count;
}
