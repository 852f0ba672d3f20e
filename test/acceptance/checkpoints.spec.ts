import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '@entente/domain';
import { ownCommandId } from '@entente/ledger';
import {
  entriesIn,
  hashesIn,
  leafHash,
  createLogTree,
  makeSignerKey,
  nodeHash,
  openNote,
  parseCheckpoint,
  parseEventProof,
  parseSignerKey,
  receiptIn,
  sameHash,
  tilePath,
  tileWidth,
  verifierOf,
  verifyInclusion,
  writeVerifierKey,
  type Checkpoint,
  type VerifierKey,
} from '@entente/proof';
import { NotAnExtensionError, openLogTree, signOnce, signerFolder } from '@entente/transparency';
import { logOrigin } from '@entente/assembly';
import { openAccess } from '@entente/access';
import { createWitness } from '../../apps/witness/src/add-checkpoint.js';
import { makeWitness, openWitnessFolder } from '../../apps/witness/src/folder.js';
import { serveWitness } from '../../apps/witness/src/serve.js';
import { LIMITS } from '../../apps/api/src/graphql/limits/limits.js';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';
import { ask, until } from '../support/ledger-process.js';
import { logStores } from '../support/log-stores.js';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 120_000;
const CALLER = { actor: 'secretariat:test' };

interface Started {
  readonly made: AssembledLedger;
  readonly served: ServedLedger;
  readonly sign: () => Promise<Checkpoint>;
  readonly key: () => Promise<VerifierKey>;
}

async function start(env: Readonly<Record<string, string>>, logInDatabase: boolean): Promise<Started> {
  const made = await assembleLedger({ env, logInDatabase });
  const { runner, signer } = made.assembly.startWorker();
  const served = await serveLedger(made.assembly, { runner, role: 'auditor' });
  const key = async (): Promise<VerifierKey> => {
    const text = await readFile(join(made.dataDir, 'log-signer', 'log.key'), 'utf8');
    const signing = parseSignerKey(text.trim());
    if (!signing) throw new Error('the key is not one');
    return verifierOf(signing);
  };
  return {
    made,
    served,
    key,
    async sign() {
      await until(
        'the signer holds its lock',
        async () => (await signer?.check())?.['signing'] === 'SIGNING',
      );
      const signed = await signer?.sign();
      const opened = openNote(signed?.note ?? '', [await key()]);
      if (opened.problem !== null) throw new Error(opened.problem);
      const checkpoint = parseCheckpoint(opened.text);
      if (!checkpoint) throw new Error('not a checkpoint');
      return checkpoint;
    },
  };
}

async function record(made: AssembledLedger, command: Command): Promise<string> {
  const outcome = await made.assembly.ledger.execute(command, { commandId: randomUUID(), caller: CALLER });
  if (outcome.refused) throw new Error(outcome.code);
  await made.caughtUp();
  return outcome.events[0]?.envelope.id ?? '';
}

const deposit = (sourceId: string): Command => ({
  name: 'depositSource',
  input: { sourceId, kind: 'LETTER', lang: 'fr', sha256: leafHash(Buffer.from(sourceId)) },
});

const ASKED = `query ($event: ID!) {
  checkpoint { origin size root note witnesses quorum { witnesses needed cosigned reached } }
  event(id: $event) { sealed leafIndex }
  proof(event: $event) { index leafHash hashes text event checkpoint { size root } }
}`;

interface Answer {
  readonly checkpoint: {
    size: number;
    root: string;
    note: string;
    origin: string;
    witnesses: string[];
    quorum: { readonly reached: boolean };
  } | null;
  readonly event: { readonly sealed: boolean; readonly leafIndex: number | null };
  readonly proof: {
    readonly index: number;
    readonly leafHash: string;
    readonly hashes: readonly string[];
    readonly text: string;
    readonly event: string;
    readonly checkpoint: { readonly size: number; readonly root: string };
  } | null;
}

const VERIFY = `query ($stream: ID!) { verify(stream: $stream) { events sealed sound findings { code revision message { en } } } }`;

interface Verified {
  readonly verify: {
    readonly events: number;
    readonly sealed: number;
    readonly sound: boolean;
    readonly findings: readonly { readonly code: string; readonly revision: number | null }[];
  };
}

/** A signatory's own witness, which knows no log yet. */
async function startWitness() {
  const folder = openWitnessFolder(await mkdtemp(join(tmpdir(), 'entente-test-witness-')));
  const key = await makeWitness(folder.path, 'witness.example');
  const publicKey = writeVerifierKey(verifierOf(key, 'COSIGNATURE'));
  const witness = createWitness({ folder, key, now: () => new Date() });
  const says: string[] = [];
  const served = await serveWitness({
    host: '127.0.0.1',
    port: 0,
    publicKey,
    witness,
    say: (line) => void says.push(line),
  });
  return {
    folder,
    says,
    key: verifierOf(key, 'COSIGNATURE'),
    env: { ENTENTE_WITNESSES: `http://127.0.0.1:${served.port} ${publicKey}` },
    async dispose() {
      await served.close();
      await removeFolder(folder.path);
    },
  };
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe.each(logStores('The checkpoints of the log', 5))('checkpoints on $name', (store) => {
  let place: Awaited<ReturnType<typeof store.open>>;
  let started: Started;
  let witness: Awaited<ReturnType<typeof startWitness>>;

  beforeAll(async () => {
    place = await store.open();
    witness = await startWitness();
    started = await start({ ...place.env, ...witness.env }, false);
  }, PATIENCE_MS);
  afterAll(async () => {
    await witness?.dispose();
    await started?.served.close();
    await started?.made.dispose();
    await place?.dispose();
  }, PATIENCE_MS);

  it('prove an event to whoever has the public key, without the ledger', async () => {
    const { made, served, sign, key } = started;
    await sign();
    const first = await record(made, deposit('letter-1'));
    const before = (await served.gql<Answer>(ASKED, { event: first })).data;
    expect(before).toMatchObject({ event: { sealed: false, leafIndex: null }, proof: null });
    for (const name of ['letter-2', 'letter-3', 'letter-4']) await record(made, deposit(name));
    const { size, root } = await sign();
    // What is looked up is looked up once a second.
    await until('the checkpoint is answered', async () => {
      const { data } = await served.gql<Answer>(ASKED, { event: first });
      return data?.checkpoint?.size === size;
    });
    const { data } = await served.gql<Answer>(ASKED, { event: first });
    expect(data).toMatchObject({
      checkpoint: { size: 5, root: Buffer.from(root).toString('hex'), witnesses: [] },
      event: { sealed: true, leafIndex: 1 },
      proof: { index: 1, checkpoint: { size } },
    });
    const proof = data?.proof;
    if (!proof) throw new Error('no proof');
    const leaf = leafHash(Buffer.from(proof.event));
    expect(leaf).toBe(proof.leafHash);
    expect(JSON.parse(proof.event)).toMatchObject({ id: first, stream: 'source-letter-1' });
    expect(verifyInclusion({ index: 1, size, leaf: hex(leaf), root }, proof.hashes.map(hex), nodeHash)).toBe(
      true,
    );
    const file = parseEventProof(proof.text);
    expect(file && openNote(file.checkpoint, [await key()]).problem).toBeNull();
  });

  it('are not witnessed before a witness that knows the log has cosigned them', async () => {
    const { served, sign, key, made } = started;
    const answered = async () => (await served.gql<Answer>(ASKED, { event: randomUUID() })).data?.checkpoint;
    const nobody = { witnesses: 1, needed: 1, cosigned: 0, reached: false };
    expect(await answered()).toMatchObject({ witnesses: [], quorum: nobody });
    await until('the witness was asked in vain', async () =>
      made.lines.some((line) => line.includes('A witness did not cosign')),
    );
    await witness.folder.trust([await key()]);
    const { size } = await sign();
    await until('the cosignature is answered', async () => (await answered())?.quorum.reached === true);
    expect(await answered()).toMatchObject({
      size,
      witnesses: ['witness.example'],
      quorum: { ...nobody, cosigned: 1, reached: true },
    });
    const note = await (await fetch(`${served.url}/log/checkpoint`)).text();
    const opened = openNote(note, [await key(), witness.key]);
    expect(opened.problem === null && opened.signatures.map(({ key: { name } }) => name)).toEqual([
      expect.stringMatching(/^entente/),
      'witness.example',
    ]);
    expect(witness.says).toEqual([expect.stringContaining(`${size} leaves`)]);
  });

  it('are served as static tiles: hashes to everybody, entries to auditors', async () => {
    const { made, served, key } = started;
    const get = (path: string, token?: string) =>
      fetch(`${served.url}/log/${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});
    const note = await (await get('checkpoint')).text();
    const opened = openNote(note, [await key()]);
    const checkpoint = opened.problem === null ? parseCheckpoint(opened.text) : null;
    if (!checkpoint) throw new Error(note);
    const width = tileWidth(0, 0, checkpoint.size);
    const tile = await get(tilePath({ level: 0, index: 0, width }));
    expect(tile.headers.get('cache-control')).toContain('immutable');
    const tree = createLogTree();
    for (const hash of hashesIn(new Uint8Array(await tile.arrayBuffer())) ?? []) tree.append(hash);
    expect(sameHash(tree.root(), checkpoint.root)).toBe(true);

    const entries = tilePath({ level: 'entries', index: 0, width });
    expect((await get(entries)).status).toBe(403);
    const limitOf = (answer: Response): number => Number(answer.headers.get('x-ratelimit-limit'));
    expect(limitOf(await get(entries))).toBe(LIMITS.strangersRequestsPerMinute);
    const access = openAccess(made.assembly.writerPool);
    const { token: dashboard } = await access.createToken({ role: 'dashboard', name: 'board' });
    expect((await get(entries, dashboard)).status).toBe(403);
    const { token } = await access.createToken({ role: 'auditor', name: 'auditor' });
    const answered = await get(entries, token);
    expect(limitOf(answered)).toBe(LIMITS.requestsPerMinute);
    const bundle = entriesIn(new Uint8Array(await answered.arrayBuffer())) ?? [];
    expect(bundle.map((entry) => leafHash(entry))).toEqual(
      bundle.map((_, index) => Buffer.from(tree.leaf(index)).toString('hex')),
    );
    expect(bundle).toHaveLength(checkpoint.size);
    for (const path of ['tile/0/001', `tile/0/000.p/${width + 1}`, 'tile/nothing', 'tile/0/000'])
      expect((await get(path)).status).toBe(404);
  });

  it('are promised by a receipt in the answer of a mutation, which a key of its own signs', async () => {
    const { made, served } = started;
    const { token } = await served.access.createToken({ role: 'secretariat', name: 'receipts' });
    const { data } = await ask<{
      readonly depositSource: {
        readonly events: readonly { readonly hash: string }[];
        readonly receipt: { readonly leafHashes: readonly string[]; readonly note: string };
      };
    }>(
      served.url,
      `mutation ($input: DepositSourceInput!) {
        depositSource(input: $input) { events { hash } receipt { leafHashes sealedBy note } }
      }`,
      {
        input: {
          commandId: randomUUID(),
          sourceId: 'promised',
          kind: 'LETTER',
          sha256: leafHash(Buffer.from('promised')),
        },
      },
      token,
    );
    const { events, receipt } = data?.depositSource ?? {};
    expect(receipt?.leafHashes).toEqual(events?.map(({ hash }) => hash));
    const read = receiptIn(receipt?.note ?? '');
    expect(read?.leaves.map((leaf) => Buffer.from(leaf).toString('hex'))).toEqual(receipt?.leafHashes);
    const text = await readFile(join(made.dataDir, 'log-signer', 'receipts.key'), 'utf8');
    const key = parseSignerKey(text.trim());
    expect(openNote(receipt?.note ?? '', key ? [verifierOf(key)] : []).problem).toBeNull();
  });

  it('are signed by a new key after a change of key that the log records', async () => {
    const { made, served, sign, key } = started;
    const old = await key();
    const folder = signerFolder(join(made.dataDir, 'log-signer'));
    const next = makeSignerKey(old.name);
    await folder.keepNextKey(next);
    const [previousKey, nextKey] = [writeVerifierKey(old), writeVerifierKey(verifierOf(next))];
    const rotate: Command = { name: 'rotateLogKey', input: { previousKey, nextKey } };
    const { ledger } = made.assembly;
    const commandId = ownCommandId(ledger.identity.ledgerId, `log-key:${nextKey}`);
    const outcome = await ledger.execute(rotate, { commandId, caller: { actor: 'system:log-key' } });
    expect(outcome).toMatchObject({ refused: false });
    await sign();
    const isSignedBy = async (trusted: VerifierKey): Promise<boolean> => {
      const note = await (await fetch(`${served.url}/log/checkpoint`)).text();
      return openNote(note, [trusted]).problem === null;
    };
    // What is looked up is looked up once a second.
    await until('the next key has signed', () => isSignedBy(verifierOf(next)));
    expect(await isSignedBy(old)).toBe(true);
    expect(writeVerifierKey(await key())).toBe(nextKey);
    await record(made, deposit('letter-5'));
    await sign();
    await until('the old key signs no more', async () => !(await isSignedBy(old)));
    expect(await isSignedBy(verifierOf(next))).toBe(true);
    const { data } = await served.gql<Verified>(VERIFY, { stream: 'ledger' });
    expect(data?.verify).toMatchObject({ events: 2, sound: true, findings: [] });
    // Of a stream that is not there nothing is sound.
    const nowhere = await served.gql<Verified>(VERIFY, { stream: 'source-nowhere' });
    expect(nowhere.data).toEqual({ verify: null });
  });
});

describe('a log that was changed behind the ledger', () => {
  let started: Started;

  beforeEach(async () => {
    started = await start({}, true);
    await record(started.made, deposit('letter-1'));
    await record(started.made, deposit('letter-2'));
    await started.sign();
  }, PATIENCE_MS);
  afterEach(async () => {
    await started?.served.close();
    await started?.made.dispose();
  }, PATIENCE_MS);

  const behindItsBack = async (change: string): Promise<void> => {
    const client = await ownersPool(started.made.assembly).connect();
    try {
      await client.query('set session_replication_role = replica');
      await client.query(change);
    } finally {
      await client.query('reset session_replication_role');
      client.release();
    }
  };

  /** Signs as a process does that has just started: it reads the log again. */
  const signAnew = () => {
    const { store, transparency, ledger } = started.made.assembly;
    return signOnce({
      tree: openLogTree(store),
      book: transparency.book,
      folder: signerFolder(join(started.made.dataDir, 'log-signer')),
      origin: logOrigin(ledger.identity.ledgerId),
      rotationOf: async () => null,
    });
  };

  it('with its hash made anew, is found by verify at its revision, and signed no more', async () => {
    expect(await signAnew()).toMatchObject({ size: 3 });
    await behindItsBack(`
      with changed as (
        select position, convert_to(replace(convert_from(bytes, 'UTF8'), 'secretariat:test', 'secretariat:tess'), 'UTF8') as bytes
        from log.event where position = 2)
      update log.event e set bytes = c.bytes, hash = sha256('\\x00'::bytea || c.bytes)
      from changed c where c.position = e.position`);
    const { data } = await started.served.gql<Verified>(VERIFY, { stream: 'source-letter-1' });
    expect(data?.verify).toMatchObject({ events: 1, sealed: 1, sound: false });
    expect(data?.verify.findings).toMatchObject([{ code: 'LEAF_DIFFERS', revision: 0 }]);
    await expect(signAnew()).rejects.toThrow(NotAnExtensionError);
  });

  it('that lost its last event is signed no more', async () => {
    await behindItsBack('delete from log.event where position = 3; update log.head set position = 2');
    await expect(signAnew()).rejects.toThrow(/events are missing from its end/);
  });
});
