/** An edge as the ledger answers it: an organisation is a party of an agreement. */
export interface PartyEdge {
  readonly organizationId: string;
  readonly agreementId: string;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
}

/** Two organisations, and the agreements that they share. */
export interface Tie {
  readonly a: string;
  readonly b: string;
  readonly agreements: readonly string[];
  /** In every one of them, one of both is perhaps no party. */
  readonly possible: boolean;
}

/** The ties between the organisations of edges, by the ids of both. */
export function tiesOf(edges: readonly PartyEdge[]): readonly Tie[] {
  const ties = new Map<string, { a: string; b: string; agreements: string[]; possible: boolean }>();
  for (const [agreementId, parties] of Map.groupBy(edges, (edge) => edge.agreementId))
    for (const one of parties)
      for (const other of parties) {
        if (one.organizationId >= other.organizationId) continue;
        const key = `${one.organizationId} ${other.organizationId}`;
        const tie = ties.get(key) ?? {
          a: one.organizationId,
          b: other.organizationId,
          agreements: [],
          possible: true,
        };
        tie.agreements.push(agreementId);
        tie.possible &&= one.certainty === 'POSSIBLE' || other.certainty === 'POSSIBLE';
        ties.set(key, tie);
      }
  return [...ties.values()].toSorted((one, other) =>
    one.a === other.a ? (one.b < other.b ? -1 : 1) : one.a < other.a ? -1 : 1,
  );
}

/** Whom each organisation is tied to, those with whom it shares most first. */
export function neighboursOf(ties: readonly Tie[]): ReadonlyMap<string, readonly string[]> {
  const near = new Map<string, { id: string; shared: number }[]>();
  for (const { a, b, agreements } of ties)
    for (const [from, id] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = near.get(from) ?? [];
      known.push({ id, shared: agreements.length });
      near.set(from, known);
    }
  return new Map(
    [...near].map(([id, of]) => [
      id,
      of
        .toSorted((one, other) => other.shared - one.shared || (one.id < other.id ? -1 : 1))
        .map((one) => one.id),
    ]),
  );
}

/** The organisations that are at most so many ties from one of some. */
export function within(
  middle: readonly string[],
  steps: number,
  neighbours: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set(middle);
  let edge = [...middle];
  for (let step = 0; step < steps; step++) {
    edge = edge.flatMap((id) => neighbours.get(id) ?? []).filter((id) => !found.has(id));
    for (const id of edge) found.add(id);
  }
  return found;
}

/** The organisations that have most agreements; of equals, the first by id. */
export function mostTied(
  organizations: readonly { readonly id: string; readonly agreements: number }[],
  most: number,
): ReadonlySet<string> {
  const sorted = organizations.toSorted(
    (one, other) => other.agreements - one.agreements || (one.id < other.id ? -1 : 1),
  );
  return new Set(sorted.slice(0, most).map(({ id }) => id));
}

/** Where a walk through a network stands, and from which organisations it came. */
export interface Walk {
  readonly at: string;
  readonly from: readonly string[];
}

/**
 * A step of a walk: right and left go round the neighbours of where one came from, down goes on to the neighbours of where one
 * stands, up goes back. Null for any other key.
 */
export function stepOf(
  { at, from }: Walk,
  key: string,
  neighbours: ReadonlyMap<string, readonly string[]>,
  all: readonly string[],
): Walk | null {
  const near = neighbours.get(at) ?? [];
  const last = from.at(-1);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      const by = key === 'ArrowRight' ? 1 : -1;
      if (last === undefined && near.length > 0) return { at: near.at(by === 1 ? 0 : -1) ?? at, from: [at] };
      const ring = last === undefined ? all : (neighbours.get(last) ?? all);
      return { at: ring.at((ring.indexOf(at) + by) % ring.length) ?? at, from };
    }
    case 'ArrowDown': {
      const next = near.find((id) => id !== last);
      return next === undefined ? { at, from } : { at: next, from: [...from, at] };
    }
    case 'ArrowUp':
      return last === undefined ? { at, from } : { at: last, from: from.slice(0, -1) };
    default:
      return null;
  }
}

/** How many partners each organisation has beyond those that are shown. */
export function partnersNotShown(shown: readonly Tie[], every: readonly Tie[]): ReadonlyMap<string, number> {
  const there = neighboursOf(shown);
  return new Map(
    [...neighboursOf(every)].map(([id, all]) => [id, all.length - (there.get(id)?.length ?? 0)]),
  );
}
