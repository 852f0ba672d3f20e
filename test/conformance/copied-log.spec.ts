import { randomUUID } from 'node:crypto';
import { LEDGER_STREAMS } from '@entente/domain';
import { copyLog, openEventStoreDb, openPostgresEventStore, type EventStore } from '@entente/event-store';
import { openLogTree } from '@entente/transparency';
import { databasePerTest } from '../support/database-per-test.js';
import { eventStoreDbOnly } from '../support/log-stores.js';

const PATIENCE_MS = 120_000;
const database = databasePerTest();
let databases = 0;

/** A log in an empty database. */
async function openDatabase(name: string): Promise<EventStore> {
  const url = await database.server.createDatabase(`${name}_${(databases += 1)}`);
  return opened(await openPostgresEventStore({ connectionString: url }));
}

function opened(store: EventStore): EventStore {
  database.closeAfterwards(() => store.close());
  return store;
}

async function rootOf(store: EventStore) {
  const { tree, catchUp } = openLogTree(store);
  await catchUp();
  return { size: tree.size, root: Buffer.from(tree.root()).toString('hex') };
}

const STREAMS = ['ledger', 'agreement-a', 'agreement-b', 'organization-c'];

async function record(store: EventStore, events: number): Promise<void> {
  for (let n = 0; n < events; n += 1) {
    const bytes = Buffer.from(JSON.stringify({ n, of: 'événement' }));
    await store.append(STREAMS[n % STREAMS.length] ?? '', 'any', [
      { id: randomUUID(), type: 'Happened', bytes },
    ]);
  }
}

const onServer = eventStoreDbOnly('A log moved to another store and back', 1);
const STORES = [
  {
    name: 'another database of PostgreSQL',
    open: async () => ({ store: await openDatabase('other'), dispose: async () => {} }),
  },
  ...(onServer === null
    ? []
    : [
        {
          name: onServer.name,
          open: async () => {
            const place = await onServer.open();
            const url = place.env['ENTENTE_EVENT_STORE_URL'] ?? '';
            return {
              store: opened(await openEventStoreDb({ connectionString: url })),
              dispose: () => place.dispose(),
            };
          },
        },
      ]),
];

describe.each(STORES)('a log of PostgreSQL that moves to $name and back', ({ open }) => {
  it(
    'keeps its root on every way, also where it goes on in the other store',
    async () => {
      const first = await openDatabase('first');
      await record(first, 21);
      const { store: other, dispose } = await open();
      try {
        await copyLog({ from: first, to: other, filter: LEDGER_STREAMS });
        expect(await rootOf(other)).toEqual(await rootOf(first));
        await record(other, 9);
        const back = await openDatabase('back');
        await copyLog({ from: other, to: back, filter: LEDGER_STREAMS });
        expect(await rootOf(back)).toEqual(await rootOf(other));
        expect(await copyLog({ from: back, to: first, filter: LEDGER_STREAMS })).toEqual({
          before: 21,
          copied: 9,
        });
        expect(await rootOf(first)).toEqual(await rootOf(back));
        expect((await rootOf(first)).size).toBe(30);
      } finally {
        await dispose();
      }
    },
    PATIENCE_MS,
  );
});
