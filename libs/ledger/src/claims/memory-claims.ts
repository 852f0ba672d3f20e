import type { Claimant, Claims, Identifier } from './claims.js';

/** Claims in memory, for unit tests. */
export function createMemoryClaims(): Claims {
  const identifiers = new Map<string, Claimant>();
  const commands = new Map<string, string>();
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
      const holder = commands.get(commandId);
      if (holder === undefined) commands.set(commandId, stream);
      return holder ?? stream;
    },
    streamOfCommand: async (commandId) => commands.get(commandId) ?? null,
  };
}
