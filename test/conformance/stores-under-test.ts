/** The stores as the conformance suite gets them. */
import {
  createMemoryEventStore,
  createMemoryLog,
  openEventStoreDb,
  openPostgresEventStore,
} from '@entente/event-store';
import {
  writeUntilKilled,
  type Acknowledgement,
  type StoreUnderTest,
  type Writer,
} from '../../libs/event-store/src/conformance/index.js';
import type { EventStore } from '../../libs/event-store/src/port.js';
import { startWriterProcess } from '../support/writer-process.js';

/** The store in memory. Its handles share a log; its writer lives in this process, because its log does. */
export function memoryUnderTest(): StoreUnderTest {
  const log = createMemoryLog();
  const store = createMemoryEventStore({ log });
  return {
    store,
    densePositions: true,
    findsById: true,
    connect: () => Promise.resolve(createMemoryEventStore({ log })),
    startWriter: (prefix) => Promise.resolve(startWriterHere(createMemoryEventStore({ log }), prefix)),
    dispose: () => store.close(),
  };
}

/** A PostgreSQL database as a store. */
export async function postgresUnderTest(url: string): Promise<StoreUnderTest> {
  const connect = () => openPostgresEventStore({ connectionString: url });
  const store = await connect();
  return {
    store,
    densePositions: true,
    findsById: true,
    connect,
    startWriter: (streamPrefix) => startWriterProcess({ store: { kind: 'postgres', url }, streamPrefix }),
    dispose: () => store.close(),
  };
}

/** An EventStoreDB server as a store. */
export async function eventStoreDbUnderTest(url: string): Promise<StoreUnderTest> {
  const connect = () => openEventStoreDb({ connectionString: url });
  const store = await connect();
  return {
    store,
    densePositions: false,
    findsById: false,
    connect,
    startWriter: (streamPrefix) => startWriterProcess({ store: { kind: 'eventstoredb', url }, streamPrefix }),
    dispose: () => store.close(),
  };
}

/**
 * The nearest thing to a killed process that a store in memory can meet: the writer is cut off after its append took effect
 * and before it hears of it, so that the log holds more than was acknowledged.
 */
export function startWriterHere(store: EventStore, streamPrefix: string): Writer {
  const acknowledgements: Acknowledgement[] = [];
  const waiting = new Set<() => void>();
  let killed = false;
  const running = writeUntilKilled(
    {
      ...store,
      async append(...given) {
        const appended = await store.append(...given);
        await new Promise((resolve) => setImmediate(resolve));
        return appended;
      },
    },
    streamPrefix,
    (acknowledgement) => {
      if (killed) return;
      acknowledgements.push(acknowledgement);
      for (const look of waiting) look();
    },
    () => killed,
  );
  return {
    acknowledged: (atLeast) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (acknowledgements.length >= atLeast) resolve();
        };
        waiting.add(look);
        look();
        running.catch(reject);
      }),
    async kill() {
      killed = true;
      await running;
      return acknowledgements;
    },
  };
}
