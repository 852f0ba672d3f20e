import { createHash, randomUUID } from 'node:crypto';
import { assemble, openDatabases, type Assembly } from '@entente/assembly';
import { loadConfiguration, silentLogger, systemClock } from '@entente/platform';
import { openEventStoreDb } from '@entente/event-store';
import { participationsOf, rebuild, statusesOf } from '@entente/read-model';
import { Client as Database } from 'pg';
import { naiveAnswers, readLog } from '../acceptance/naive-as-of.js';
import { databaseUrl, startLedger, until, type LedgerProcess } from '../support/ledger-process.js';
import { everyRow } from '../support/read-model-tables.js';
import {
  depositSource,
  registerAgreement,
  registerOrganization,
  send,
  type Receipt,
} from '../support/recording.js';
import { logStores, type LogPlace } from '../support/log-stores.js';

const KILLS = 40;
/** Fewer: what a kill may lose is decided before the store, and each restart takes its time. */
const KILLS_ON_EVENTSTOREDB = 12;
const CLIENTS = 6;
const AGREEMENTS = 50;
const ORGANIZATIONS = 30;
const PATIENCE_MS = 600_000;

/** A signature that was acknowledged to a client. */
interface Acknowledged {
  readonly commandId: string;
  readonly agreementId: string;
  readonly organizationId: string;
  readonly receipt: Receipt;
  /** How often it was sent. */
  readonly sent: number;
}

interface StoredRow {
  readonly position: string;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly bytes: Buffer;
}

let ledger: LedgerProcess;
const acknowledged: Acknowledged[] = [];
const refusals: string[] = [];
let stored: readonly StoredRow[] = [];
let kills = KILLS;

/** Takes signatures from the pile, and sends each until it is acknowledged, as a client that must not lose one does. */
async function client(
  pile: (readonly [string, string])[],
  alive: () => Promise<unknown>,
  stop: () => boolean,
): Promise<void> {
  for (;;) {
    const next = stop() ? undefined : pile.shift();
    if (!next) return;
    const [agreementId, organizationId] = next;
    const input = {
      commandId: randomUUID(),
      agreementId,
      organizationId,
      occurredOn: { edtf: '2025-02', basis: 'INFERRED', note: `a note on ${organizationId}` },
      evidence: [{ sourceId: 'kill', quote: `what the source says of ${organizationId}` }],
    };
    for (let sent = 1; ; sent += 1) {
      const answer = await send(ledger, 'recordSignature', input).catch(() => null);
      const receipt = answer?.data?.['recordSignature'];
      if (receipt) {
        acknowledged.push({ commandId: input.commandId, agreementId, organizationId, receipt, sent });
        break;
      }
      // Only what says that it may be tried again is: anything else would be an answer that a client must not get.
      for (const { extensions } of answer?.errors ?? [])
        if (!extensions.retryable) refusals.push(JSON.stringify(extensions));
      if (answer && refusals.length > 0) return;
      await alive();
    }
  }
}

/** What the log holds, asked of the database itself; of EventStoreDB by its client. */
async function storedIn({ env }: LogPlace): Promise<readonly StoredRow[]> {
  const url = env['ENTENTE_EVENT_STORE_URL'];
  if (url !== undefined) {
    const store = await openEventStoreDb({ connectionString: url });
    const events = await store.readAll(null, {}, 1_000_000);
    await store.close();
    return events.map((event) => ({
      ...event,
      position: event.position.commit.toString(),
      bytes: Buffer.from(event.bytes),
    }));
  }
  const database = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
  await database.connect();
  const { rows: schemas } = await database.query<{ schema: string }>(
    `select table_schema as schema from information_schema.columns where table_name = 'event' and column_name = 'bytes'`,
  );
  const { rows } = await database.query<StoredRow>(
    `select position::text, id::text, stream, revision, type, bytes from "${schemas[0]?.schema}".event e order by e.position`,
  );
  await database.end();
  return rows;
}

describe.each(logStores('Killing', 6))('a ledger whose log is in $name', (store) => {
  let place: LogPlace;

  beforeAll(async () => {
    place = await store.open();
    kills = place.server ? KILLS_ON_EVENTSTOREDB : KILLS;
    acknowledged.splice(0);
    refusals.splice(0);
    ledger = await startLedger({ env: place.env });
    await depositSource(ledger, 'kill');
    for (let index = 0; index < ORGANIZATIONS; index += 1)
      await registerOrganization(
        ledger,
        `k-${index}`,
        `${createHash('md5').update(`o${index}`).digest('hex')}`,
        'kill',
      );
    for (let index = 0; index < AGREEMENTS; index += 1)
      await registerAgreement(ledger, `kill-${index}`, `Entente ${index}`, 'kill');

    // Neighbours in the pile are of the same agreement: its clients race for the end of one stream.
    const pile = Array.from(
      { length: AGREEMENTS * ORGANIZATIONS },
      (_, index) => [`kill-${Math.floor(index / ORGANIZATIONS)}`, `k-${index % ORGANIZATIONS}`] as const,
    );
    let living: Promise<unknown> = Promise.resolve();
    let over = false;
    const clients = Array.from({ length: CLIENTS }, () =>
      client(
        pile,
        async () => {
          await new Promise(setImmediate);
          await living;
        },
        () => over,
      ),
    );
    for (let done = 0; done < kills && refusals.length === 0; done += 1) {
      const enough = acknowledged.length + 3 + ((done * 7) % 20);
      await until(
        'some more are acknowledged',
        () => acknowledged.length >= enough || refusals.length > 0 || pile.length === 0,
      );
      const killed = ledger.kill9();
      living = killed.then(() => ledger.restart());
      await living;
    }
    const last = acknowledged.length + 10;
    await until(
      'some more are acknowledged after the last kill',
      () => acknowledged.length >= last || refusals.length > 0,
    );
    over = true;
    await Promise.all(clients);

    stored = await storedIn(place);
  }, PATIENCE_MS);
  afterAll(async () => {
    await ledger?.dispose();
    await place?.dispose();
  });

  describe('that was killed many times while signatures were recorded', () => {
    it('never told a client anything but that it was recorded, or that it may try again', () => {
      expect(refusals).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(kills * 3);
      // The kills did hit what was under way.
      expect(acknowledged.filter(({ sent }) => sent > 1).length).toBeGreaterThan(kills / 2);
    });

    it('holds every acknowledged signature once, as it was acknowledged, and no other', () => {
      const signatures = stored
        .filter(({ type, stream }) => type === 'PartnerSigned' && stream.startsWith('agreement-kill-'))
        .map(({ id, stream, revision, bytes }) => {
          const { cause, data } = JSON.parse(bytes.toString()) as {
            cause: { command: string };
            data: { organizationId: string };
          };
          return `${cause.command} ${id} ${stream} ${revision} ${data.organizationId}`;
        });
      const told = acknowledged.map(
        ({ commandId, agreementId, organizationId, receipt }) =>
          `${commandId} ${receipt.events[0]?.id} agreement-${agreementId} ${receipt.events[0]?.revision} ${organizationId}`,
      );
      expect(signatures.sort()).toEqual(told.sort());
    });

    it('has said of some that they were recorded before: those whose acknowledgement a kill took away', () => {
      const repeated = acknowledged.filter(({ receipt }) => receipt.repeated);
      for (const { sent } of repeated) expect(sent).toBeGreaterThan(1);
    });

    it('has a log without a gap, and streams that link event by event', () => {
      // Only a log of PostgreSQL counts its events.
      if (place.server === null)
        expect(stored.map(({ position }) => Number(position))).toEqual(stored.map((_, index) => index + 1));
      const ends = new Map<string, { revision: number; hash: string }>();
      for (const { stream, revision, bytes } of stored) {
        const { prev, rev } = JSON.parse(bytes.toString()) as { prev: string | null; rev: number };
        const before = ends.get(stream);
        expect({ stream, rev, revision, prev }).toEqual({
          stream,
          rev: revision,
          revision: (before?.revision ?? -1) + 1,
          prev: before?.hash ?? null,
        });
        const hash = createHash('sha256')
          .update(Buffer.from([0]))
          .update(bytes)
          .digest('hex');
        ends.set(stream, { revision, hash });
      }
    });

    it('opens every note and every quotation that was acknowledged: no key was lost', async () => {
      for (const [agreementId, some] of Map.groupBy(acknowledged, (each) => each.agreementId)) {
        const position = some
          .map(({ receipt }) => receipt.position)
          .sort()
          .at(-1);
        const { data, errors } = await ledger.gql<{
          replay: readonly {
            type: string;
            data: { organizationId: string };
            occurred: { note: string };
            provenance: readonly { quote: string }[];
          }[];
        }>(
          `query ($stream: ID!, $position: Position) { replay(stream: $stream, asOf: { position: $position }) {
          type data occurred { note } provenance { quote }
        } }`,
          { stream: `agreement-${agreementId}`, position },
        );
        expect(errors).toEqual([]);
        const signed = data?.replay.filter(({ type }) => type === 'PartnerSigned') ?? [];
        expect(signed).toHaveLength(some.length);
        for (const event of signed) {
          expect(event.occurred.note).toBe(`a note on ${event.data.organizationId}`);
          expect(event.provenance[0]?.quote).toBe(`what the source says of ${event.data.organizationId}`);
        }
      }
    });

    it('has a read model that is what the log says: by a rebuild, row by row, and by the naive fold', async () => {
      expect(await ledger.stop()).toEqual({ code: 0, signal: null });
      const loaded = loadConfiguration({ ENTENTE_DATA_DIR: ledger.dataDir, ...place.env });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      const { configuration } = loaded;
      const databases = await openDatabases(configuration, { log: silentLogger, beside: false });
      let assembly: Assembly | null = null;
      try {
        assembly = await assemble({ configuration, databases, log: silentLogger, clock: systemClock });
        const end = BigInt(stored.at(-1)?.position ?? 0);
        const { position } = await assembly.readModel.projected();
        expect(position).toBe(end);
        const followed = await everyRow(assembly);
        expect(followed['participation']?.length).toBeGreaterThan(acknowledged.length);
        await rebuild(assembly.runnerParts);
        expect(await everyRow(assembly)).toEqual(followed);

        const log = await readLog(assembly.store);
        const days = ['2025-01-31', '2025-02-01', '2025-02-27', '2025-02-28', '2025-06-01'];
        for (const agreementId of new Set(acknowledged.map((each) => each.agreementId))) {
          const events = log.flatMap(({ stream, event }) =>
            stream === `agreement-${agreementId}` ? [event] : [],
          );
          const answers = naiveAnswers(events, { from: '2025-01-01', to: '2025-06-01' }, days, 0);
          for (const validOn of days) {
            const asOf = { validOn, position };
            const [status] = await assembly.readModel.ask((db) => statusesOf(db, [agreementId], asOf));
            const parties = await assembly.readModel.ask((db) => participationsOf(db, [agreementId], asOf));
            expect({
              status: status?.status,
              parties: parties
                .filter(({ role }) => role === 'PARTY')
                .map((row) => row.organization_id)
                .toSorted(),
            }).toEqual({ status: answers.get(validOn)?.status, parties: answers.get(validOn)?.parties });
          }
        }
      } finally {
        await assembly?.close();
        await databases.stop();
      }
    }, 60_000);
  });
});
