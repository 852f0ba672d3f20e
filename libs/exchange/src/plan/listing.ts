/** As many are listed of what a report lists; the others are counted. */
const MOST_LISTED = 1_000;

/** The first of what there is to list, and how many there are in all. */
export interface Listing<T> {
  readonly listed: readonly T[];
  readonly count: number;
}

/** A listing that grows. */
export interface GrowingListing<T> extends Listing<T> {
  add(items: readonly T[]): void;
}

/** Lists nothing yet. */
export function createListing<T>(): GrowingListing<T> {
  const listed: T[] = [];
  let count = 0;
  return {
    listed,
    get count() {
      return count;
    },
    add(items) {
      count += items.length;
      listed.push(...items.slice(0, MOST_LISTED - listed.length));
    },
  };
}

/** Several listings as one, in an order where there is one. */
export function together<T>(
  parts: readonly (Listing<T> | readonly T[])[],
  order?: (a: T, b: T) => number,
): Listing<T> {
  const all = parts.flatMap((part) => ('listed' in part ? part.listed : part));
  return {
    listed: (order ? all.toSorted(order) : all).slice(0, MOST_LISTED),
    count: parts.reduce((sum, part) => sum + ('listed' in part ? part.count : part.length), 0),
  };
}

/** How many there are beyond those that are listed. */
export function unlistedIn({ listed, count }: Listing<unknown>): number {
  return count - listed.length;
}
