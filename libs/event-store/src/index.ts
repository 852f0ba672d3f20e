export * from './port.js';
export { isOutage } from './outage.js';
export {
  createMemoryEventStore,
  createMemoryLog,
  type MemoryEventStoreOptions,
  type MemoryLog,
} from './memory/memory-event-store.js';
export {
  openPostgresEventStore,
  preparePostgresLog,
  type PostgresEventStoreOptions,
} from './postgres/postgres-event-store.js';
export { inOneWrite } from './postgres/connection.js';
export { NotDurableError, assertDurable } from './postgres/schema.js';
export { openEventStoreDb, type EventStoreDb, type EventStoreDbOptions } from './open.js';
export { atMost } from './at-most.js';
export { OtherLogError, copyLog, type CopiedLog } from './copy-log.js';
