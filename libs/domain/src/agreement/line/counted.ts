import type { Act } from './act.js';
import { findOrder, type FoundOrder, type Placed, type Setting } from './order.js';

/** Which acts count, in which order, and which are passed over. */
export interface Counted {
  readonly placed: readonly Placed[];
  readonly passedOver: readonly Act[];
  /** How many acts were tried in how many places, in all searches. */
  readonly tries: number;
  /** True where a search ended before it had tried everything: then the order by key was tried in its place. */
  readonly gaveUp: boolean;
}

/**
 * If all acts have an order that holds, all of them count. Else they are let in one by one, by key, each when those that count
 * and it have an order; after each one that is let in, again from the first.
 */
export function countActs(acts: readonly Act[], setting: Setting): Counted {
  let [tries, gaveUp] = [0, false];
  const search = (wanted: readonly Act[]): FoundOrder['placed'] => {
    const found = findOrder(
      wanted.toSorted((a, b) => a.place - b.place),
      setting,
    );
    tries += found.tries;
    gaveUp ||= found.gaveUp;
    return found.placed;
  };

  const all = hasRivals(acts) ? null : search(acts);
  if (all) return { placed: all, passedOver: [], tries, gaveUp };

  const taken = new Set<string>();
  const counted: Act[] = [];
  let placed: readonly Placed[] = [];
  let left: readonly Act[] = acts;
  const letIn = (few: readonly Act[]): boolean => {
    const order = search([...counted, ...few]);
    if (!order) return false;
    placed = order;
    counted.push(...few);
    for (const act of few) for (const place of placesOf(act)) taken.add(place);
    left = left.filter((act) => !few.includes(act));
    return true;
  };
  const isFree = (act: Act) => !placesOf(act).some((place) => taken.has(place));
  for (;;) {
    const free = left.filter(isFree);
    if (letInRun(free, letIn)) continue;
    if (!free.some((act) => letIn([act]))) return { placed, passedOver: left, tries, gaveUp };
  }
}

/**
 * Where joinings come first, one after the other, nothing else would be let in between them: they are let in together, as
 * many as have an order, which spares a search for each of them.
 */
function letInRun(free: readonly Act[], letIn: (few: readonly Act[]) => boolean): boolean {
  const run: Act[] = [];
  const taken = new Set<string>();
  for (const act of free) {
    const places = placesOf(act);
    if (!JOINS.has(act.row.part) || act.returning || places.some((place) => taken.has(place))) break;
    for (const place of places) taken.add(place);
    run.push(act);
  }
  for (let size = run.length; size > 1; size >>= 1) if (letIn(run.slice(0, size))) return true;
  return false;
}

const JOINS: ReadonlySet<Act['row']['part']> = new Set(['SIGNATURE', 'RATIFICATION', 'ACCESSION']);

/** What only one act may be, in whatever order: two that want the same exclude each other. */
function placesOf({ row, organizationId, returning }: Act): readonly string[] {
  switch (row.part) {
    case 'OPENING':
    case 'ENTRY':
      return [row.part];
    case 'SIGNATURE':
    case 'ACCESSION':
      return returning ? [] : [`JOINS ${organizationId ?? ''}`];
    case 'RATIFICATION':
      return [`RATIFIES ${organizationId ?? ''}`];
    case 'RETURN':
    case 'MOVE':
    case 'PAUSE':
    case 'ENDING':
      return [];
    default:
      return row.part satisfies never;
  }
}

function hasRivals(acts: readonly Act[]): boolean {
  const places = acts.flatMap(placesOf);
  return new Set(places).size < places.length;
}
