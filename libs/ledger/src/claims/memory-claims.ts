import { edgeKindOf, edgeOf, readStream, type Claim } from '@entente/domain';
import type { Claimant, Claims } from './claims.js';

/** Claims in memory, for unit tests. */
export function createMemoryClaims(): Claims {
  const identifiers = new Map<string, { readonly claimant: Claimant; holders: number }>();
  const commands = new Map<string, { readonly stream: string; holders: number }>();
  const keyOf = ({ scheme, value }: Claim) => JSON.stringify([scheme, value]);
  return {
    async claimAll(claimant, wanted) {
      return wanted.filter((identifier) => {
        const held = identifiers.get(keyOf(identifier)) ?? { claimant, holders: 0 };
        if (!isSame(held.claimant, claimant)) return true;
        held.holders += 1;
        identifiers.set(keyOf(identifier), held);
        return false;
      });
    },
    holdersOf: async (asked) => asked.map((claim) => identifiers.get(keyOf(claim))?.claimant ?? null),
    async releaseAll(claimant, given) {
      for (const identifier of given) {
        const held = identifiers.get(keyOf(identifier));
        if (!held || !isSame(held.claimant, claimant)) continue;
        held.holders -= 1;
        if (held.holders === 0) identifiers.delete(keyOf(identifier));
      }
    },
    async giveUp(stream, given) {
      for (const claim of given)
        if (identifiers.get(keyOf(claim))?.claimant.stream === stream) identifiers.delete(keyOf(claim));
    },
    async edgesAt(kind, ids) {
      return [...identifiers].flatMap(([key, { claimant }]) => {
        const [scheme, value] = JSON.parse(key) as [string, string];
        const edge = edgeOf({ scheme, value }, readStream(claimant.stream)?.id ?? '');
        const isAt = edge && (ids.includes(edge.below) || ids.includes(edge.above));
        return isAt && edgeKindOf({ scheme, value }) === kind ? [edge] : [];
      });
    },
    dropAbandonedEdges: async () => {},
    async claimCommand({ commandId, stream }) {
      const held = commands.get(commandId) ?? { stream, holders: 0 };
      commands.set(commandId, held);
      if (held.stream === stream) held.holders += 1;
      return held.stream;
    },
    async releaseCommand({ commandId, stream }) {
      const held = commands.get(commandId);
      if (held?.stream !== stream) return;
      held.holders -= 1;
      if (held.holders === 0) commands.delete(commandId);
    },
    streamOfCommand: async (commandId) => commands.get(commandId)?.stream ?? null,
  };
}

function isSame(a: Claimant, b: Claimant): boolean {
  return a.commandId === b.commandId && a.stream === b.stream;
}
