import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { Command } from '@entente/domain';
import type { StoredEvent } from '@entente/event-store';
import { CorruptEventError } from '@entente/ledger';
import { canonicalBytes, leafHash, parseCanonical } from '@entente/proof';
import { LEDGER_READ_MODEL, liveVersion, prepareReadModel } from '@entente/read-model';
import { Pool } from 'pg';
import {
  assembleLedger,
  environmentOn,
  untilState,
  type AssembledLedger,
  ownersPool,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { logStores, type LogPlace } from '../support/log-stores.js';

const PATIENCE_MS = 120_000;
const TESTS = 4;

async function deposit({ assembly }: AssembledLedger, sourceId: string): Promise<void> {
  const input = { sourceId, kind: 'TEST', sha256: '0'.repeat(64) };
  const outcome = await assembly.ledger.execute({ name: 'depositSource', input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused) throw new Error(outcome.code);
}

/** Writes an event into the log past the ledger, with the hash that its bytes have. */
async function writePast(url: string, place: LogPlace, stream: string, bytes: Buffer): Promise<void> {
  const server = place.env['ENTENTE_EVENT_STORE_URL'];
  if (server === undefined) {
    const pool = new Pool({ connectionString: url });
    await pool.query('update log.head set position = position + 1');
    await pool.query(
      `insert into log.event (position, id, stream, revision, type, bytes, hash, created)
       select position, $1, $2, 0, 'SourceDeposited', $3, decode($4, 'hex'), clock_timestamp() from log.head`,
      [randomUUID(), stream, bytes, leafHash(bytes)],
    );
    return pool.end();
  }
  const raw = EventStoreDBClient.connectionString(server);
  const metadata = { attempt: randomUUID(), hash: leafHash(bytes) };
  await raw.appendToStream(stream, binaryEvent({ type: 'SourceDeposited', data: bytes, metadata }));
  await raw.dispose();
}

const DAMAGES: readonly (readonly [string, (event: StoredEvent) => Buffer, RegExp])[] = [
  ['bytes that are no envelope', () => Buffer.from('{}'), /not an envelope/],
  [
    'an event of another ledger',
    ({ bytes }) => canonicalBytes({ ...(parseCanonical(bytes) as object), ledger: randomUUID() }),
    /another ledger|another event/,
  ],
];

describe.each(logStores('A damaged log', TESTS))('a damaged log in $name', (store) => {
  let postgres: TestPostgres;
  let place: LogPlace;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
  }, PATIENCE_MS);
  beforeEach(async () => {
    place = await store.open();
    closing.push(() => place.dispose());
  }, PATIENCE_MS);
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  }, PATIENCE_MS);
  afterAll(() => postgres?.dispose(), PATIENCE_MS);

  /** A ledger with a source, closed again, and an event in its log that it did not write. */
  async function damagedAfter(make: (event: StoredEvent) => Buffer) {
    const env = {
      ...(await environmentOn(postgres, `damaged_${randomUUID().slice(0, 8)}`)),
      ...place.env,
    };
    const start = async (): Promise<AssembledLedger> => {
      const made = await assembleLedger({ env });
      closing.push(() => made.dispose());
      return made;
    };
    const before = await start();
    const { runner } = before.assembly.startWorker();
    await deposit(before, 'one');
    const projected = await before.caughtUp();
    await runner.stop();
    const [one] = await before.assembly.store.readStream('source-one', 0, 'forwards', 1);
    if (!one) throw new Error('what was deposited is not there');
    await writePast(env['ENTENTE_DATABASE_URL'] ?? '', place, 'source-damaged', make(one));
    // What is recorded after it is recorded as ever.
    await deposit(before, 'two');
    await before.assembly.close();
    return { start, projected, before };
  }

  it.each(DAMAGES)(
    'does not keep the ledger from starting, which answers up to it: %s',
    async (_, make, says) => {
      const { start, projected } = await damagedAfter(make);
      const { assembly } = await start();
      const { runner } = assembly.startWorker();
      await untilState(runner, 'POISONED');
      const reached = await assembly.readModel.projected();
      expect(reached).toMatchObject({ position: projected, poison: expect.stringMatching(says) });
      expect(reached.poison).toMatch(/^source-damaged@0: /);
      const sources = await assembly.readModel.ask((db) =>
        db.selectFrom('event').select('stream').where('type', '=', 'SourceDeposited').execute(),
      );
      expect(sources).toEqual([{ stream: 'source-one' }]);
    },
    PATIENCE_MS,
  );

  it(
    'does not keep a new version of the code from building its read model up to it',
    async () => {
      const { start, projected } = await damagedAfter(() => Buffer.from('{}'));
      const { assembly } = await start();
      const readModel = { ...LEDGER_READ_MODEL, layout: LEDGER_READ_MODEL.layout + 1 };
      await prepareReadModel({ ...assembly.runnerParts, readModel });
      expect(await liveVersion(ownersPool(assembly))).toMatchObject({
        layout: readModel.layout,
        position: projected,
        poison: expect.stringContaining('source-damaged@0'),
      });
    },
    PATIENCE_MS,
  );

  it(
    'keeps a new version of the code from answering less than the one before did',
    async () => {
      const { start } = await damagedAfter(() => Buffer.from('{}'));
      const { assembly } = await start();
      const live = await liveVersion(ownersPool(assembly));
      await ownersPool(assembly).query(
        'update read_model.version set position = position + 1000000 where live',
      );
      const readModel = { ...LEDGER_READ_MODEL, layout: LEDGER_READ_MODEL.layout + 1 };
      await expect(prepareReadModel({ ...assembly.runnerParts, readModel })).rejects.toThrow(
        CorruptEventError,
      );
      expect(await liveVersion(ownersPool(assembly))).toMatchObject({ version: live?.version });
    },
    PATIENCE_MS,
  );
});
