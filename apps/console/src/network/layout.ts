import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import type { Tie } from './graph.js';

/** A place, across and down. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Body extends SimulationNodeDatum {
  readonly id: string;
  readonly agreements: number;
}

const TICKS = 200;

/** Where organisations stand by the forces between them, and the corners of all of it. */
export interface Layout {
  readonly at: ReadonlyMap<string, Place>;
  readonly corners: readonly [least: Place, most: Place];
}

/**
 * Where organisations stand, so that those that share agreements stand near each other. The same organisations and ties
 * stand at the same places each time: they are laid out in the order of their ids, from places that their order alone gives.
 * Those that a layout before had stay where they were, so that what comes and goes with a date is seen.
 */
export function layOut(
  nodes: readonly { readonly id: string; readonly agreements: number }[],
  ties: readonly Tie[],
  before: Layout | null = null,
): Layout {
  const bodies: Body[] = nodes
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, agreements }) => {
      const there = before?.at.get(id);
      return { id, agreements, ...(there && { fx: there.x, fy: there.y }) };
    });
  const simulation = forceSimulation(bodies)
    .force('charge', forceManyBody().strength(-220))
    .force('x', forceX().strength(0.07))
    .force('y', forceY().strength(0.1))
    .force(
      'apart',
      forceCollide<Body>(({ agreements }) => 18 + Math.sqrt(agreements) * 4),
    )
    .force(
      'ties',
      forceLink<Body, { source: string; target: string }>(ties.map(({ a, b }) => ({ source: a, target: b })))
        .id(({ id }) => id)
        .distance(90),
    )
    .stop();
  simulation.tick(TICKS);
  const places = bodies.map(({ id, x = 0, y = 0 }) => [id, { x, y }] as const);
  return {
    at: new Map([...(before?.at ?? []), ...places]),
    corners: before && isArea(before.corners) ? before.corners : cornersOf(places.map(([, place]) => place)),
  };
}

function cornersOf(places: readonly Place[]): Layout['corners'] {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  return [
    { x: Math.min(...xs), y: Math.min(...ys) },
    { x: Math.max(...xs), y: Math.max(...ys) },
  ];
}

/** Whether there is room between corners: not where nobody stood, or one alone. */
function isArea([least, most]: Layout['corners']): boolean {
  return least.x < most.x && least.y < most.y;
}

/** The place of an organisation in the picture, from 0 to 1 each way; one that came later stands at the edge at most. */
export function placeIn({ at, corners: [least, most] }: Layout, id: string): Place {
  const along = (axis: 'x' | 'y') => {
    const value = at.get(id)?.[axis];
    if (value === undefined || most[axis] === least[axis]) return 0.5;
    return Math.min(1, Math.max(0, (value - least[axis]) / (most[axis] - least[axis])));
  };
  return { x: along('x'), y: along('y') };
}
