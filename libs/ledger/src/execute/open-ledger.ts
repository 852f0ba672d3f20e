import { randomUUID } from 'node:crypto';
import type { EventData } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import { STORED_EVENTS } from '../catalogue/stored-events.js';
import { createMemoryClaims } from '../claims/memory-claims.js';
import { createMemoryVault } from '../vault/memory-vault.js';
import { ownCommandId } from './input.js';
import { createEventReader } from '../read/event-reader.js';
import { createStreamReader } from '../read/stream-reader.js';
import { createLedger, type LedgerIdentity } from './ledger.js';
import type { Lookups } from './look-across.js';

/** The actor of what the ledger does by itself. */
export const SYSTEM = { actor: 'system:ledger' };

/** For commands that look nothing up. */
export const NO_LOOKUPS: Lookups = {
  similarNames: async () => [],
  meetingsOn: async () => [],
  partiesIn: async () => [],
};

/** A ledger that was opened in another time zone than the one it is started with. */
export class TimeZoneDiffersError extends Error {
  constructor(
    readonly opened: string,
    readonly configured: string,
  ) {
    super(`this ledger was opened in the time zone ${opened}; it cannot be started in ${configured}`);
    this.name = 'TimeZoneDiffersError';
  }
}

/**
 * Reads a ledger's identity from event 0, and records that event when the log is empty. Two that open one log at once read
 * the same answer.
 * @throws {TimeZoneDiffersError} when `timeZone` is given and is another one.
 */
export async function openLedgerIdentity(
  store: EventStore,
  wanted: {
    readonly timeZone: string | null;
    readonly demonstration: boolean;
    readonly name?: string | null;
    /** The scripted instant of a demonstration. */
    readonly at?: Date;
    readonly now: () => Date;
  },
): Promise<LedgerIdentity> {
  const there = await readIdentity(store);
  if (there) {
    if (wanted.timeZone !== null && wanted.timeZone !== there.timeZone)
      throw new TimeZoneDiffersError(there.timeZone, wanted.timeZone);
    return there;
  }
  const ledgerId = randomUUID();
  const timeZone = wanted.timeZone ?? 'America/Toronto';
  const identity = { ledgerId, timeZone, demonstration: wanted.demonstration };
  const name = wanted.name ?? null;
  const ledger = createLedger({
    store,
    catalogue: STORED_EVENTS,
    // Another process may give the log another identity than the one in hand.
    events: createEventReader(STORED_EVENTS),
    vault: createMemoryVault(),
    claims: createMemoryClaims(),
    commandIndex: {
      reserve: async (_commandId, stream) => stream,
      release: async () => {},
      find: async () => null,
    },
    lookups: NO_LOOKUPS,
    identity: { ...identity, name, demonstration: false, openedAt: wanted.now() },
    now: wanted.now,
  });
  const outcome = await ledger.execute(
    { name: 'openLedger', input: { ...identity, ...(name !== null && { name }) } },
    {
      commandId: ownCommandId(ledgerId, 'open'),
      caller: SYSTEM,
      expectedRevision: -1,
      ...(wanted.at && { at: wanted.at }),
    },
  );
  if (outcome.refused && outcome.code !== 'CONCURRENCY_CONFLICT')
    throw new Error(`the ledger could not be opened: ${outcome.code}`);
  const opened = await readIdentity(store);
  if (!opened) throw new Error('the ledger could not be opened: its first event is not there');
  return opened;
}

/** The identity that event 0 tells; null when the log is empty. */
export async function readIdentity(store: EventStore): Promise<LedgerIdentity | null> {
  const reader = createStreamReader(store, createEventReader(STORED_EVENTS));
  // No more than the first: what is damaged after it keeps nobody from starting.
  const [first] = await reader.readUncached('ledger', 0, 1);
  if (!first) return null;
  const {
    ledgerId,
    timeZone,
    demonstration,
    name = null,
  } = first.envelope.data as unknown as EventData['LedgerOpened'];
  return { ledgerId, timeZone, demonstration, name, openedAt: new Date(first.envelope.recorded) };
}
