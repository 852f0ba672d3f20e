import { layOut, placeIn } from './layout.js';
import {
  mostTied,
  neighboursOf,
  partnersNotShown,
  stepOf,
  tiesOf,
  within,
  type PartyEdge,
  type Walk,
} from './graph.js';

const edge = (
  organizationId: string,
  agreementId: string,
  certainty: PartyEdge['certainty'] = 'CERTAIN',
) => ({
  organizationId,
  agreementId,
  certainty,
});

const EDGES = [
  edge('b', 'one'),
  edge('a', 'one'),
  edge('a', 'two'),
  edge('b', 'two', 'POSSIBLE'),
  edge('c', 'two', 'POSSIBLE'),
  edge('d', 'three'),
  edge('c', 'three'),
];

describe('the ties of a network', () => {
  it('join each two organisations once, with the agreements that they share', () => {
    expect(tiesOf(EDGES)).toEqual([
      { a: 'a', b: 'b', agreements: ['one', 'two'], possible: false },
      { a: 'a', b: 'c', agreements: ['two'], possible: true },
      { a: 'b', b: 'c', agreements: ['two'], possible: true },
      { a: 'c', b: 'd', agreements: ['three'], possible: false },
    ]);
  });

  it('lead from an organisation to its neighbours, those with whom it shares most first', () => {
    const neighbours = neighboursOf(tiesOf(EDGES));
    expect(neighbours.get('a')).toEqual(['b', 'c']);
    expect([...within(['a'], 1, neighbours)]).toEqual(['a', 'b', 'c']);
    expect(within(['a'], 2, neighbours)).toContain('d');
    expect([...within(['a', 'd'], 0, neighbours)]).toEqual(['a', 'd']);
  });

  it('say how many partners are not shown', () => {
    const every = tiesOf(EDGES);
    const shown = every.filter(({ a, b }) => a === 'a' && b === 'b');
    expect([...partnersNotShown(shown, every)].toSorted()).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
      ['d', 1],
    ]);
  });

  it('are shown for the organisations with most agreements', () => {
    const organizations = ['a', 'b', 'c'].map((id, index) => ({ id, agreements: index === 2 ? 5 : 1 }));
    expect([...mostTied(organizations, 2)]).toEqual(['c', 'a']);
  });
});

describe('a walk by arrows', () => {
  const neighbours = neighboursOf(tiesOf(EDGES));
  const all = ['a', 'b', 'c', 'd'];
  const walk = (keys: readonly string[]) =>
    keys.reduce<Walk>((before, key) => stepOf(before, `Arrow${key}`, neighbours, all) ?? before, {
      at: 'a',
      from: [],
    });

  it('goes round the neighbours of where it began, on to theirs, and back', () => {
    expect(walk(['Right']).at).toBe('b');
    expect(walk(['Right', 'Right']).at).toBe('c');
    expect(walk(['Right', 'Right', 'Right']).at).toBe('b');
    expect(walk(['Left']).at).toBe('c');
    expect(walk(['Left', 'Down']).at).toBe('b');
    expect(walk(['Left', 'Down', 'Right']).at).toBe('d');
    expect(walk(['Left', 'Down', 'Up', 'Up'])).toEqual({ at: 'a', from: [] });
  });

  it('goes round all where there are no neighbours, and takes no other key', () => {
    expect(stepOf({ at: 'x', from: [] }, 'ArrowRight', new Map(), ['x', 'y'])).toEqual({ at: 'y', from: [] });
    expect(stepOf({ at: 'x', from: [] }, 'Tab', neighbours, all)).toBeNull();
  });
});

describe('the layout of a network', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, agreements: 1 }));

  it('is the same each time, whatever the order it is asked in', () => {
    const once = layOut(nodes, tiesOf(EDGES));
    expect(layOut(nodes.toReversed(), tiesOf(EDGES.toReversed()))).toEqual(once);
  });

  it('has a place for each organisation within the picture', () => {
    const layout = layOut(nodes, tiesOf(EDGES));
    for (const { id } of nodes) {
      const { x, y } = placeIn(layout, id);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(1);
    }
  });

  it('keeps those where they were that stay, and those that come again, while a date moves', () => {
    const [, ...later] = nodes;
    const first = layOut(nodes, tiesOf(EDGES));
    const gone = layOut(later, tiesOf(EDGES.filter(({ organizationId }) => organizationId !== 'a')), first);
    const more = [...nodes, { id: 'e', agreements: 1 }];
    const again = layOut(more, tiesOf([...EDGES, edge('e', 'three')]), gone);
    for (const { id } of nodes) expect(placeIn(again, id)).toEqual(placeIn(first, id));
    for (const axis of ['x', 'y'] as const) {
      expect(placeIn(again, 'e')[axis]).toBeGreaterThanOrEqual(0);
      expect(placeIn(again, 'e')[axis]).toBeLessThanOrEqual(1);
    }
  });

  it.each([0, 1])('makes room once more have come than the %i that there were', (count) => {
    const before = layOut(nodes.slice(0, count), []);
    const layout = layOut(nodes, tiesOf(EDGES), before);
    const places = nodes.map(({ id }) => placeIn(layout, id));
    for (const axis of ['x', 'y'] as const) {
      const along = places.map((place) => place[axis]);
      expect([Math.min(...along), Math.max(...along)]).toEqual([0, 1]);
    }
  });
});
