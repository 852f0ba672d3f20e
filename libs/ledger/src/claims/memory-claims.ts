import type { Claimant, Claims, Identifier } from './claims.js';

/** Claims in memory, for unit tests. */
export function createMemoryClaims(): Claims {
  const identifiers = new Map<string, Claimant>();
  const commands = new Map<string, { readonly stream: string; holders: number }>();
  const keyOf = ({ scheme, value }: Identifier) => JSON.stringify([scheme, value]);
  return {
    async claimIdentifiers(claimant, wanted) {
      return wanted.filter((identifier) => {
        const holder = identifiers.get(keyOf(identifier));
        if (holder) return holder.commandId !== claimant.commandId;
        identifiers.set(keyOf(identifier), claimant);
        return false;
      });
    },
    async releaseIdentifiers(claimant, held) {
      for (const identifier of held)
        if (identifiers.get(keyOf(identifier))?.commandId === claimant.commandId)
          identifiers.delete(keyOf(identifier));
    },
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
