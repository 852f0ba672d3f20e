import {
  edgeKindOf,
  edgeOf,
  readStream,
  type Claim,
  type ClaimsChanged,
  type Edge,
  type EdgeKind,
} from '@entente/domain';
import type { Claims } from './claims.js';

/** Where edges are asked for. */
export type Edges = Pick<Claims, 'edgesAt' | 'dropAbandonedEdges'>;

/** Of the claims that a command has made, the edges that close a circle with those that are claimed elsewhere. */
export async function circlesAmong(
  claims: Edges,
  stream: string,
  held: readonly Claim[],
): Promise<readonly Claim[]> {
  const circular: Claim[] = [];
  for (const claim of held) {
    const [kind, edge] = [edgeKindOf(claim), edgeOf(claim, subjectOf(stream))];
    if (kind === null || edge === null) continue;
    const closes = async () => {
      const above = await reached(claims, kind, edge.above, 'UP');
      return above.has(edge.below) ? above : null;
    };
    const circle = await closes();
    if (!circle) continue;
    // A command that was never recorded may have left an edge.
    await claims.dropAbandonedEdges([...circle]);
    if (await closes()) circular.push(claim);
  }
  return circular;
}

/** Edges with some that are assumed, or assumed to be no more; nothing of it is written. */
export function assumedEdges({ edgesAt }: Edges): Edges & {
  assume(stream: string, changed: ClaimsChanged): void;
} {
  const assumed = new Map<string, { readonly kind: EdgeKind; readonly edge: Edge; readonly held: boolean }>();
  const keyOf = (kind: EdgeKind, { below, above }: Edge) => `${kind} ${below} ${above}`;
  return {
    dropAbandonedEdges: async () => {},
    async edgesAt(kind, ids) {
      const recorded = await edgesAt(kind, ids);
      const added = [...assumed.values()].flatMap((one) => {
        const isAt = ids.includes(one.edge.below) || ids.includes(one.edge.above);
        return one.held && one.kind === kind && isAt ? [one.edge] : [];
      });
      return [...recorded.filter((edge) => !assumed.has(keyOf(kind, edge))), ...added];
    },
    assume(stream, { taken, released }) {
      for (const [claims, held] of [
        [released, false],
        [taken, true],
      ] as const)
        for (const claim of claims) {
          const [kind, edge] = [edgeKindOf(claim), edgeOf(claim, subjectOf(stream))];
          if (kind && edge) assumed.set(keyOf(kind, edge), { kind, edge, held });
        }
    },
  };
}

function subjectOf(stream: string): string {
  return readStream(stream)?.id ?? stream;
}

/** All that is linked with a subject by edges of a kind, itself left out. */
export async function linkedWith(claims: Edges, kind: EdgeKind, id: string): Promise<readonly string[]> {
  const all = await reached(claims, kind, id, 'BOTH');
  return [...all].filter((one) => one !== id).toSorted();
}

/** A subject and all that edges lead to from it, a step a question. */
async function reached(
  claims: Edges,
  kind: EdgeKind,
  from: string,
  way: 'UP' | 'BOTH',
): Promise<ReadonlySet<string>> {
  const found = new Set([from]);
  for (let last: readonly string[] = [from]; last.length > 0;) {
    const edges = await claims.edgesAt(kind, last);
    const next = edges.flatMap(({ below, above }) => [
      ...(last.includes(below) ? [above] : []),
      ...(way === 'BOTH' && last.includes(above) ? [below] : []),
    ]);
    last = [...new Set(next)].filter((id) => !found.has(id));
    for (const id of last) found.add(id);
  }
  return found;
}
