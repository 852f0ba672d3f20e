import type { EventStoreDb, EventStoreDbOptions } from './eventstoredb/eventstoredb-event-store.js';

export type { EventStoreDb, EventStoreDbOptions } from './eventstoredb/eventstoredb-event-store.js';

/**
 * Opens the log in EventStoreDB. Its gRPC client is loaded here and not before: a ledger on PostgreSQL never needs it.
 *
 * @throws EventStoreError UNAVAILABLE when the server cannot be asked.
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDb> {
  const { openEventStoreDb: open } = await import('./eventstoredb/eventstoredb-event-store.js');
  return open(options);
}
