import type { Day } from './days.js';
import type { LoggedEvent } from './facts.js';

/** A fact with the days for which it is the last that says something of its matter. */
export interface LastSaid {
  readonly fact: LoggedEvent;
  /** Its place among the facts of its kind, in the order of the log. */
  readonly place: number;
  readonly from: Day;
  readonly to: Day;
}

/** Facts by the day that counts, then as recorded. */
export function byPoint(facts: readonly LoggedEvent[]): readonly LoggedEvent[] {
  return facts.toSorted((a, b) => {
    const [one, other] = [a.effective.point, b.effective.point];
    return one === other ? a.rev - b.rev : one < other ? -1 : 1;
  });
}

/** Each fact until the next one that says the same matter anew; what is said anew on its very day it never held. */
export function untilSaidAnew(
  facts: readonly LoggedEvent[],
  matterOf: (fact: LoggedEvent) => string,
): readonly LastSaid[] {
  const matters = Map.groupBy(byPoint(facts), matterOf);
  return [...matters.values()].flatMap((said) =>
    said.flatMap((fact, index): readonly LastSaid[] => {
      const from = fact.effective.point;
      const to = said[index + 1]?.effective.point ?? 'infinity';
      return from === to ? [] : [{ fact, place: facts.indexOf(fact), from, to }];
    }),
  );
}
