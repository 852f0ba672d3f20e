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

/** A place in the picture, from 0 to 1 each way. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Body extends SimulationNodeDatum {
  readonly id: string;
  readonly agreements: number;
}

const TICKS = 200;

/**
 * Where organisations stand, so that those that share agreements stand near each other. The same organisations and ties
 * stand at the same places each time: they are laid out in the order of their ids, from places that their order alone gives.
 */
export function layOut(
  nodes: readonly { readonly id: string; readonly agreements: number }[],
  ties: readonly Tie[],
): ReadonlyMap<string, Place> {
  const bodies: Body[] = nodes
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, agreements }) => ({ id, agreements }));
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
  const xs = bodies.map(({ x = 0 }) => x);
  const ys = bodies.map(({ y = 0 }) => y);
  const place = (at: number, all: readonly number[]) => {
    const [least, most] = [Math.min(...all), Math.max(...all)];
    return most === least ? 0.5 : (at - least) / (most - least);
  };
  return new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { x: place(x, xs), y: place(y, ys) }]));
}
