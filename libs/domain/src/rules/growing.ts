import { keptWith } from './kept-with.js';

/** What was made of a list when it was this long. */
interface Made<T, M> {
  readonly list: readonly T[];
  readonly length: number;
  readonly made: M;
}

/** Deciders and projections ask of one stream in turns, each of them one or two events behind the other. */
const MOST_REMEMBERED = 4;

/**
 * Makes something of lists that grow, as the events of a stream do. Of a list that begins with all of one that it was asked
 * of before, it reads only what has come since: elements are compared, not looked into. `more` may change what was made of
 * the shorter list, which is given up. `context` is the same for all lists with the same first element.
 */
export function growing<T extends object, M, C = void>(
  more: (come: readonly T[], before: M | null, context: C) => M,
): (list: readonly T[], context: C) => M {
  const remembered = keptWith<T, readonly Made<T, M>[]>();
  return (list, context) => {
    const [first] = list;
    if (!first) return more(list, null, context);
    const known = remembered.get(first) ?? [];
    const before = known.find((one) => beginsWith(list, one.list, one.length));
    if (before?.length === list.length) return before.made;
    const made = before ? more(list.slice(before.length), before.made, context) : more(list, null, context);
    const others = known.filter((one) => one !== before).slice(0, MOST_REMEMBERED - 1);
    remembered.set(first, [{ list, length: list.length, made }, ...others]);
    return made;
  };
}

/** Whether a list begins with the first elements of another. Lists of one stream differ at their ends, if at all. */
export function beginsWith<T>(list: readonly T[], other: readonly T[], length = other.length): boolean {
  if (list.length < length) return false;
  if (list === other) return true;
  for (let place = length - 1; place >= 0; place -= 1) if (list[place] !== other[place]) return false;
  return true;
}
