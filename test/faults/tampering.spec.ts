import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLES_REPLAYED, keysOfVault, logOrigin } from '@entente/assembly';
import { LEDGER_STREAMS, type Command } from '@entente/domain';
import { copyLog, openEventStoreDb, type EventStore } from '@entente/event-store';
import { EventStoreDBClient, StreamNotFoundError } from '@eventstore/db-client';
import {
  canonicalBytes,
  cosignatureLine,
  createLogTree,
  entriesIn,
  leafHash,
  makeSignerKey,
  parseCheckpointName,
  readNote,
  signNote,
  verifierOf,
  writeCheckpoint,
  writeCheckpointName,
  writeEntries,
  writeVerifierKey,
  type SignerKey,
} from '@entente/proof';
import {
  LEDGER_READ_MODEL,
  SIGNER_LOCK,
  schemaOf,
  startRunner,
  withLock,
  withStandingRows,
} from '@entente/read-model';
import { Pool } from 'pg';
import { openLogTree, signOnce, signerFolder, startSigner, writeBundle } from '@entente/transparency';
import { FINDINGS } from '../../apps/audit/src/findings.js';
import { run } from '../../apps/audit/src/run.js';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { until } from '../support/ledger-process.js';
import { eventStoreDbOnly, type LogStore } from '../support/log-stores.js';
import { removeFolder } from '../support/names-in-clear.js';
import { TAMPERINGS, THREATS, type FoundByAuditor } from './threats.js';

const PATIENCE_MS = 120_000;
const root = join(import.meta.dirname, '../..');
const CALLER = { actor: 'secretariat:test' };

/** An event as it stands in the table of the log. */
interface Row {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly bytes: Buffer;
}

interface Found {
  readonly exit: number;
  readonly findings: readonly { readonly code: string; readonly index: number | null }[];
}

let place = '';
let made: AssembledLedger;
let key: SignerKey;
let origin = '';
/** A witness that an auditor may ask for: it cosigned each checkpoint. */
let witness: SignerKey;
let whole: readonly Row[] = [];
/** The sizes of the three checkpoints that were signed. */
const sizes: number[] = [];
/** What an auditor kept from before anything happened: a bundle and its pin. */
let before = '';
let pins = '';

const signer = () => signerFolder(join(place, 'signer'));
const parts = () => ({
  tree: openLogTree(made.assembly.store),
  book: made.assembly.transparency.book,
  folder: signer(),
  origin,
  rotationOf: async () => null,
});

async function record(command: Command): Promise<string> {
  const outcome = await made.assembly.ledger.execute(command, { commandId: randomUUID(), caller: CALLER });
  if (outcome.refused) throw new Error(`${command.name}: ${outcome.code}`);
  return outcome.subjectId;
}

const deposit = (sourceId: string): Promise<string> =>
  record({
    name: 'depositSource',
    input: { sourceId, kind: 'LETTER', lang: 'fr', sha256: leafHash(Buffer.from(sourceId)) },
  });
const evidence = [{ sourceId: 'letter-0' }];
const register = (displayName: string): Promise<string> =>
  record({ name: 'registerPerson', input: { displayName, evidence } });
const observe = (personId: string, day: number): Promise<string> =>
  record({
    name: 'observeRole',
    input: { personId, current: true, occurredOn: { edtf: `2025-01-0${day}` }, evidence },
  });

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-tampering-'));
  made = await assembleLedger({ logInDatabase: true });
  origin = logOrigin(made.assembly.ledger.identity.ledgerId);
  key = makeSignerKey(origin);
  await signer().keepKey(key);
  const { receipts } = made.assembly;
  if (!receipts) throw new Error('nobody signs receipts');
  const trusted = [verifierOf(key), receipts.key].map((one) => `log ${writeVerifierKey(one)}\n`);
  await writeFile(join(place, 'policy'), `${trusted.join('')}quorum none\n`);
  witness = makeSignerKey('witness.example');
  const cosigns = writeVerifierKey(verifierOf(witness, 'COSIGNATURE'));
  await writeFile(join(place, 'witnessed'), `${trusted.join('')}witness w ${cosigns}\nquorum w\n`);
  const sign = async (): Promise<void> => void sizes.push((await signOnce(parts()))?.size ?? 0);
  for (let n = 0; n < 3; n += 1) await deposit(`letter-${n}`);
  const persons = [await register('Person A'), await register('Person B')] as const;
  await sign();
  for (let day = 1; day < 4; day += 1) for (const person of persons) await observe(person, day);
  await sign();
  await deposit('letter-3');
  for (const person of persons) await observe(person, 5);
  await sign();
  whole = await rowsOfLog();
  const runner = startRunner(made.assembly.runnerParts);
  await made.caughtUp();
  await runner.stop();
  before = await bundleOf('before');
  pins = join(place, 'pins');
  await writeFile(pins, `${(ask('pins', join(before, 'checkpoint')) as unknown as { pin: string }).pin}\n`);
}, PATIENCE_MS);

afterAll(async () => {
  await made?.dispose();
  await removeFolder(place);
}, PATIENCE_MS);

function ask(...args: readonly string[]): Found {
  const lines: string[] = [];
  const policy = args.includes('--policy') ? [] : ['--policy', join(place, 'policy')];
  run([...args, ...policy, '--json'], {
    out: (text) => lines.push(text),
    err: (text) => lines.push(text),
  });
  return JSON.parse(lines.at(-1) ?? '') as Found;
}

async function rowsOfLog(): Promise<readonly Row[]> {
  const { rows } = await ownersPool(made.assembly).query<Row>(
    'select id, stream, revision, type, bytes from log.event order by position',
  );
  return rows;
}

/** Writes the log's table anew, past everything that keeps it from being changed. */
async function rewrite(rows: readonly Row[]): Promise<void> {
  const client = await ownersPool(made.assembly).connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('delete from log.event');
    await client.query(
      `insert into log.event (position, id, stream, revision, type, bytes, hash, created)
       select place, id, stream, revision, type, bytes, sha256('\\x00'::bytea || bytes), now()
       from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::bytea[])
         with ordinality as given (id, stream, revision, type, bytes, place)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ stream }) => stream),
        rows.map(({ revision }) => revision),
        rows.map(({ type }) => type),
        rows.map(({ bytes }) => bytes),
      ],
    );
    await client.query('update log.head set position = $1', [rows.length]);
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

interface Note {
  readonly size: number;
  readonly note: string;
}

/** Exports as whoever runs the ledger does, from what the database holds now. */
async function bundleOf(
  name: string,
  notes?: readonly Note[],
  store: Pick<EventStore, 'readAll'> = made.assembly.store,
): Promise<string> {
  const folder = join(place, name);
  const log = openLogTree(store);
  await log.catchUp();
  const kept = notes?.map((one, index) => ({ ...one, number: index + 1, published: new Date(0) }));
  const book = kept
    ? {
        publish: async () => {},
        latest: async () => kept.at(-1) ?? null,
        page: async (after: number, limit: number) => kept.slice(after, after + limit),
      }
    : made.assembly.transparency.book;
  const checkpoint = await book.latest();
  if (!checkpoint) throw new Error('nothing was signed');
  const keys = keysOfVault(made.assembly.vault);
  const most = log.positionAt(log.tree.size - 1) ?? 0n;
  const tables = { tables: TABLES_REPLAYED, most };
  await withStandingRows(ownersPool(made.assembly), LEDGER_READ_MODEL, tables, async (found) => {
    const rows = found && { size: log.tree.size, streams: found.streams };
    await writeBundle({ folder, log, book, checkpoint, keys, ...(rows && { rows }), onProgress: () => {} });
  });
  return folder;
}

/** Changes something in a database for as long as a bundle is written. */
async function bundleWhile(database: Pick<Pool, 'query'>, change: string, back: string): Promise<string> {
  await database.query(change);
  try {
    return await bundleOf(nextName());
  } finally {
    await database.query(back);
  }
}

/** A row of the read model is changed or taken away, the log left as it is, and the rows are compared. */
const inReadModel = (change: string) => async (): Promise<Found> => {
  const { version } = await made.assembly.readModel.projected();
  const schema = schemaOf(version);
  const back = `delete from ${schema}.role_observation; insert into ${schema}.role_observation select * from kept_roles;
    drop table kept_roles`;
  const keep = `create table kept_roles as select * from ${schema}.role_observation`;
  const where = `where event_id = '${at(AT).id}'`;
  const does = `${keep}; ${change.replace('ROLES', `${schema}.role_observation`)} ${where}`;
  const bundle = await bundleWhile(ownersPool(made.assembly), does, back);
  expect(ask('verify', bundle)).toMatchObject({ exit: 0 });
  return ask('compare', bundle);
};

/** Signs the log as the database has it now, whatever was signed before. */
async function signedAnew(by: SignerKey): Promise<Note> {
  const { tree, catchUp } = openLogTree(made.assembly.store);
  await catchUp();
  const { size } = tree;
  return { size, note: signNote(writeCheckpoint({ origin, size, root: tree.root() }), [by]) };
}

const said = ({ bytes }: Row): Record<string, unknown> =>
  JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
const changed = (row: Row, more: object): Row => ({
  ...row,
  bytes: canonicalBytes({ ...said(row), ...more }),
});
const replaced = (rows: readonly Row[], index: number, row: Row): readonly Row[] => rows.with(index, row);
const at = (index: number): Row => whole[index] as Row;

/** Numbers and links every event after the one before it in its stream, as who forges a log would. */
function chainedAnew(rows: readonly Row[], named: 'FORGED' | 'LEFT' = 'FORGED'): readonly Row[] {
  const ends = new Map<string, { readonly rev: number; readonly prev: string }>();
  const tree = createLogTree();
  /** The checkpoint of the forged log that is as large as the one that an event names. */
  const afterOf = (row: Row): unknown => {
    const { after } = said(row);
    const size = named === 'LEFT' ? null : parseCheckpointName(String(after))?.size;
    return typeof size === 'number' && size <= tree.size
      ? writeCheckpointName({ size, root: tree.root(size) })
      : after;
  };
  return rows.map((row) => {
    const end = ends.get(row.stream);
    const rev = end ? end.rev + 1 : 0;
    const more = { rev, prev: end?.prev ?? null, after: afterOf(row) };
    const forged = { ...changed(row, more), revision: rev };
    const hash = leafHash(forged.bytes);
    ends.set(row.stream, { rev, prev: hash });
    tree.append(Buffer.from(hash, 'hex'));
    return forged;
  });
}

const A_YEAR_MS = 365 * 86_400_000;
/** The event that is tampered with: a role of the first person, between the first and the second checkpoint. */
const AT = 8;
const LAST = 14;
/** The first event with something sealed: the registration of the first person. */
const FIRST_SEALED = 4;
const edited = (index: number): readonly Row[] =>
  replaced(whole, index, changed(at(index), { actor: 'secretariat:else' }));
const swapped = (one: number, other: number): readonly Row[] =>
  replaced(replaced(whole, one, at(other)), other, at(one));
const without = (drop: (row: Row, index: number) => boolean): readonly Row[] =>
  whole.filter((row, index) => !drop(row, index));
const inserted = (): Row =>
  changed({ ...at(AT), id: randomUUID() }, { id: randomUUID(), recorded: said(at(AT))['recorded'] });

/** What is found, and where: the bundle that results, how it is judged, the index of each finding. */
interface Attempt {
  readonly tamper: () => Promise<Found>;
  /** The indexes of some findings, by their codes. */
  readonly at: Readonly<Record<string, number>>;
  /** The first event that an earlier bundle shows to be another one; null where the log itself is the same. */
  readonly differs: number | null;
}

/** The policy of an auditor who asks for the witness. */
const WITNESSED = (): readonly string[] => ['--policy', join(place, 'witnessed')];

/** Bytes from one that is flipped to the next: each costs a verification. */
const STRIDE = 37;

let bundles = 0;
const nextName = (): string => `bundle-${(bundles += 1)}`;

/** The log is changed in the database, and exported. */
const inDatabase =
  (rows: () => readonly Row[], ...more: readonly string[]) =>
  async (): Promise<Found> => {
    await rewrite(rows());
    return ask('verify', await bundleOf(nextName()), ...more);
  };

/** Between the checkpoints, the first event that is not known to be as it was signed. */
const afterFirst = (): Readonly<Record<string, number>> => ({ CHECKPOINT_DIFFERS: sizes[0] as number });

const ATTEMPTS: Readonly<Record<FoundByAuditor, () => Attempt>> = {
  EVENT_EDITED: () => ({
    tamper: inDatabase(() => edited(AT)),
    at: { ...afterFirst(), CHAIN_BROKEN: AT + 2 },
    differs: AT,
  }),
  CHAIN_MADE_ANEW: () => ({
    tamper: inDatabase(() => chainedAnew(edited(AT))),
    at: afterFirst(),
    differs: AT,
  }),
  LAST_EVENT_EDITED: () => ({
    tamper: inDatabase(() => edited(LAST)),
    at: { CHECKPOINT_DIFFERS: sizes[1] as number },
    differs: LAST,
  }),
  EVENT_BLANKED: () => ({
    tamper: inDatabase(() =>
      replaced(whole, AT, { ...at(AT), bytes: Buffer.alloc(at(AT).bytes.length, 0xff) }),
    ),
    at: { ...afterFirst(), NOT_CANONICAL: AT },
    differs: AT,
  }),
  BYTE_FLIPPED: () => ({
    tamper: async () => {
      const bundle = await copied(before);
      const file = join(bundle, `tile/entries/000.p/${whole.length}`);
      const entries = entriesIn(await readFile(file)) ?? [];
      const entry = entries[AT] ?? Buffer.alloc(0);
      let found: Found | null = null;
      for (let byte = 0; byte < entry.length; byte += STRIDE) {
        const flipped = Buffer.from(entry);
        flipped[byte] = (flipped[byte] as number) ^ 1;
        await writeFile(file, writeEntries(entries.with(AT, flipped)));
        found = ask('verify', bundle);
        expect(found.findings).toContainEqual(expect.objectContaining({ code: 'ENTRY_DIFFERS', index: AT }));
      }
      if (!found) throw new Error('the event has no bytes');
      return found;
    },
    at: { ENTRY_DIFFERS: AT },
    differs: AT,
  }),
  EVENT_DELETED: () => ({
    tamper: inDatabase(() => without((_, index) => index === AT)),
    at: { ...afterFirst(), CHAIN_BROKEN: AT + 1, ENTRIES_MISSING: LAST },
    differs: AT,
  }),
  EVENT_DELETED_CHAIN_MADE_ANEW: () => ({
    tamper: inDatabase(() => chainedAnew(without((_, index) => index === AT))),
    at: { ...afterFirst(), ENTRIES_MISSING: LAST },
    differs: AT,
  }),
  STREAM_DELETED: () => ({
    tamper: inDatabase(() => without(({ stream }) => stream === 'source-letter-1')),
    at: { CHECKPOINT_DIFFERS: 0, ENTRIES_MISSING: LAST },
    differs: 2,
  }),
  EVENTS_SWAPPED: () => ({
    tamper: inDatabase(() => swapped(AT, AT + 2)),
    at: { ...afterFirst(), CHAIN_BROKEN: AT },
    differs: AT,
  }),
  STREAMS_SWAPPED: () => ({ tamper: inDatabase(() => swapped(AT, AT + 1)), at: afterFirst(), differs: AT }),
  EVENT_INSERTED: () => ({
    tamper: inDatabase(() => {
      const more = inserted();
      return chainedAnew([
        ...whole.slice(0, AT + 1),
        { ...more, id: String(said(more)['id']) },
        ...whole.slice(AT + 1),
      ]);
    }),
    at: afterFirst(),
    differs: AT + 1,
  }),
  EVENT_TWICE: () => ({
    // Under an id of its own in the table, which keeps ids apart; the bytes are those of the other.
    tamper: inDatabase(() => replaced(whole, AT + 2, { ...at(AT + 2), bytes: at(AT).bytes })),
    at: { ...afterFirst(), DUPLICATE_ID: AT + 2 },
    differs: AT + 2,
  }),
  EVENT_OF_ANOTHER_LEDGER: () => ({
    tamper: inDatabase(() => replaced(whole, AT, changed(at(AT), { ledger: randomUUID() }))),
    at: { ...afterFirst(), OTHER_LEDGER: AT },
    differs: AT,
  }),
  END_CUT_OFF: () => ({
    tamper: inDatabase(() => whole.slice(0, LAST - 1)),
    at: { ENTRIES_MISSING: LAST - 1 },
    differs: null,
  }),
  OLD_BACKUP: () => ({
    tamper: async () => {
      const [, size = 0] = sizes;
      await rewrite(whole.slice(0, size));
      const notes = (await made.assembly.transparency.book.page(0, 2)).map(({ note }, index) => ({
        note,
        size: sizes[index] ?? 0,
      }));
      const bundle = await bundleOf(nextName(), notes);
      // Consistent in itself: without what was noted before, nothing is to be seen.
      expect(ask('verify', bundle)).toMatchObject({ exit: 0, findings: [] });
      // The signer noted it too: it does not go on from there.
      await expect(signOnce(parts())).rejects.toThrow(/events are missing from its end/);
      return ask('verify', bundle, '--pins', pins);
    },
    at: { PIN_DIFFERS: sizes[1] as number },
    differs: null,
  }),
  UNSEALED_EVENT_DROPPED: () => ({
    tamper: async () => {
      const command: Command = {
        name: 'depositSource',
        input: { sourceId: 'dropped', kind: 'LETTER', lang: 'fr', sha256: leafHash(Buffer.from('dropped')) },
      };
      const outcome = await made.assembly.ledger.execute(command, {
        commandId: randomUUID(),
        caller: CALLER,
      });
      if (outcome.refused) throw new Error(outcome.code);
      const hashes = outcome.events.map(({ hash }) => hash);
      const now = new Date();
      const issued = made.assembly.receipts?.issue(hashes, now);
      const file = join(place, 'receipt');
      await writeFile(file, issued?.note ?? '');
      // With it sealed the receipt is kept.
      const kept = ask('receipt', file, await bundleOf(nextName(), [await signedAnew(key)]));
      expect(kept).toMatchObject({ exit: 0, findings: [], indexes: [whole.length] });
      await rewrite(whole);
      const bundle = await bundleOf(nextName());
      // A bundle that may be older than the promise shows nothing yet; nor does the bundle without the receipt.
      expect(ask('receipt', file, bundle)).toMatchObject({
        exit: 2,
        findings: [{ code: 'RECEIPT_NOT_DUE' }],
      });
      expect(ask('verify', bundle)).toMatchObject({ exit: 0 });
      return ask('receipt', file, bundle, '--at', new Date(now.getTime() + 3_600_000).toISOString());
    },
    at: {},
    differs: null,
  }),
  SIGNED_ANEW_WITH_THE_KEY: () => ({
    tamper: async () => {
      await rewrite(chainedAnew(edited(AT)));
      const bundle = await bundleOf(nextName(), [await signedAnew(key)]);
      expect(ask('verify', bundle)).toMatchObject({ exit: 0, findings: [] });
      return ask('verify', bundle, '--pins', pins);
    },
    at: {},
    differs: AT,
  }),
  SIGNED_ANEW_UNWITNESSED: () => ({
    tamper: async () => {
      await rewrite(chainedAnew(edited(AT)));
      // The witness saw the log grow; it does not cosign another one (apps/witness/src/witness.spec.ts).
      return ask('verify', await bundleOf(nextName(), [await signedAnew(key)]), ...WITNESSED());
    },
    at: {},
    differs: AT,
  }),
  OLD_CHECKPOINT_SHOWN: () => ({
    tamper: async () => {
      const { size, note } = await signedAnew(key);
      const seen = Date.parse('2026-01-01T00:00:00Z') / 1_000;
      const cosigned = `${note}${cosignatureLine(readNote(note)?.text ?? '', witness, seen)}`;
      const bundle = await bundleOf(nextName(), [{ size, note: cosigned }]);
      expect(ask('verify', bundle, ...WITNESSED())).toMatchObject({ exit: 0, findings: [] });
      return ask('verify', bundle, ...WITNESSED(), '--fresh', '24', '--at', '2026-02-01T00:00:00Z');
    },
    at: {},
    differs: null,
  }),
  SIGNED_WITH_ANOTHER_KEY: () => ({
    tamper: async () => {
      await rewrite(chainedAnew(edited(AT)));
      return ask('verify', await bundleOf(nextName(), [await signedAnew(makeSignerKey(origin))]));
    },
    at: {},
    differs: AT,
  }),
  SIGNATURE_FORGED: () => ({
    tamper: async () => {
      await rewrite(chainedAnew(edited(AT)));
      const { size, note } = await signedAnew(key);
      const last = (await readFile(join(before, 'checkpoint'), 'utf8')).split('\n\n')[1] ?? '';
      return ask(
        'verify',
        await bundleOf(nextName(), [{ size, note: `${note.split('\n\n')[0]}\n\n${last}` }]),
      );
    },
    at: {},
    differs: AT,
  }),
  TWO_HISTORIES: () => ({
    tamper: async () => {
      await rewrite(chainedAnew(edited(AT)));
      const bundle = await bundleOf(nextName(), [await signedAnew(key)]);
      return ask('diff', before, bundle);
    },
    at: { BUNDLES_DIFFER: AT },
    differs: AT,
  }),
  BACK_DATED_IN_A_STREAM: () => ({
    tamper: async () => {
      const late = changed(at(LAST), { recorded: '2024-01-01T00:00:00.000Z' });
      await rewrite(replaced(whole, LAST, late));
      return ask('verify', await bundleOf(nextName(), [await signedAnew(key)]));
    },
    at: { RECORDED_BACKWARDS: LAST },
    differs: LAST,
  }),
  CLOCK_SET_BACK: () => ({
    tamper: async () => {
      const [id, stream] = [randomUUID(), 'source-late'];
      const recorded = new Date(Date.parse(String(said(at(LAST))['recorded'])) - A_YEAR_MS).toISOString();
      const late = changed({ ...at(1), id, stream, revision: 0 }, { id, stream, recorded, after: null });
      await rewrite([...whole, late]);
      return ask('verify', await bundleOf(nextName(), [await signedAnew(key)]));
    },
    at: { BACK_DATED: LAST + 1 },
    differs: null,
  }),
  NAMED_CHECKPOINTS_LEFT: () => ({
    tamper: async () => {
      const [size = 0, second = 0] = sizes;
      expect(whole.map((row) => parseCheckpointName(String(said(row)['after']))?.size ?? 0)).toEqual(
        whole.map((_, index) => (index < size ? 0 : index < second ? size : second)),
      );
      await rewrite(chainedAnew(edited(AT), 'LEFT'));
      return ask('verify', await bundleOf(nextName(), [await signedAnew(key)]));
    },
    // Those between the first and the second checkpoint name the first, which still is the beginning.
    at: { AFTER_DIFFERS: sizes[1] as number },
    differs: AT,
  }),
  ROW_CHANGED: () => ({
    tamper: inReadModel('update ROLES set current = not current'),
    at: { ROW_DIFFERS: AT },
    differs: null,
  }),
  ROW_DELETED: () => ({
    tamper: inReadModel('delete from ROLES'),
    at: { ROW_DIFFERS: AT },
    differs: null,
  }),
  KEYS_REMOVED: () => ({
    tamper: async () => {
      const vault = new Pool({ connectionString: made.databases.vaultUrl });
      try {
        const change = `create table kept_keys as select * from vault_key; delete from vault_key`;
        const back = `insert into vault_key select * from kept_keys; drop table kept_keys`;
        return ask('erasures', await bundleWhile(vault, change, back));
      } finally {
        await vault.end();
      }
    },
    at: { KEY_LOST: FIRST_SEALED },
    differs: null,
  }),
  CIPHERTEXT_MOVED: () => ({
    tamper: inDatabase(() => {
      const [one, other] = whole.filter(({ type }) => type === 'PersonRegistered') as [Row, Row];
      const index = whole.indexOf(one);
      return chainedAnew(replaced(whole, index, changed(one, { personal: said(other)['personal'] })));
    }),
    at: { CHECKPOINT_DIFFERS: 0 },
    differs: 4,
  }),
};

async function copied(bundle: string): Promise<string> {
  const copy = join(place, nextName());
  await cp(bundle, copy, { recursive: true });
  return copy;
}

describe('a log that nobody touched', () => {
  it('is sound, with its pin and beside an earlier bundle', async () => {
    expect(sizes).toEqual([6, 12, 15]);
    const bundle = await bundleOf(nextName());
    const asked = [ask('verify', bundle, '--pins', pins), ask('diff', before, bundle)];
    for (const found of [...asked, ask('compare', bundle), ask('erasures', bundle)])
      expect(found).toMatchObject({ exit: 0, findings: [] });
  });
});

describe('a log that was tampered with', () => {
  afterEach(() => rewrite(whole));

  it.each(
    TAMPERINGS.filter(({ found }) => found.by === 'AUDITOR').map(({ name, found }) => ({ name, found })),
  )(
    '$name',
    async ({ name, found: wanted }) => {
      const attempt = ATTEMPTS[name as FoundByAuditor]();
      const { exit, findings } = await attempt.tamper();
      const codes = findings.map(({ code }) => code);
      if (wanted.by !== 'AUDITOR') throw new Error(name);
      expect(codes).toEqual(expect.arrayContaining([...wanted.codes]));
      expect(exit).toBe(wanted.codes.some((code) => FINDINGS[code].kind === 'TAMPERING') ? 1 : 2);
      for (const [code, index] of Object.entries(attempt.at))
        expect(findings.find((one) => one.code === code)).toMatchObject({ index });

      // Who kept an earlier bundle is shown the very event.
      const last = join(place, `bundle-${bundles}`);
      const differing = ask('diff', before, last).findings.filter(({ code }) => code === 'BUNDLES_DIFFER');
      expect(differing.map(({ index }) => index)).toEqual(attempt.differs === null ? [] : [attempt.differs]);
    },
    PATIENCE_MS,
  );
});

describe('rows that any stream has', () => {
  it('are compared too: a citation that is gone, and one of a stream that the log does not have, are found', async () => {
    const { version } = await made.assembly.readModel.projected();
    const citations = `${schemaOf(version)}.source_citation`;
    const keep = `create table kept_citations as select * from ${citations}`;
    const add = `insert into ${citations} select (jsonb_populate_record(c, '{"stream": "person-nobody", "ordinal": 1000}')).*
      from ${citations} c where event_id = '${at(AT).id}'`;
    const take = `delete from ${citations} where event_id = '${at(AT).id}' and stream <> 'person-nobody'`;
    const back = `delete from ${citations}; insert into ${citations} select * from kept_citations; drop table kept_citations`;
    const bundle = await bundleWhile(ownersPool(made.assembly), `${keep}; ${add}; ${take}`, back);
    const { exit, findings } = ask('compare', bundle);
    expect(exit).toBe(1);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'ROW_DIFFERS', index: AT }),
      expect.objectContaining({
        code: 'ROW_DIFFERS',
        index: null,
        detail: expect.stringContaining('person-nobody: source_citation'),
      }),
    ]);
  });
});

/** What is done to the files of an EventStoreDB that is stopped: the log was copied there, and keeps its root. */
const ON_DISK: readonly { readonly name: FoundByAuditor; readonly bytes: (row: Row) => Buffer }[] = [
  { name: 'EVENT_EDITED', bytes: () => edited(AT)[AT]?.bytes ?? Buffer.alloc(0) },
  { name: 'EVENT_BLANKED', bytes: ({ bytes }) => Buffer.alloc(bytes.length, 0xff) },
];

/** A source that is tombstoned, and a person whose stream is deleted as EventStoreDB does by default. */
const TOMBSTONED = 'source-letter-2';
const DELETED_SOFTLY = (): string => at(FIRST_SEALED).stream;

/** A scavenge takes all of a tombstoned stream, and of one that is softly deleted all but the last event. */
function isLeftByScavenge({ stream }: Row, index: number): boolean {
  if (stream === TOMBSTONED) return false;
  return stream !== DELETED_SOFTLY() || whole.findLastIndex((row) => row.stream === stream) === index;
}

/** Has a node throw away what was deleted, and waits until it has. */
async function scavenge(url: string, port: number): Promise<void> {
  const client = EventStoreDBClient.connectionString(url);
  try {
    const asked = await fetch(`http://127.0.0.1:${port}/admin/scavenge`, { method: 'POST' });
    expect(asked.ok).toBe(true);
    await until('the node has scavenged', async () => {
      try {
        for await (const { event } of client.readStream('$scavenges', { resolveLinkTos: true }))
          if (event?.type === '$scavengeCompleted') return true;
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return false;
    });
  } finally {
    await client.dispose();
  }
}

function onServer({ name, open }: LogStore): void {
  it(
    `in ${name}, whose files are changed, is found as in PostgreSQL; a stream that is deleted is missed once the server scavenges`,
    async () => {
      const { server, dispose } = await open();
      if (!server) throw new Error('there is no server');
      let store: EventStore | null = null;
      const bundle = async (): Promise<string> => {
        store = await openEventStoreDb({ connectionString: server.url });
        return bundleOf(nextName(), undefined, store);
      };
      const close = async (): Promise<void> => {
        await store?.close();
        store = null;
      };
      try {
        store = await openEventStoreDb({ connectionString: server.url });
        await copyLog({ from: made.assembly.store, to: store, filter: LEDGER_STREAMS });
        const raw = EventStoreDBClient.connectionString(server.url);
        await raw.deleteStream(DELETED_SOFTLY());
        await raw.tombstoneStream(TOMBSTONED);
        await raw.dispose();
        await close();
        expect(ask('verify', await bundle())).toMatchObject({ exit: 0, findings: [] });
        const [node] = server.nodes;
        const chunk = join(node?.folder ?? '', 'db/chunk-000000.000000');
        /** Exchanges bytes of the log for others, past the server. */
        const exchange = async (old: Buffer, given: Buffer): Promise<void> => {
          await close();
          await node?.stop();
          const content = await readFile(chunk);
          const from = content.indexOf(old);
          expect(from).toBeGreaterThan(0);
          content.set(given, from);
          await writeFile(chunk, content);
          await node?.start();
        };
        for (const { name: tampering, bytes } of ON_DISK) {
          const [as, forged] = [at(AT).bytes, bytes(at(AT))];
          await exchange(as, forged);
          const { exit, findings } = ask('verify', await bundle());
          expect(exit).toBe(1);
          for (const [code, index] of Object.entries(ATTEMPTS[tampering]().at))
            expect(findings).toContainEqual(expect.objectContaining({ code, index }));
          await exchange(forged, as);
        }
        expect(ask('verify', await bundle())).toMatchObject({ exit: 0, findings: [] });
        await scavenge(server.url, node?.port ?? 0);
        const scavenged = await bundle();
        const left = whole.filter(isLeftByScavenge);
        const { exit, findings } = ask('verify', scavenged);
        expect(exit).toBe(1);
        for (const [code, index] of Object.entries({
          CHECKPOINT_DIFFERS: 0,
          CHAIN_BROKEN: left.findIndex(({ stream }) => stream === DELETED_SOFTLY()),
          ENTRIES_MISSING: left.length,
        }))
          expect(findings).toContainEqual(expect.objectContaining({ code, index }));
        const gone = whole.findIndex((row, index) => !isLeftByScavenge(row, index));
        expect(ask('diff', before, scavenged).findings).toContainEqual(
          expect.objectContaining({ code: 'BUNDLES_DIFFER', index: gone }),
        );
      } finally {
        await close();
        await dispose();
      }
    },
    // The server is started again four times.
    3 * PATIENCE_MS,
  );
}

const eventStoreDb = eventStoreDbOnly('A log whose files are changed', 1);
if (eventStoreDb)
  describe('a log that was tampered with', () => {
    onServer(eventStoreDb);
  });

describe('a second signer on the same log', () => {
  it(
    'signs nothing while the first one does',
    async () => {
      const pool = ownersPool(made.assembly);
      const start = () =>
        startSigner({
          ...parts(),
          log: made.log,
          keyNote: 'TEST',
          witnessing: null,
          stamping: null,
          withLock: (signal, on) => withLock(pool, SIGNER_LOCK, signal, on),
        });
      const first = start();
      await until('the first one signs', async () => (await first.check())['signing'] === 'SIGNING');
      const second = start();
      try {
        await expect(second.sign()).rejects.toThrow('another process signs');
        expect(await second.check()).toMatchObject({ signing: 'STANDING_BY' });
        expect(await first.sign()).toMatchObject({ size: whole.length });
      } finally {
        await second.stop();
        await first.stop();
      }
    },
    PATIENCE_MS,
  );
});

/** The threats that the design names, in its order: none may be left out of the list. */
const ELEVEN = [
  'EDIT',
  'DELETE',
  'REORDER_OR_INSERT',
  'CUT_OFF',
  'SIGNED_ANEW',
  'SPLIT_VIEW',
  'FROZEN_VIEW',
  'BACK_DATING',
  'READ_MODEL',
  'SEALED_FIELDS',
  'CRASH_OR_TWO_SIGNERS',
];
/** What went unseen before there was proof, and each way of carrying out a threat that the design names. */
const ASKED = [
  'LAST_EVENT_EDITED',
  'CHAIN_MADE_ANEW',
  'END_CUT_OFF',
  'STREAM_DELETED',
  'SIGNATURE_FORGED',
  'ROW_CHANGED',
  'ROW_DELETED',
  'KEYS_REMOVED',
  'EVENT_EDITED',
  'EVENT_BLANKED',
  'BYTE_FLIPPED',
  'EVENT_DELETED',
  'EVENT_DELETED_CHAIN_MADE_ANEW',
  'EVENTS_SWAPPED',
  'STREAMS_SWAPPED',
  'EVENT_INSERTED',
  'OLD_BACKUP',
  'UNSEALED_EVENT_DROPPED',
  'SIGNED_ANEW_WITH_THE_KEY',
  'TWO_HISTORIES',
  'OLD_CHECKPOINT_SHOWN',
  'BACK_DATED_IN_A_STREAM',
  'CLOCK_SET_BACK',
  'NAMED_CHECKPOINTS_LEFT',
  'CIPHERTEXT_MOVED',
  'KEY_EXCHANGED',
  'SIGNER_KILLED',
  'TWO_SIGNERS',
];

describe('the list of threats', () => {
  it('has the eleven, each with what was tried', () => {
    expect(Object.keys(THREATS)).toEqual(ELEVEN);
    const asked = TAMPERINGS.map(({ name }) => name);
    expect(ASKED.filter((name) => !asked.includes(name))).toEqual([]);
    expect(Object.values(THREATS).filter(({ tamperings }) => Object.keys(tamperings).length === 0)).toEqual(
      [],
    );
    expect(Object.keys(ATTEMPTS).toSorted()).toEqual(
      TAMPERINGS.flatMap(({ name, found }) => (found.by === 'AUDITOR' ? [name] : [])).toSorted(),
    );
  });

  it('names specs that are there', () => {
    const specs = TAMPERINGS.flatMap(({ found }) => (found.by === 'OPERATOR' ? [found.spec] : []));
    expect(specs.filter((spec) => !existsSync(join(root, spec)))).toEqual([]);
  });

  it('stands in the document for auditors, which leaves none out', async () => {
    const document = await readFile(join(root, 'docs/audit.md'), 'utf8');
    const rows = document
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    for (const row of TAMPERINGS.map(rowOf)) expect(rows).toContainEqual(row);
  });
});

function rowOf({ threat, says, found }: (typeof TAMPERINGS)[number]): readonly string[] {
  switch (found.by) {
    case 'AUDITOR': {
      const codes = found.codes.map((code) => `\`${code}\``).join(', ');
      return [threat, says, found.needs ? `the auditor, with ${found.needs}` : 'the auditor', codes];
    }
    case 'OPERATOR':
      return [threat, says, 'who runs the ledger', `\`${found.spec}\``];
    default:
      return found satisfies never;
  }
}
