import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble, keysOfVault } from '@entente/assembly';
import { readScenario } from '@entente/demonstration';
import { systemClock } from '@entente/platform';
import { parseSignerKey, verifierOf, writeVerifierKey } from '@entente/proof';
import { writeBundle } from '@entente/transparency';
import { Pool } from 'pg';
import { run } from '../../apps/audit/src/run.js';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { until } from '../support/ledger-process.js';
import { namesInFolder } from '../support/names-in-clear.js';
import { createErasures } from '../../libs/assembly/src/erasures.js';
import type { Erasing } from '../support/erasing-process.js';
import { depositSource, record, send } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Erasing a person: from the mutation to the bytes on the disk, and what still holds afterwards. */
const PATIENCE_MS = 120_000;
/** After which an erasure is killed, each in a process of its own. */
const STEPS: readonly Erasing['diesAfter'][] = ['REQUESTED', 'DESTROYED', 'REMOVED', 'RECORDED'];
const evidence = [{ sourceId: 'letter' }];
const TEXT = 'Une lettre de la personne';
const FILE = Buffer.from('%PDF-1.7\nune autre lettre\n%%EOF\n');
const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** Of the fixture, so that every form of it is looked for. */
const NAME = readScenario().events.flatMap(({ data }) => {
  const { displayName } = (data['personalData'] ?? {}) as { readonly displayName?: string };
  return displayName === undefined ? [] : [displayName];
})[0] as string;

let made: AssembledLedger;
let worker: ReturnType<AssembledLedger['assembly']['startWorker']>;
let ledger: ServedLedger;
let vault: Pool;
let erased = '';
let other = '';
/** What the vault kept of the person's key before. */
let wrapped: Buffer;

async function register(displayName: string): Promise<string> {
  const { data } = await ledger.gql<{ registerPerson: { person: { personId: string } } }>(
    'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }',
    { input: { commandId: crypto.randomUUID(), displayName, evidence } },
  );
  return data?.registerPerson.person.personId ?? '';
}

async function refusalOf(mutation: string, input: Readonly<Record<string, unknown>>): Promise<string> {
  const { errors } = await send(ledger, mutation, input);
  return String(errors[0]?.extensions.code);
}

interface Seen {
  readonly one: { readonly displayName: string | null };
  readonly two: { readonly displayName: string | null };
  readonly people: readonly unknown[];
  readonly source: { readonly text: string | null };
}

async function seen(): Promise<Seen> {
  const { data, errors } = await ledger.gql<Seen>(
    `query ($text: String!) {
       one: person(id: "${erased}") { displayName } two: person(id: "${other}") { displayName }
       people(text: $text) { personId } source(id: "text") { text } }`,
    { text: NAME },
  );
  expect(errors).toEqual([]);
  return data as Seen;
}

beforeAll(async () => {
  made = await assembleLedger({ logInDatabase: true });
  worker = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner: worker.runner, role: 'depositary' });
  vault = new Pool({ connectionString: made.databases.vaultUrl });
  vault.on('error', () => {});
  await depositSource(ledger, 'letter');
  await record(ledger, 'depositSource', {
    sourceId: 'text',
    kind: 'LETTER',
    sha256: hashOf(TEXT),
    text: TEXT,
  });
  await made.assembly.files.keep(FILE);
  await record(ledger, 'depositSource', { sourceId: 'file', kind: 'SCAN', sha256: hashOf(FILE) });
  erased = await register(NAME);
  other = await register('Dominique Nobody');
  await record(ledger, 'observeRole', {
    personId: erased,
    current: true,
    occurredOn: { edtf: '2025-01-28' },
    evidence: [{ sourceId: 'letter', quote: `${NAME} preside` }],
  });
  await made.caughtUp();
  const { rows } = await vault.query<{ wrapped: Buffer }>(
    'select wrapped from vault_key where person_id = $1',
    [erased],
  );
  wrapped = rows[0]?.wrapped ?? Buffer.alloc(0);
  for (const table of ['vault_key', 'text_key_person', 'name_token', 'kept_document'])
    await vault.query(`create table old_${table} as select * from ${table}`);
}, PATIENCE_MS);
afterAll(async () => {
  await vault?.end();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

let bundles = 0;

/** Exports a bundle, and asks the auditors' program what it says. */
async function audited(
  command: 'verify' | 'erasures',
): Promise<{ readonly exit: number; readonly more: Audited }> {
  const { transparency, vault: assembled } = made.assembly;
  const { tree, book } = transparency;
  const checkpoint = await book.latest();
  if (!checkpoint) throw new Error('nothing was signed');
  const bundle = join(made.dataDir, `bundle-${(bundles += 1)}`);
  const keys = keysOfVault(assembled);
  await writeBundle({ folder: bundle, log: tree, book, checkpoint, keys, onProgress: () => {} });
  const key = parseSignerKey((await readFile(join(made.dataDir, 'log-signer/log.key'), 'utf8')).trim());
  if (!key) throw new Error('the key is not one');
  const policy = join(made.dataDir, 'policy');
  await writeFile(policy, `log ${writeVerifierKey(verifierOf(key))}\nquorum none\n`);
  const lines: string[] = [];
  const output = { out: (text: string) => void lines.push(text), err: () => {} };
  const exit = run([command, bundle, '--policy', policy, '--json'], output);
  return { exit, more: JSON.parse(lines.join('')) as Audited };
}

interface Audited {
  readonly findings: readonly { readonly code: string; readonly index: number | null }[];
  readonly erased?: readonly string[];
  readonly keysDestroyed?: number;
  readonly keysLost?: number;
}

const typesOf = async (personId: string) =>
  (await made.assembly.ledger.reader.read(`person-${personId}`)).map(({ envelope }) => envelope.type);

it('waits for a legal hold', async () => {
  const hold = { personId: erased, holdId: 'file-1', reason: 'a lawsuit' };
  await record(ledger, 'placeLegalHold', hold);
  expect(await refusalOf('erasePersonData', { personId: erased, legalBasis: 'OBJECTION' })).toBe(
    'LEGAL_HOLD',
  );
  expect((await seen()).one.displayName).toBe(NAME);
  await record(ledger, 'liftLegalHold', { ...hold, reason: 'it is over' });
});

it(
  'takes the name, the texts and the files with it, from every answer and from the index of names',
  async () => {
    await record(ledger, 'erasePersonData', {
      personId: erased,
      legalBasis: 'CONSENT_WITHDRAWN',
      sourceIds: ['text', 'file'],
    });
    await until('it is done', async () => (await typesOf(erased)).at(-1) === 'PersonDataErased');
    await made.caughtUp();
    expect(await seen()).toEqual({
      one: { displayName: null },
      two: { displayName: 'Dominique Nobody' },
      people: [],
      source: { text: null },
    });
    expect(await made.assembly.files.has(hashOf(FILE))).toBe(false);
    const done = (await made.assembly.ledger.reader.read(`person-${erased}`)).at(-1)?.envelope;
    // The quotation, the reasons of the hold, the text and the file have keys of their own.
    expect(done).toMatchObject({
      actor: 'system:erasure',
      data: { personId: erased, legalBasis: 'CONSENT_WITHDRAWN', otherKeys: 5 },
    });
    expect(await made.assembly.vault.unusable([])).toEqual([]);
    // The rows say what the log says of holds and erasures, by a reading that shares nothing with the projections.
    expect(await worker.rows.look()).toEqual([]);
  },
  PATIENCE_MS,
);

it('is done once, and nothing more is sealed for the person', async () => {
  expect(await refusalOf('erasePersonData', { personId: erased, legalBasis: 'OBJECTION' })).toBe(
    'ALREADY_ERASED',
  );
  const [registration] = await made.assembly.ledger.reader.read(`person-${erased}`);
  expect(
    await refusalOf('rectifyRecord', {
      stream: `person-${erased}`,
      records: [{ eventId: registration?.envelope.id, setSealed: { displayName: 'Somebody' } }],
      reason: 'misread',
      evidence,
    }),
  ).toBe('ALREADY_ERASED');
});

it(
  'leaves every proof whole, and the name in no file of the database or of a bundle',
  async () => {
    const { signer } = worker;
    await until('the signer holds its lock', async () => (await signer?.check())?.['signing'] === 'SIGNING');
    await signer?.sign();
    expect(await audited('verify')).toMatchObject({ exit: 0, more: { findings: [] } });
    expect(await audited('erasures')).toMatchObject({
      exit: 0,
      more: {
        findings: [],
        erased: [expect.stringMatching(`^${erased} at \\d+ \\(CONSENT_WITHDRAWN\\)$`)],
        pending: [],
        keysDestroyed: 6,
        keysLost: 0,
      },
    });
    const { files, found } = namesInFolder(made.dataDir);
    expect(files).toBeGreaterThan(100);
    expect(found).toEqual([]);
  },
  PATIENCE_MS,
);

it('is seen by an auditor as an erasure, where keys that are lost, or that no event explains, are findings', async () => {
  const { rows } = await vault.query<{ kid: string }>(
    'delete from vault_key where person_id = $1 returning kid',
    [other],
  );
  const kid = rows[0]?.kid;
  expect(await audited('erasures')).toMatchObject({
    exit: 2,
    more: { findings: [{ code: 'KEY_LOST', index: expect.any(Number), detail: kid }], keysLost: 1 },
  });
  await vault.query('insert into erased_key (kid) values ($1)', [kid]);
  expect(await audited('erasures')).toMatchObject({
    exit: 2,
    more: { findings: [{ code: 'ERASURE_NOT_RECORDED', detail: kid }], keysLost: 0 },
  });
  await vault.query('delete from erased_key where kid = $1', [kid]);
  await vault.query('insert into vault_key select * from old_vault_key where kid = $1', [kid]);
  expect(await audited('erasures')).toMatchObject({ exit: 0 });
});

it('leaves the key in no file of its table, not even in the room that deleted rows leave', async () => {
  await ownersPool(made.assembly).query('checkpoint');
  const fileHasKey = async (table: string): Promise<boolean> => {
    const { rows } = await vault.query<{ path: string }>('select pg_relation_filepath($1) as path', [table]);
    const bytes = await readFile(join(made.dataDir, 'postgres', rows[0]?.path ?? ''));
    return bytes.includes(wrapped.subarray(12, 44));
  };
  expect(await fileHasKey('old_vault_key')).toBe(true);
  expect(await fileHasKey('vault_key')).toBe(false);
});

it(
  'is done again at the start where an older copy of the vault was put back',
  async () => {
    await vault.query(`
      delete from erased_person; delete from key_of_erased; delete from erased_key;
      delete from vault_key; delete from kept_document;
      insert into vault_key select * from old_vault_key;
      insert into text_key_person select * from old_text_key_person;
      insert into name_token select * from old_name_token;
      insert into kept_document select * from old_kept_document`);
    expect((await seen()).one.displayName).toBe(NAME);
    expect(await audited('erasures')).toMatchObject({
      exit: 2,
      more: { findings: expect.arrayContaining([expect.objectContaining({ code: 'ERASURE_UNDONE' })]) },
    });
    const { configuration, databases, log } = made;
    const again = await assemble({ configuration, databases, log, clock: systemClock });
    await again.close();
    expect(await seen()).toMatchObject({
      one: { displayName: null },
      two: { displayName: 'Dominique Nobody' },
      people: [],
      source: { text: null },
    });
    expect(made.lines.join('\n')).toContain('an older copy of it was put back');
  },
  PATIENCE_MS,
);

/** Runs a program of the tests that has the vault's key, and that kills itself. */
async function runUntilItDies(program: URL, ...args: readonly string[]): Promise<void> {
  const hooks = new URL('../support/typescript-hooks.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', hooks, fileURLToPath(program), ...args], {
    env: { ...process.env, ERASER_KEY: made.databases.vaultKey.toString('hex') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

/** Begins to destroy the keys of a person in a process that dies after a statement that begins with these words. */
function eraseAndDie(personId: string, words: string): Promise<void> {
  const { ledgerId } = made.assembly.ledger.identity;
  const program = new URL('../support/eraser.ts', import.meta.url);
  return runUntilItDies(program, made.databases.vaultUrl, ledgerId, personId, words);
}

it(
  'that is killed anywhere has destroyed all keys of the person or none, and the next one does the rest',
  async () => {
    const third = await register('Dominique Third');
    await made.caughtUp();
    const nameOf = async (): Promise<string | null> => {
      const { data } = await ledger.gql<{ readonly person: { readonly displayName: string | null } }>(
        `{ person(id: "${third}") { displayName } }`,
      );
      return data?.person.displayName ?? null;
    };
    await eraseAndDie(third, 'with gone as');
    expect(await nameOf()).toBe('Dominique Third');
    await eraseAndDie(third, 'commit');
    expect(await nameOf()).toBeNull();
    await eraseAndDie(third, 'vacuum full vault_key');
    expect(await typesOf(third)).toEqual(['PersonRegistered']);
    await record(ledger, 'erasePersonData', { personId: third, legalBasis: 'OBJECTION' });
    await until('it is done', async () => (await typesOf(third)).at(-1) === 'PersonDataErased');
    const done = (await made.assembly.ledger.reader.read(`person-${third}`)).at(-1)?.envelope;
    expect(done?.data).toMatchObject({ personId: third, key: expect.any(String), otherKeys: 0 });
  },
  PATIENCE_MS,
);

it(
  'that is killed after any of its steps is done by the next look, with one event at the end',
  async () => {
    const { assembly, databases, dataDir } = made;
    const { files, ledger: erasing, store, vault: whole } = assembly;
    const steps = await Promise.all(
      STEPS.map(async (diesAfter) => {
        const file = Buffer.from(`%PDF-1.7\n${diesAfter}\n%%EOF\n`);
        const sourceId = `file-${diesAfter.toLowerCase()}`;
        await files.keep(file);
        await record(ledger, 'depositSource', { sourceId, kind: 'SCAN', sha256: hashOf(file) });
        return {
          diesAfter,
          sourceId,
          hash: hashOf(file),
          personId: await register(`Dominique ${diesAfter}`),
        };
      }),
    );
    // The worker's own look sees none of the requests.
    await worker.runner.stop();
    const [logUrl, vaultUrl, filesFolder] = [databases.writerUrl, databases.vaultUrl, join(dataDir, 'files')];
    await Promise.all(
      steps.map(({ diesAfter, personId, sourceId }) => {
        const given: Erasing = { logUrl, vaultUrl, filesFolder, personId, sourceId, diesAfter };
        const program = new URL('../support/erasing-process.ts', import.meta.url);
        return runUntilItDies(program, JSON.stringify(given));
      }),
    );
    const asked = steps.map(({ personId }) => ({ stream: `person-${personId}`, done: false }));
    const readModel = {
      ask: async <T>() => asked as T,
      projected: async () => ({ position: -1n }) as never,
    };
    const again = createErasures({ vault: whole, files, ledger: erasing, store, readModel, log: made.log });
    // All but the one that was recorded.
    expect(await again.look()).toBe(STEPS.length - 1);
    for (const { personId, hash } of steps) {
      expect(await typesOf(personId)).toEqual(['PersonRegistered', 'ErasureRequested', 'PersonDataErased']);
      const done = (await erasing.reader.read(`person-${personId}`)).at(-1)?.envelope;
      expect(done?.data).toMatchObject({ personId, key: expect.any(String), otherKeys: 1 });
      expect(await files.has(hash)).toBe(false);
    }
    const people = steps.map(({ personId }) => personId);
    const { rows } = await vault.query('select 1 from vault_key where person_id = any($1)', [people]);
    expect(rows).toEqual([]);
  },
  PATIENCE_MS,
);
