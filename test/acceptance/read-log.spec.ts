import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { logOrigin } from '@entente/assembly';
import {
  forgetReads,
  newestReads,
  readsFolder,
  readsOrigin,
  verifyReads,
  type ReadEntry,
  type Signer,
} from '@entente/transparency';
import { createClient } from 'graphql-ws';
import type { Pool } from 'pg';
import { WebSocket } from 'ws';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { ask, until } from '../support/ledger-process.js';
import { depositSource, record } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** The log of who reads what is sealed: what is noted, what stays closed without it, and what is found when it is changed. */
const PATIENCE_MS = 120_000;
const NAME = 'Dominique Nobody';
const TEXT = 'Une lettre que personne ne devine';
const FILE = Buffer.from('%PDF-1.7\nune autre lettre\n%%EOF\n');
const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

let made: AssembledLedger;
let ledger: ServedLedger;
let owner: Pool;
let signer: Signer;
let personId = '';
let kid = '';
let auditor = { token: '', who: '' };

beforeAll(async () => {
  made = await assembleLedger();
  const { runner, readSigner } = made.assembly.startWorker();
  if (!readSigner) throw new Error('the read log is not signed');
  signer = readSigner;
  owner = ownersPool(made.assembly);
  ledger = await serveLedger(made.assembly, { runner, role: 'secretariat' });
  const { token, tokenId } = await ledger.access.createToken({ role: 'auditor', name: 'reader' });
  auditor = { token, who: `auditor:${tokenId}` };
  await depositSource(ledger, 'letter');
  await record(ledger, 'depositSource', {
    sourceId: 'text',
    kind: 'LETTER',
    sha256: hashOf(TEXT),
    text: TEXT,
  });
  await made.assembly.files.keep(FILE);
  const registered = await ledger.gql<{ registerPerson: { person: { personId: string } } }>(
    'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }',
    { input: { commandId: randomUUID(), displayName: NAME, evidence: [{ sourceId: 'letter' }] } },
  );
  personId = registered.data?.registerPerson.person.personId ?? '';
  await made.caughtUp();
  const [event] = await made.assembly.ledger.reader.read(`person-${personId}`);
  kid = Object.values(event?.envelope.personal ?? {})[0]?.kid ?? '';
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

const newest = { before: Number.MAX_SAFE_INTEGER, since: null, until: null, limit: 1_000 };
const digest = (kind: 'KEY' | 'DOCUMENT' | 'PERSON', id: string) =>
  made.assembly.reads.digestOf({ kind, id });
const verified = (pool: Pick<Pool, 'query'>) =>
  verifyReads(pool, readsFolder(join(made.dataDir, 'log-signer')));

/** What is noted while something is done. */
async function notedDuring(work: () => Promise<unknown>): Promise<readonly Omit<ReadEntry, 'at'>[]> {
  const before = (await newestReads(owner, { ...newest, limit: 1 }))[0]?.index ?? -1;
  await work();
  const entries = await newestReads(owner, newest);
  return entries
    .filter(({ index }) => index > before)
    .map(({ who, way, what }) => ({ who, way, what }))
    .toReversed();
}

const nameOf = (token = auditor.token) =>
  ask<{ person: { personId: string; displayName: string | null } | null; ledger: { id: string } }>(
    ledger.url,
    `{ person(id: "${personId}") { personId displayName } ledger { id } }`,
    {},
    token,
  );
const fetched = (path: string) =>
  fetch(`${ledger.url}${path}`, { headers: { authorization: `Bearer ${auditor.token}` } });

describe('the read log', () => {
  it('has who opened which key, and nothing of an answer without anything sealed', async () => {
    expect(await notedDuring(nameOf)).toEqual([
      { who: auditor.who, way: 'graphql', what: [digest('KEY', kid)] },
    ]);
    const publicly = () => ask(ledger.url, `{ person(id: "${personId}") { personId } }`, {}, auditor.token);
    expect(await notedDuring(publicly)).toEqual([]);
    const { token } = await ledger.access.createToken({ role: 'dashboard', name: 'wall' });
    expect(await notedDuring(() => nameOf(token))).toEqual([]);
  });

  it('has who looked for a name, and whom that found', async () => {
    const search = (text: string) =>
      ask(ledger.url, 'query ($text: String!) { people(text: $text) { personId } }', { text }, auditor.token);
    const [found] = await notedDuring(() => search('domin'));
    expect(found).toEqual({ who: auditor.who, way: 'graphql', what: [digest('PERSON', personId)] });
    expect(await notedDuring(() => search('nobodyelse'))).toEqual([
      { who: auditor.who, way: 'graphql', what: [] },
    ]);
  });

  it('has texts and files of sources, exports, and the addresses that mail goes to', async () => {
    const { who } = auditor;
    const text = '{ source(id: "text") { text } }';
    expect(await notedDuring(() => ask(ledger.url, text, {}, auditor.token))).toEqual([
      { who, way: 'graphql', what: [digest('DOCUMENT', hashOf(TEXT))] },
    ]);
    expect(await notedDuring(() => fetched(`/sources/file/${hashOf(FILE)}`))).toEqual([
      { who, way: 'source file', what: [digest('DOCUMENT', hashOf(FILE))] },
    ]);
    expect(await notedDuring(async () => (await fetched('/export/agreements.csv')).text())).toEqual([
      { who, way: 'export agreements.csv', what: [] },
    ]);
    const { notices, vault } = made.assembly;
    await vault.contacts.keep({ personId, address: 'nobody@example.org' });
    await notices.subscriptions.keep(
      { personId, language: 'fr', everything: true, organizations: [], reminders: [], acts: true },
      new Date(0),
    );
    expect(await notedDuring(() => notices.preview())).toEqual([
      { who: 'system:notices', way: 'mail', what: [digest('PERSON', personId)] },
    ]);
  });

  it('has what comes to somebody by a subscription', async () => {
    const client = createClient({
      url: `${ledger.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${auditor.token}` },
      retryAttempts: 0,
    });
    try {
      const events = client.iterate<{ eventRecorded: { data: object } }>({
        query: 'subscription { eventRecorded(types: ["PersonRegistered"]) { data } }',
      });
      let came: unknown;
      void events.next().then(({ value }) => {
        came = value;
      });
      const noted = await notedDuring(async () => {
        // What is recorded before the subscription stands does not come: something is recorded until it does.
        while (came === undefined)
          await record(ledger, 'registerPerson', {
            displayName: 'Another Nobody',
            evidence: [{ sourceId: 'letter' }],
          });
      });
      expect(came).toMatchObject({ data: { eventRecorded: { data: expect.anything() as object } } });
      expect(noted[0]).toEqual({ who: auditor.who, way: 'subscription', what: [expect.any(String)] });
    } finally {
      await client.dispose();
    }
  });

  it('leaves mail, webhooks, time stamps and witnesses to the metrics', async () => {
    const metrics = await (await fetched('/metrics')).text();
    for (const line of [
      'entente_mail{state="waiting"} 0',
      'entente_mail{state="failed"} 0',
      'entente_webhook_deliveries{state="retrying"} 0',
      'entente_webhook_deliveries{state="dead"} 0',
      'entente_time_stamp_age_seconds N',
      'entente_checkpoint_cosignatures 0',
      'entente_checkpoint_cosignatures_needed 0',
    ])
      expect(metrics).toContain(line);
  });

  it('holds no name, id or hash of what was read', async () => {
    const { rows } = await owner.query<{ all: string }>(
      `SELECT string_agg(convert_from(bytes, 'UTF8'), ' ') AS all FROM read_log.entry`,
    );
    for (const clear of [NAME, 'Nobody', 'domin', personId, kid, hashOf(TEXT), hashOf(FILE)])
      expect(rows[0]?.all.includes(clear)).toBe(false);
  });

  it('keeps what is sealed closed while it cannot be written, turns health red, and leaves the rest as it is', async () => {
    const health = async () => (await made.assembly.checks['reads']?.())?.ok;
    const { writer } = made.databases.accounts;
    expect(await health()).toBe(true);
    await owner.query(`REVOKE INSERT ON read_log.entry FROM ${writer}`);
    try {
      const { data, errors } = await nameOf();
      expect(data).toMatchObject({
        person: { personId, displayName: null },
        ledger: { id: made.assembly.ledger.identity.ledgerId },
      });
      expect(errors.map(({ extensions: { code, retryable } }) => ({ code, retryable }))).toEqual([
        { code: 'READ_NOT_NOTED', retryable: true },
      ]);
      for (const path of [`/sources/file/${hashOf(FILE)}`, '/export/agreements.csv']) {
        const answered = await fetched(path);
        expect(answered.status).toBe(503);
        expect(await answered.text()).toContain('READ_NOT_NOTED');
      }
      await until('health is red', async () => (await health()) === false);
    } finally {
      await owner.query(`GRANT INSERT ON read_log.entry TO ${writer}`);
    }
    await until('health is green', async () => (await health()) === true);
    expect((await nameOf()).data?.person?.displayName).toBe(NAME);
  });
});

describe('verifying the read log', () => {
  let size = 0;
  beforeAll(async () => {
    await until('the read log is signed', async () => (await signer.check())['signing'] === 'SIGNING');
    size = (await signer.sign())?.size ?? 0;
    await nameOf();
    await nameOf();
  }, PATIENCE_MS);

  /** What is found of a log that was changed; the change is taken back. */
  async function foundAfter(change: string, values: readonly unknown[] = []) {
    const client = await owner.connect();
    try {
      await client.query('BEGIN');
      await client.query(change, [...values]);
      return (await verified(client)).findings;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  it('finds nothing in one that nobody touched, and says how much of it is signed', async () => {
    expect(await verified(owner)).toEqual({ entries: size + 2, forgotten: 0, signed: size, findings: [] });
  });

  it.each([
    [
      'an entry that was changed',
      `UPDATE read_log.entry SET bytes = 'x' WHERE index = 1`,
      'ENTRY_CHANGED',
      1,
    ],
    [
      'one that was changed with its hash',
      `UPDATE read_log.entry SET bytes = '{"what":[]}', leaf = sha256('\\x00'::bytea || '{"what":[]}'::bytea) WHERE index = 2`,
      'HEAD_DIFFERS',
      0,
    ],
    ['one that was emptied', 'UPDATE read_log.entry SET bytes = NULL WHERE index = 3', 'ENTRY_EMPTIED', 3],
  ])('finds %s', async (_what, change, code, index) => {
    expect(await foundAfter(change)).toEqual([{ code, index }]);
  });

  it('finds one that was taken out, and an end that was cut off, signed or not', async () => {
    expect(await foundAfter('DELETE FROM read_log.entry WHERE index = 2')).toEqual([
      { code: 'ENTRY_MISSING', index: 2 },
      { code: 'HEAD_DIFFERS', index: 0 },
    ]);
    const cut = 'DELETE FROM read_log.entry WHERE index >= $1';
    expect(await foundAfter(cut, [size + 1])).toEqual([{ code: 'END_MISSING', index: size + 1 }]);
    expect(await foundAfter(cut, [size - 1])).toEqual([{ code: 'END_MISSING', index: size - 1 }]);
    // Whoever empties the whole database has not what the folder of the key keeps.
    expect(
      await foundAfter(
        'WITH a AS (DELETE FROM read_log.entry), b AS (DELETE FROM read_log.head) UPDATE read_log.length SET entries = 0',
      ),
    ).toEqual([{ code: 'END_MISSING', index: 0 }]);
  });

  it('finds a head that its key did not sign', async () => {
    const forged = `${readsOrigin(logOrigin(made.assembly.ledger.identity.ledgerId))}\n1\n${'A'.repeat(43)}=\n\n— x AAAAAAAA\n`;
    expect(await foundAfter('INSERT INTO read_log.head (size, note) VALUES (1, $1)', [forged])).toEqual([
      { code: 'HEAD_UNKNOWN', index: expect.any(Number) as number },
    ]);
  });

  it('forgets what was kept for long enough, says that it did, and still fits what was signed', async () => {
    const now = new Date(Date.now() + 1_000);
    const { length } = await newestReads(owner, newest);
    expect(await forgetReads(made.assembly.writerPool, { before: new Date(0), now })).toBe(0);
    expect(await forgetReads(made.assembly.writerPool, { before: now, now })).toBe(length);
    const [only, ...more] = await newestReads(owner, newest);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ who: 'system:read-log', way: 'forget', forgot: length, index: length });
    expect(await verified(owner)).toEqual({
      entries: length + 1,
      forgotten: length,
      signed: size,
      findings: [],
    });
    expect((await signer.sign())?.size).toBe(length + 1);
    expect((await verified(owner)).findings).toEqual([]);
  });
});
