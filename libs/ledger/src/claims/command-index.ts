import type { FindsEventById } from '@entente/event-store';
import { eventIdOf } from '../execute/input.js';
import type { Claims, CommandIndex } from './claims.js';

/**
 * For a store that finds an event by its id and refuses an id that it has elsewhere: nothing has to be reserved, since no
 * append with a used commandId can succeed; the log is asked only when there is something else to refuse.
 */
export function commandIndexOfLog(store: FindsEventById): CommandIndex {
  return {
    reserve: async (_commandId, stream) => stream,
    release: async () => {},
    find: async (commandId) => (await store.findById(eventIdOf(commandId, 0)))?.stream ?? null,
  };
}

/** For a store that can do neither (EventStoreDB): a row committed before the append. */
export function commandIndexOfClaims(claims: Claims): CommandIndex {
  return {
    reserve: (commandId, stream) => claims.claimCommand({ commandId, stream }),
    release: (commandId, stream) => claims.releaseCommand({ commandId, stream }),
    find: (commandId) => claims.streamOfCommand(commandId),
  };
}
