import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { EventStoreError, openEventStoreDb } from '@entente/event-store';
import { startProgram } from '../support/built-program.js';
import { findEventStoreDb, startEventStoreDb, type TestEventStoreDb } from '../support/eventstoredb.js';
import { emptyDataFolder } from '../support/data-folder.js';
import { failedStart, startLedger } from '../support/ledger-process.js';
import { removeFolder } from '../support/names-in-clear.js';
import { depositSource } from '../support/recording.js';

const PATIENCE_MS = 120_000;
const PASSWORD = 'changeit';
const WRONG = 'this-is-not-it';
const executable = findEventStoreDb();
const TESTS = 7;

function failureOf(url: string): Promise<EventStoreError> {
  return openEventStoreDb({ connectionString: url }).then(
    () => Promise.reject(new Error('it was opened')),
    (error: unknown) => {
      if (!(error instanceof EventStoreError)) throw error;
      return error;
    },
  );
}

/** The tests of a server that asks who is there, over TLS, with a certificate that only its own authority vouches for. */
function onSecureServer(path: string): void {
  let server: TestEventStoreDb;
  beforeAll(async () => {
    server = await startEventStoreDb(path, { secure: true });
  }, PATIENCE_MS);
  afterAll(() => server?.dispose(), PATIENCE_MS);

  const withPassword = (password: string): string => server.url.replace(PASSWORD, password);

  it('opens with the user, the password and the authority of the connection string, and keeps what is written', async () => {
    const store = await openEventStoreDb({ connectionString: server.url });
    try {
      const stream = `secure-${randomUUID()}`;
      const event = { id: randomUUID(), type: 'Happened', bytes: Buffer.from('{"a":"é"}') };
      await store.append(stream, 'none', [event]);
      const [stored] = await store.readStream(stream, 0, 'forwards', 10);
      expect(stored).toMatchObject({
        id: event.id,
        stream,
        revision: 0,
        bytes: Uint8Array.from(event.bytes),
      });
      const stop = new AbortController();
      for await (const seen of store.subscribeAll(null, { streamPrefixes: [stream] }, stop.signal)) {
        expect(seen.id).toBe(event.id);
        stop.abort();
      }
    } finally {
      await store.close();
    }
  });

  it.each([
    ['with a wrong password', () => withPassword(WRONG), /UNAUTHENTICATED/],
    [
      'with no password',
      () => server.url.replace(`admin:${PASSWORD}@`, ''),
      /PERMISSION_DENIED|Access Denied/,
    ],
    ['that it cannot verify', () => server.url.replace(/&tlsCAFile=.*/, ''), /certificate/],
  ])('is unavailable %s, says why, and says no password', async (_, url, reason) => {
    const { failure, message } = await failureOf(url());
    expect(failure.kind).toBe('UNAVAILABLE');
    expect(message).toMatch(reason);
    expect(message).not.toContain(PASSWORD);
    expect(message).not.toContain(WRONG);
  });

  it.each([
    [
      'a wrong password',
      () => withPassword(WRONG),
      /^ENTENTE_EVENT_STORE_URL: esdb:\/\/admin:\*\*\*@localhost.*UNAUTHENTICATED.*; correct the user/,
    ],
    [
      'an authority that is not there',
      () => server.url.replace(/authority\.crt$/, 'no-such-file.crt'),
      /^ENTENTE_EVENT_STORE_URL cannot be used: .*not found/,
    ],
  ])(
    'keeps a ledger with %s from starting: one line says why, without the password',
    async (_, url, says) => {
      const dataDir = await emptyDataFolder();
      try {
        const { ending, stdout, stderr } = await failedStart({
          dataDir,
          demonstration: false,
          env: { ENTENTE_EVENT_STORE_URL: url() },
        });
        expect({ ending, told: stderr.trim().split('\n') }).toEqual({
          ending: { code: 78, signal: null },
          told: [expect.stringMatching(says)],
        });
        expect(`${stdout}${stderr}`).not.toContain(WRONG);
        expect(`${stdout}${stderr}`).not.toContain(PASSWORD);
      } finally {
        await removeFolder(dataDir);
      }
    },
    PATIENCE_MS,
  );

  it(
    'keeps a ledger’s log: the api records and answers, the command line reads beside it, a worker takes over',
    async () => {
      const ledger = await startLedger({
        demonstration: false,
        env: { ENTENTE_EVENT_STORE_URL: server.url, ENTENTE_LOG_LEVEL: 'debug' },
      });
      const variables = {
        ENTENTE_DATA_DIR: ledger.dataDir,
        ENTENTE_EVENT_STORE_URL: server.url,
        ENTENTE_PORT: '0',
        ENTENTE_LOG_LEVEL: 'debug',
      };
      try {
        await depositSource(ledger, 'over-tls');
        const { data } = await ledger.gql('{ source(id: "over-tls") { sourceId } }');
        expect(data).toEqual({ source: { sourceId: 'over-tls' } });
        expect((await ledger.http('/health/ready')).status).toBe(200);

        const replay = startProgram('cli', ['replay', 'source-over-tls', '--json'], variables);
        expect(await replay.ended).toBe(0);
        expect(JSON.parse(replay.written.stdout)).toMatchObject({ events: [{ revision: 0 }] });

        expect(await ledger.stop()).toEqual({ code: 0, signal: null });
        const worker = startProgram('worker', [], variables);
        await worker.until(({ stderr }) => stderr.includes('The worker has started'));
        worker.child.kill('SIGTERM');
        expect(await worker.ended).toBe(0);
        for (const said of [ledger.said(), replay.written.stderr, worker.written.stderr])
          expect(said).not.toContain(PASSWORD);
      } finally {
        await ledger.dispose();
      }
    },
    PATIENCE_MS,
  );
}

if (executable === null) {
  writeSync(
    2,
    `EventStoreDB over TLS was NOT exercised: no eventstored or kurrentd on the PATH; ${TESTS} tests not run.\n`,
  );
  it('is reported as not exercised where there is no server to start', () => {
    expect(findEventStoreDb()).toBeNull();
  });
} else {
  describe('EventStoreDB over TLS, with credentials', () => {
    onSecureServer(executable);
  });
}
