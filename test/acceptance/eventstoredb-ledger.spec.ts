import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import {
  assembleLedger,
  environmentOn,
  untilState,
  type AssembledLedger,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { findEventStoreDb } from '../support/eventstoredb.js';
import { until, type GqlAnswer } from '../support/ledger-process.js';
import { serveLedger } from '../support/served-ledger.js';
import { eventStoreDbOnly, type LogPlace, type LogStore } from '../support/log-stores.js';

const PATIENCE_MS = 180_000;
const TESTS = 7;

/** A ledger on a server of its own, with its API, and the server as anybody else writes to it. */
function onServer(store: LogStore): void {
  let postgres: TestPostgres;
  let place: LogPlace;
  let raw: EventStoreDBClient;
  let env: Readonly<Record<string, string>>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    place = await store.open();
    raw = EventStoreDBClient.connectionString(place.env['ENTENTE_EVENT_STORE_URL'] ?? '');
    env = { ...(await environmentOn(postgres, 'ledger')), ...place.env };
  }, PATIENCE_MS);
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  }, PATIENCE_MS);
  afterAll(async () => {
    await raw?.dispose();
    await place?.dispose();
    await postgres?.dispose();
  }, PATIENCE_MS);

  /** Starts the ledger as the api does. */
  async function start() {
    const made = await assembleLedger({ env });
    closing.push(() => made.dispose());
    const { assembly } = made;
    const { runner } = assembly.startWorker();
    const served = await serveLedger(assembly, { runner, role: 'secretariat' });
    closing.push(() => served.close());
    const { url, gql } = served;
    return {
      ...made,
      runner,
      gql,
      deposit: (sourceId: string, commandId: string = randomUUID()) =>
        gql(`mutation { depositSource(input: { commandId: "${commandId}", sourceId: "${sourceId}", kind: "LETTER",
          sha256: "${'0'.repeat(64)}" }) { position source { sourceId } } }`),
      get: async (path: string) => {
        const answer = await fetch(`${url}${path}`);
        return { status: answer.status, text: await answer.text() };
      },
      logCheck: async () =>
        (JSON.parse(await (await fetch(`${url}/health/ready`)).text()) as { checks: { log: unknown } }).checks
          .log,
    };
  }

  /** The streams that are not whole, as health names them. */
  async function lostIn({ assembly }: AssembledLedger) {
    const check = await assembly.checks['log']?.();
    return [...String(check?.['lost'] ?? '').matchAll(/(\S+) \((\w+)\)/g)].map(([, stream, kind]) => ({
      stream,
      kind,
    }));
  }

  const codesOf = ({ errors }: GqlAnswer<unknown>) =>
    errors.map(({ extensions: { code, retryable, details } }) => ({ code, retryable, details }));
  const CORRUPT = (stream: string, revision: number) => [
    { code: 'STREAM_CORRUPT', retryable: false, details: { stream, revision } },
  ];

  async function eventsOnServer(): Promise<number> {
    let count = 0;
    for await (const { event } of raw.readAll({ fromPosition: START })) if (event) count += 1;
    return count;
  }

  it(
    'is not held up by what another application writes into the same store, nor by a name that begins as its own does',
    async () => {
      const ledger = await start();
      expect(codesOf(await ledger.deposit('one'))).toEqual([]);
      const projected = await ledger.caughtUp();
      const theirs = Array.from({ length: 100 }, () => jsonEvent({ type: 'Billed', data: { amount: 1 } }));
      for (const stream of ['invoice-1', 'ledger-entries', 'agreements-1'])
        await raw.appendToStream(
          stream,
          theirs.map(({ type, data }) => jsonEvent({ type, data })),
        );
      expect(await ledger.caughtUp()).toBe(projected);
      expect(await ledger.assembly.readModel.positionKnownAt(new Date(Date.now() - 60_000))).toBeDefined();
      const health = await ledger.get('/health/ready');
      expect(JSON.parse(health.text)).toMatchObject({
        status: 'ok',
        checks: { projection: { caughtUp: true, behind: '0' }, log: { ok: true } },
      });
      // It asks the read model for like names, which has to be at the head for that.
      const registered =
        await ledger.gql(`mutation { registerOrganization(input: { commandId: "${randomUUID()}",
        organizationId: "org", names: [{ text: "Organisation", lang: "fr" }], evidence: [{ sourceId: "one" }] })
        { organization { organizationId } } }`);
      expect(registered.data).toEqual({ registerOrganization: { organization: { organizationId: 'org' } } });
    },
    PATIENCE_MS,
  );

  it(
    'refuses a source whose stream was deleted, writes nothing, says so in its health at once, and starts again',
    async () => {
      const ledger = await start();
      const commandId = randomUUID();
      expect(codesOf(await ledger.deposit('soft', commandId))).toEqual([]);
      await ledger.caughtUp();
      await raw.deleteStream('source-soft');
      await until('the loss is found', async () => (await lostIn(ledger)).length > 0);
      expect(await ledger.logCheck()).toEqual({
        ok: false,
        streams: 1,
        lost: 'source-soft (DELETED)',
      });
      expect((await ledger.get('/health/ready')).status).toBe(503);
      expect(ledger.lines.filter((line) => line.includes('taken away'))).toEqual([
        expect.stringContaining('source-soft'),
      ]);

      const before = await eventsOnServer();
      // One that has read the stream, and one that starts now and knows nothing of it.
      expect(codesOf(await ledger.deposit('soft'))).toEqual(CORRUPT('source-soft', 1));
      const again = await start();
      expect(codesOf(await again.deposit('soft'))).toEqual(CORRUPT('source-soft', 0));
      expect(codesOf(await again.deposit('soft', commandId))).toEqual(CORRUPT('source-soft', 0));
      expect(codesOf(await again.gql('{ replay(stream: "source-soft") { revision } }'))).toEqual(
        CORRUPT('source-soft', 0),
      );
      expect(await eventsOnServer()).toBe(before);
      expect((await again.gql('{ source(id: "soft") { sourceId } }')).data).toEqual({
        source: { sourceId: 'soft' },
      });

      // What was only cut off comes back with other metadata: the server takes the first for the end of the deletion, and cuts
      // off what was there before.
      const losses = async () => (await lostIn(again)).map(({ kind }) => kind);
      await raw.setStreamMetadata('source-soft', {});
      await until('the stream goes on where it ended', async () => (await losses()).includes('TRUNCATED'));
      expect(codesOf(await again.deposit('soft', commandId))).toEqual(CORRUPT('source-soft', 0));
      await raw.setStreamMetadata('source-soft', {});
      await until('the stream is whole again', async () => (await losses()).length === 0);
      expect(codesOf(await again.deposit('soft', commandId))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'refuses a stream that was deleted for good as corrupt, not as something unexpected',
    async () => {
      const ledger = await start();
      expect(codesOf(await ledger.deposit('tomb'))).toEqual([]);
      await raw.tombstoneStream('source-tomb');
      await until('the loss is found', async () => (await lostIn(ledger)).length > 0);
      expect(await ledger.logCheck()).toEqual({
        ok: false,
        streams: 1,
        lost: 'source-tomb (DELETED)',
      });
      const again = await start();
      expect(codesOf(await again.deposit('tomb'))).toEqual(CORRUPT('source-tomb', 0));
      expect(codesOf(await again.gql('{ replay(stream: "source-tomb") { revision } }'))).toEqual(
        CORRUPT('source-tomb', 0),
      );
    },
    PATIENCE_MS,
  );

  it.each([
    ['$maxCount', { maxCount: 10 }, 'LIMITED'],
    ['$maxAge', { maxAge: 1_000_000 }, 'LIMITED'],
    ['$tb', { truncateBefore: 1 }, 'TRUNCATED'],
  ])(
    'says in its health that a stream of its own has %s, and of another application’s nothing',
    async (name, metadata, loss) => {
      const ledger = await start();
      const stream = `source-limit-${name.slice(1).toLowerCase()}`;
      const known = (await lostIn(ledger)).length;
      await raw.setStreamMetadata('invoice-1', metadata);
      await raw.setStreamMetadata(stream, metadata);
      await until('the loss is found', async () => (await lostIn(ledger)).length > known);
      expect((await lostIn(ledger)).at(-1)).toEqual({ stream, kind: loss });
      expect((await ledger.get('/health/ready')).status).toBe(503);
      await raw.setStreamMetadata(stream, {});
    },
    PATIENCE_MS,
  );

  it(
    'says while its store is away that it cannot read, and goes on by itself when the store is back',
    async () => {
      const ledger = await start();
      const commandId = randomUUID();
      const server = place.server?.nodes[0];
      if (!server) throw new Error('there is no server to stop');
      await server.stop();
      const [position, replay, known] = await Promise.all([
        ledger.gql('{ position { head } }'),
        ledger.gql('{ replay(stream: "source-one") { revision } }'),
        ledger.gql('{ source(id: "one") { sourceId } }'),
      ]);
      for (const answer of [position, replay]) {
        expect(codesOf(answer)).toEqual([
          {
            code: 'STORE_UNAVAILABLE',
            retryable: true,
            details: { reason: 'UNAVAILABLE', asked: 'READ' },
          },
        ]);
        expect(answer.errors[0]?.message).toMatch(/cannot read at the moment/);
      }
      expect(known.data).toEqual({ source: { sourceId: 'one' } });
      const refused = await ledger.deposit('after-outage', commandId);
      expect(refused.errors[0]?.message).toMatch(
        /cannot write at the moment; try again with the same commandId/,
      );
      const metrics = await ledger.get('/metrics');
      expect(metrics.status).toBe(200);
      expect(metrics.text).toMatch(/^entente_projection_behind Nan$/m);
      await untilState(ledger.runner, 'RETRYING');

      await server.start();
      await place.server?.leader();
      expect(codesOf(await ledger.deposit('after-outage', commandId))).toEqual([]);
      await ledger.caughtUp();
      await untilState(ledger.runner, 'RUNNING');
      expect((await ledger.gql('{ source(id: "after-outage") { sourceId } }')).data).toEqual({
        source: { sourceId: 'after-outage' },
      });
    },
    PATIENCE_MS,
  );
}

const store = eventStoreDbOnly('A ledger in a store that others write into', TESTS);
if (store === null) {
  it('is reported as not run where there is no server to start', () => {
    expect(findEventStoreDb()).toBeNull();
  });
} else {
  describe('a ledger whose log is in EventStoreDB', () => {
    onServer(store);
  });
}
