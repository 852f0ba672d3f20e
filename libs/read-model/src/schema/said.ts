import type { Days } from './table.js';

/** Something said of a subject from a day on, until the same is said again. */
interface Said {
  readonly eventId: string;
  readonly from: string;
  /** What is the same when it is said again. */
  readonly key: string;
}

/** Each with the day until which it is the last of its key, by the days from which they hold and then the log. */
export function untilSaidAgain<S extends Said>(
  said: readonly S[],
): readonly (S & Days & { readonly place: number })[] {
  return said.flatMap((one, place) => {
    const later = said.filter(
      ({ key, from }, index) => key === one.key && (from > one.from || (from === one.from && index > place)),
    );
    const until = later.map(({ from }) => from).toSorted()[0] ?? 'infinity';
    return until === one.from ? [] : [{ ...one, place, valid_from: one.from, valid_to: until }];
  });
}
