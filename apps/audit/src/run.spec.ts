import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryEventStore, createMemoryLog, type MemoryLog } from '@entente/event-store';
import {
  canonicalBytes,
  cosignatureLine,
  entriesIn,
  leafHash,
  makeSignerKey,
  parseCheckpoint,
  readNote,
  signNote,
  verifierOf,
  writeCheckpoint,
  writeEntries,
  writeEventProof,
  writeReceipt,
  writeVerifierKey,
  type SignerKey,
} from '@entente/proof';
import {
  openLogTree,
  signOnce,
  signerFolder,
  writeBundle,
  type CheckpointBook,
  type PublishedCheckpoint,
} from '@entente/transparency';
import { startEntriesThread, type ThreadProgram } from './entries-thread.js';
import { FINDINGS } from './findings.js';
import { openFolder } from './folder.js';
import { createPreparer } from './prepared-entries.js';
import { run } from './run.js';
import { removeFolder } from '../../../test/support/names-in-clear.js';

const LEDGER = '11111111-1111-4111-8111-111111111111';
const ORIGIN = `entente/${LEDGER}`;

interface Answer {
  readonly verdict: string;
  readonly exit: number;
  readonly checkpoint: { readonly size: number } | null;
  readonly events?: number;
  readonly checkpoints?: number;
  readonly pin?: string;
  readonly findings: readonly {
    readonly code: string;
    readonly index: number | null;
    readonly detail: string;
  }[];
}

let place = '';
let key: SignerKey;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-audit-'));
  key = makeSignerKey(ORIGIN);
  await writeFile(join(place, 'policy'), `log ${writeVerifierKey(verifierOf(key))}\nquorum none\n`);
});
afterAll(() => removeFolder(place));

/** Asks the program, and reads the one line that it answers. */
function ask(...args: readonly string[]): Answer {
  const lines: string[] = [];
  const policy = args.includes('--policy') ? [] : ['--policy', join(place, 'policy')];
  const exit = run([...args, ...policy, '--json'], {
    out: (text) => lines.push(text),
    err: (text) => lines.push(text),
  });
  const answer = JSON.parse(lines.at(-1) ?? '') as Answer;
  expect(answer.exit).toBe(exit);
  return answer;
}

const SILENT = { out: () => {}, err: () => {} };

const codesOf = ({ findings }: Answer): readonly string[] => [...new Set(findings.map(({ code }) => code))];

function memoryBook(): CheckpointBook {
  const published: PublishedCheckpoint[] = [];
  return {
    publish: async ({ size, note }) =>
      void published.push({ number: published.length + 1, size, note, published: new Date(0) }),
    latest: async () => published.at(-1) ?? null,
    page: async (after, limit) => published.slice(after, after + limit),
  };
}

/** The streams take turns, so that an event's revision gives its index. */
const STREAMS = ['ledger', 'agreement-a', 'agreement-b'];

function eventBytes(index: number, prev: string | null, more: object = {}): Buffer {
  return canonicalBytes({
    ledger: LEDGER,
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    stream: STREAMS[index % 3],
    rev: Math.floor(index / 3),
    type: 'Happened',
    recorded: '2026-01-01T00:00:00.000Z',
    prev,
    after: null,
    data: { index },
    ...more,
  });
}

/** A log whose events follow each other, with checkpoints on the way. */
async function aLog(
  name: string,
  { size, signedAt }: { readonly size: number; readonly signedAt: readonly number[] },
) {
  const log: MemoryLog = createMemoryLog();
  const store = createMemoryEventStore({ log });
  const folder = signerFolder(join(place, `${name}-signer`));
  await folder.keepKey(key);
  const book = memoryBook();
  const tree = openLogTree(store);
  const sign = () => signOnce({ tree, folder, book, origin: ORIGIN, rotationOf: async () => null });
  for (let index = 0; index < size; index += 1) {
    const before = log.events[index - 3];
    const bytes = eventBytes(index, before ? leafHash(before.bytes) : null);
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    await store.append(STREAMS[index % 3] ?? '', 'any', [{ id, type: 'Happened', bytes }]);
    if (signedAt.includes(index + 1)) await sign();
  }
  await sign();
  return { log, store, book, tree };
}

/** Writes a log's bundle, from its bytes as they are now: as whoever has the database can. */
async function export_(name: string, { store, book }: Awaited<ReturnType<typeof aLog>>): Promise<string> {
  const bundle = join(place, name);
  const log = openLogTree(store);
  await log.catchUp();
  const checkpoint = await book.latest();
  if (!checkpoint) throw new Error('nothing was signed');
  await writeBundle({ folder: bundle, log, book, checkpoint, onProgress: () => {} });
  return bundle;
}

const SIZE = 600;
const SIGNED_AT = [100, 256, 400];
let whole = '';
beforeAll(async () => {
  whole = await export_('whole', await aLog('whole', { size: SIZE, signedAt: SIGNED_AT }));
}, 60_000);

/** The index at which the tampered event stands: between the second and the third checkpoint. */
const AT = 300;

describe('a log that nobody touched', () => {
  it('is sound, and its own pin holds', async () => {
    const answer = ask('verify', whole);
    expect(answer).toMatchObject({
      verdict: 'SOUND',
      exit: 0,
      events: SIZE,
      checkpoint: { size: SIZE },
      findings: [],
    });
    const { pin } = ask('pins', join(whole, 'checkpoint'));
    await writeFile(join(place, 'pins'), `# mine\n${pin}\n`);
    expect(ask('verify', whole, '--pins', join(place, 'pins')).exit).toBe(0);
    // Without --json it is the line alone, which goes into the file as it is.
    const lines: string[] = [];
    run(['pins', join(whole, 'checkpoint'), '--policy', join(place, 'policy')], {
      ...SILENT,
      out: (text) => lines.push(text),
    });
    expect(lines).toEqual([pin]);
  });

  it('is not concluded upon where pins are brought along and none is of it', async () => {
    await writeFile(
      join(place, 'other-pins'),
      `entente/another ${ask('pins', join(whole, 'checkpoint')).pin?.split(' ').slice(1).join(' ')}\n`,
    );
    await writeFile(join(place, 'no-pins'), '# none yet\n');
    for (const pins of ['other-pins', 'no-pins'])
      expect(ask('verify', whole, '--pins', join(place, pins))).toMatchObject({
        exit: 2,
        findings: [{ code: 'NOT_PINNED' }],
      });
  });

  it('counts of its earlier checkpoints those that are its beginning', async () => {
    expect(ask('verify', whole).checkpoints).toBe(4);
    const bundle = join(place, 'passed-over');
    await cp(whole, bundle, { recursive: true });
    const text = writeCheckpoint({ origin: ORIGIN, size: 1, root: Buffer.alloc(32) });
    await writeFile(join(bundle, 'checkpoints', 'x'), signNote(text, [makeSignerKey(ORIGIN)]));
    expect(ask('verify', bundle)).toMatchObject({ exit: 0, checkpoints: 4 });
  });

  it('is sound for a program that knows nothing of events', () => {
    expect(ask('verify', whole, '--raw').findings).toEqual([]);
  });

  it('of one event, and of exactly one tile, is sound', async () => {
    for (const size of [1, 256]) {
      const name = `small-${size}`;
      expect(ask('verify', await export_(name, await aLog(name, { size, signedAt: [] })))).toMatchObject({
        exit: 0,
        events: size,
      });
    }
  });
});

describe('the checks by hand', () => {
  it('of the document are those of the program, with openssl and sha256sum', async () => {
    const folder = join(place, 'by-hand');
    await cp(
      await export_('by-hand-bundle', await aLog('by-hand', { size: 7, signedAt: [3] })),
      join(folder, 'bundle'),
      {
        recursive: true,
      },
    );
    await cp(join(place, 'policy'), join(folder, 'policy'));
    const document = await readFile(join(import.meta.dirname, '../../../docs/audit.md'), 'utf8');
    const commands = [...document.matchAll(/```bash\n(.*?)```/gs)].map(([, text = '']) => text);
    expect(commands).toHaveLength(3);
    const does = () =>
      execFileSync('bash', ['-c', commands.join('')], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, LC_ALL: 'C' },
      });
    expect(does().trim().split('\n')).toEqual([
      'Signature Verified Successfully',
      'the files are those of the manifest',
      'the events give the signed root',
    ]);
    const file = join(folder, 'bundle/tile/entries/000.p/7');
    await writeFile(file, (await readFile(file)).fill('x', 100, 101));
    expect(does).toThrow('1 computed checksum did NOT match');
  });
});

describe('a log that a thread reads', () => {
  const THREAD = {
    file: new URL('main.ts', import.meta.url),
    execArgv: ['--import', new URL('../../../test/support/typescript-hooks.mjs', import.meta.url).href],
    from: 1,
  };
  const IN = (bundle: string) => ({ root: bundle, size: SIZE, raw: false });
  const askBy = (thread: ThreadProgram, ...args: readonly string[]): Answer => {
    const lines: string[] = [];
    const out = (text: string): void => void lines.push(text);
    run([...args, '--policy', join(place, 'policy'), '--json'], { out, err: () => {}, thread });
    return JSON.parse(lines.at(-1) ?? '') as Answer;
  };

  it('is what one thread makes of it, bundle by bundle', () => {
    const thread = startEntriesThread(THREAD, IN(whole));
    // With one core there is none.
    if (availableParallelism() < 2) return expect(thread).toBeNull();
    const alone = createPreparer(openFolder(whole), IN(whole));
    for (let index = 0; index < 3; index += 1) expect(thread?.next()).toMatchObject(alone(index) ?? {});
    thread?.close();
  });

  it('is judged as by one thread, whether it is whole, changed or has lost a file', async () => {
    const changed = join(place, 'changed-beside');
    const lost = join(place, 'lost-beside');
    for (const bundle of [changed, lost]) await cp(whole, bundle, { recursive: true });
    const file = join(changed, 'tile/entries/001');
    await writeFile(file, (await readFile(file)).fill('x', 100, 101));
    await rm(join(lost, 'tile/entries/001'));
    for (const bundle of [whole, changed, lost])
      expect(askBy(THREAD, 'verify', bundle)).toEqual(ask('verify', bundle));
  });

  it('is read without it where it does not answer', () => {
    const silent = { ...THREAD, file: new URL('data:text/javascript,'), execArgv: [], patienceMs: 50 };
    expect(askBy(silent, 'verify', whole)).toEqual(ask('verify', whole));
  });
});

describe('a mirror of a log that has grown', () => {
  it('is sound for each checkpoint, with the wider tiles that took the place of its own', async () => {
    const sizes = [600, 790];
    const mirror = await export_('mirror', await aLog('mirror', { size: 800, signedAt: sizes }));
    const notes = await Promise.all(
      (await readdir(join(mirror, 'checkpoints'))).map((file) => readFile(join(mirror, 'checkpoints', file))),
    );
    await rm(join(mirror, 'manifest.json'));
    await rm(join(mirror, 'checkpoints'), { recursive: true });
    for (const [index, size] of sizes.entries()) {
      await writeFile(join(mirror, 'checkpoint'), notes[index] ?? '');
      expect(ask('verify', mirror)).toMatchObject({ exit: 0, events: size, findings: [] });
      expect(
        ask('consistency', join(mirror, 'checkpoint'), join(whole, 'checkpoint'), '--tiles', mirror).findings,
      ).toEqual([]);
    }
    const tile = join(mirror, 'tile/1/000.p/3');
    await writeFile(tile, (await readFile(tile)).fill(0, 0, 1));
    expect(ask('verify', mirror).findings).toMatchObject([{ code: 'TILE_DIFFERS' }]);
  });
});

type Tampered = Awaited<ReturnType<typeof aLog>>;
const replace = (log: MemoryLog, index: number, bytes: Uint8Array): void => {
  const event = log.events[index];
  if (event) log.events[index] = { ...event, bytes };
};

/** Makes every later event of the streams anew, each following the one before it. */
function chainAnew({ log }: Tampered, from: number): void {
  for (let index = from; index < log.events.length; index += 1) {
    const before = log.events[index - 3];
    const said = JSON.parse(Buffer.from(log.events[index]?.bytes ?? []).toString()) as object;
    replace(log, index, canonicalBytes({ ...said, prev: before ? leafHash(before.bytes) : null }));
  }
}

const BRACKET = { code: 'CHECKPOINT_DIFFERS', index: 256 };

/** What whoever has the database can do, and then exports: what is found, and where. */
const THREATS: readonly (readonly [string, (made: Tampered) => void, readonly object[]])[] = [
  [
    'an event changed',
    ({ log }) =>
      replace(log, AT, eventBytes(AT, leafHash(log.events[AT - 3]?.bytes ?? Buffer.alloc(0)), { data: {} })),
    [{ code: 'CHAIN_BROKEN', index: AT + 3 }, BRACKET],
  ],
  [
    'an event changed and the chain made anew',
    (made) => {
      replace(
        made.log,
        AT,
        eventBytes(AT, leafHash(made.log.events[AT - 3]?.bytes ?? Buffer.alloc(0)), { data: {} }),
      );
      chainAnew(made, AT + 1);
    },
    [BRACKET],
  ],
  [
    'an event overwritten with 0xFF',
    ({ log }) => replace(log, AT, Buffer.alloc(80, 0xff)),
    [{ code: 'NOT_CANONICAL', index: AT }, BRACKET],
  ],
  [
    'an event deleted',
    ({ log }) => void log.events.splice(AT, 1),
    [{ code: 'CHAIN_BROKEN', index: AT + 2 }, BRACKET, { code: 'ENTRIES_MISSING' }],
  ],
  [
    'a stream deleted',
    ({ log }) => {
      const kept = log.events.filter((_, index) => index % 3 !== 2);
      log.events.splice(0, log.events.length, ...kept);
    },
    [{ code: 'CHECKPOINT_DIFFERS', index: 0 }, { code: 'ENTRIES_MISSING' }],
  ],
  [
    'two events of one stream in each other’s place',
    ({ log }) => {
      const [a, b] = [log.events[AT]?.bytes, log.events[AT + 3]?.bytes];
      if (a && b) {
        replace(log, AT, b);
        replace(log, AT + 3, a);
      }
    },
    [{ code: 'CHAIN_BROKEN', index: AT }, BRACKET],
  ],
  [
    'an event inserted twice',
    ({ log }) => replace(log, AT + 3, log.events[AT]?.bytes ?? Buffer.alloc(0)),
    [{ code: 'DUPLICATE_ID', index: AT + 3 }, BRACKET],
  ],
  [
    'an event of another ledger',
    ({ log }) =>
      replace(
        log,
        AT,
        eventBytes(AT, leafHash(log.events[AT - 3]?.bytes ?? Buffer.alloc(0)), { ledger: 'x' }),
      ),
    [{ code: 'OTHER_LEDGER', index: AT }, BRACKET],
  ],
  [
    'an event that is none',
    ({ log }) => replace(log, AT, Buffer.from('{"a":1}')),
    [{ code: 'NOT_AN_EVENT', index: AT }, BRACKET],
  ],
  [
    'every event said to be of another ledger',
    ({ log }) => {
      for (let index = 0; index < SIZE; index += 1) {
        const before = log.events[index - 3];
        replace(log, index, eventBytes(index, before ? leafHash(before.bytes) : null, { ledger: 'x' }));
      }
    },
    [{ code: 'OTHER_LEDGER', index: 0 }],
  ],
  ['the end cut off', ({ log }) => void log.events.splice(500), [{ code: 'ENTRIES_MISSING', index: 500 }]],
  [
    'the last event changed',
    ({ log }) =>
      replace(
        log,
        SIZE - 1,
        eventBytes(SIZE - 1, leafHash(log.events[SIZE - 4]?.bytes ?? Buffer.alloc(0)), { data: {} }),
      ),
    [{ code: 'CHECKPOINT_DIFFERS', index: 400 }, { code: 'ROOT_DIFFERS' }],
  ],
];

describe('a log that was changed in the database', () => {
  it.each(THREATS)('%s, is found', async (what, tamper, wanted) => {
    const name = what.replaceAll(/\W+/g, '-');
    const made = await aLog(name, { size: SIZE, signedAt: SIGNED_AT });
    tamper(made);
    const bundle = await export_(name, made);
    const { exit, findings } = ask('verify', bundle);
    expect(exit).toBe(1);
    for (const one of wanted) expect(findings).toContainEqual(expect.objectContaining(one));
  });

  it('and signed anew with the stolen key, is found by a pin alone', async () => {
    const made = await aLog('stolen', { size: SIZE, signedAt: [] });
    const { pin } = ask('pins', join(whole, 'checkpoint'));
    replace(
      made.log,
      AT,
      eventBytes(AT, leafHash(made.log.events[AT - 3]?.bytes ?? Buffer.alloc(0)), { data: {} }),
    );
    chainAnew(made, AT + 1);
    const tree = openLogTree(made.store);
    await tree.catchUp();
    const book = memoryBook();
    const note = signNote(writeCheckpoint({ origin: ORIGIN, size: SIZE, root: tree.tree.root() }), [key]);
    await book.publish({ size: SIZE, note });
    const bundle = await export_('stolen', { ...made, book });
    expect(ask('verify', bundle).exit).toBe(0);
    await writeFile(join(place, 'pins'), `${pin}\n`);
    expect(codesOf(ask('verify', bundle, '--pins', join(place, 'pins')))).toEqual(['PIN_DIFFERS']);
    expect(codesOf(ask('consistency', join(whole, 'checkpoint'), join(bundle, 'checkpoint')))).toEqual([
      'NOT_CONSISTENT',
    ]);
  });
});

describe('a bundle that was changed on its way', () => {
  const changed = async (name: string, change: (bundle: string) => Promise<unknown>): Promise<Answer> => {
    const bundle = join(place, name);
    await cp(whole, bundle, { recursive: true });
    await change(bundle);
    return ask('verify', bundle);
  };

  it('in one event, is found at its index, with the sealed hashes beside it', async () => {
    const answer = await changed('entry', async (bundle) => {
      const file = join(bundle, 'tile/entries/001');
      const entries = [...(entriesIn(await readFile(file)) ?? [])];
      entries[AT - 256] = eventBytes(AT, null);
      await writeFile(file, writeEntries(entries));
    });
    expect(answer.exit).toBe(1);
    expect(codesOf(answer)).toEqual(
      expect.arrayContaining(['FILE_DIFFERS', 'ROOT_DIFFERS', 'ENTRY_DIFFERS']),
    );
    expect(answer.findings).toContainEqual(expect.objectContaining({ code: 'ENTRY_DIFFERS', index: AT }));
  });

  it('in its hashes, its signature, its key, or by a file that is gone, is found', async () => {
    const flip = async (file: string): Promise<void> => {
      const content = await readFile(file);
      content[20] = (content[20] as number) ^ 1;
      await writeFile(file, content);
    };
    expect(codesOf(await changed('hashes', (bundle) => flip(join(bundle, 'tile/0/000'))))).toContain(
      'TILE_DIFFERS',
    );
    const upper = await changed('upper', (bundle) => flip(join(bundle, 'tile/1/000.p/2')));
    expect(upper.findings).toContainEqual(
      expect.objectContaining({ code: 'TILE_DIFFERS', detail: 'tile/1/000.p/2' }),
    );
    const signature = await changed('signature', async (bundle) => {
      const note = await readFile(join(bundle, 'checkpoint'), 'utf8');
      await writeFile(join(bundle, 'checkpoint'), note.replace(`${ORIGIN}\n600`, `${ORIGIN}\n599`));
    });
    expect(codesOf(signature)).toContain('INVALID_SIGNATURE');
    const other = await changed('key', async (bundle) => {
      const note = await readFile(join(bundle, 'checkpoint'), 'utf8');
      const checkpoint = parseCheckpoint(readNote(note)?.text ?? '');
      if (!checkpoint) throw new Error(note);
      await rm(join(bundle, 'manifest.json'));
      await rm(join(bundle, 'checkpoints'), { recursive: true });
      await writeFile(
        join(bundle, 'checkpoint'),
        signNote(writeCheckpoint(checkpoint), [makeSignerKey(ORIGIN)]),
      );
    });
    expect(other).toMatchObject({ verdict: 'UNDECIDED', exit: 2, findings: [{ code: 'UNKNOWN_LOG' }] });
    expect(codesOf(await changed('gone', (bundle) => rm(join(bundle, 'checkpoint'))))).toContain(
      'FILE_MISSING',
    );
    const noBundle = await changed('no-entries', async (bundle) => {
      await rm(join(bundle, 'manifest.json'));
      await rm(join(bundle, 'tile/entries/001'));
    });
    expect(noBundle.findings).toContainEqual(
      expect.objectContaining({ code: 'ENTRIES_MISSING', index: 256 }),
    );
    await writeFile(join(place, 'lost-pins'), `${ask('pins', join(whole, 'checkpoint')).pin}\n`);
    const lost = await changed('lost', (bundle) => rm(join(bundle, 'tile/entries/001')));
    const pinned = ask('verify', join(place, 'lost'), '--pins', join(place, 'lost-pins'));
    for (const answer of [lost, pinned])
      expect(answer).toMatchObject({
        exit: 2,
        events: 256,
        findings: [{ code: 'FILE_MISSING', detail: 'tile/entries/001' }],
      });
    const lostAndChanged = await changed('lost-and-changed', async (bundle) => {
      await rm(join(bundle, 'tile/entries/001'));
      await writeFile(join(bundle, 'tile/entries/000'), writeEntries([eventBytes(0, 'another')]));
    });
    expect(codesOf(lostAndChanged)).toContain('ENTRIES_MISSING');
    const noNote = await changed('no-note', (bundle) => writeFile(join(bundle, 'checkpoint'), 'nothing'));
    expect(codesOf(noNote)).toContain('UNREADABLE');
  });
});

describe('a change of key', () => {
  it('is followed where the log records it; a checkpoint of the old key alone is then refused', async () => {
    const made = await aLog('rotated', { size: 30, signedAt: [] });
    const next = makeSignerKey(ORIGIN);
    const [previousKey, nextKey] = [key, next].map((one) => writeVerifierKey(verifierOf(one)));
    const before = made.log.events[27];
    const rotation = eventBytes(30, leafHash(before?.bytes ?? Buffer.alloc(0)), {
      type: 'LogKeyRotated',
      data: { previousKey, nextKey },
    });
    await made.store.append('ledger', 'any', [
      { id: '00000000-0000-4000-8000-000000000030', type: 'LogKeyRotated', bytes: rotation },
    ]);
    await made.tree.catchUp();
    const text = writeCheckpoint({ origin: ORIGIN, size: 31, root: made.tree.tree.root() });
    await made.book.publish({ size: 31, note: signNote(text, [key, next]) });
    await made.book.publish({ size: 31, note: signNote(text, [next]) });
    expect(ask('verify', await export_('rotated', made))).toMatchObject({ exit: 0, findings: [] });
    await made.book.publish({ size: 31, note: signNote(text, [key]) });
    const retired = await export_('retired', made);
    expect(codesOf(ask('verify', retired))).toEqual(['RETIRED_KEY']);

    // Without what else there was to be compared, and whichever name comes first.
    await rm(join(retired, 'manifest.json'));
    await cp(join(retired, 'checkpoint'), join(retired, 'checkpoints', '000000000000'));
    expect(ask('verify', retired).findings).toContainEqual(
      expect.objectContaining({ code: 'RETIRED_KEY', detail: 'checkpoints/000000000000' }),
    );
    await rm(join(retired, 'checkpoints'), { recursive: true });
    expect(ask('verify', retired)).toMatchObject({ exit: 1, findings: [{ code: 'RETIRED_KEY' }] });
    await writeFile(join(retired, 'checkpoint'), signNote(text, [key, next]));
    expect(ask('verify', retired)).toMatchObject({ exit: 0, findings: [] });
  });
});

describe('verify-event', () => {
  it('takes an event with its proof, and no other', async () => {
    const made = await aLog('proofs', { size: 50, signedAt: [] });
    const latest = await made.book.latest();
    const proof = writeEventProof({
      index: 7,
      hashes: made.tree.tree.inclusionProof(7, 50),
      checkpoint: latest?.note ?? '',
    });
    const [proofFile, event, other] = ['event.tlog-proof', 'event.json', 'other.json'].map((name) =>
      join(place, name),
    ) as [string, string, string];
    await writeFile(proofFile, proof);
    await writeFile(event, made.log.events[7]?.bytes ?? '');
    await writeFile(other, made.log.events[8]?.bytes ?? '');
    expect(ask('verify-event', proofFile, event)).toMatchObject({ exit: 0, index: 7 });
    expect(codesOf(ask('verify-event', proofFile, other))).toEqual(['NOT_INCLUDED']);
    expect(codesOf(ask('verify-event', event, event))).toEqual(['UNREADABLE']);
  });
});

describe('receipt', () => {
  const promise = (leaves: readonly Uint8Array[], { by = key, name = `${ORIGIN}/receipts` } = {}) => {
    const text = writeReceipt({
      origin: name,
      sealedBy: '2025-06-01T00:00:00.000Z',
      leaves: leaves.map((bytes) => Buffer.from(leafHash(bytes), 'hex')),
    });
    return signNote(text, [by]);
  };

  it('is kept where the log holds its events, and broken where one is not and later ones are', async () => {
    const receipts = makeSignerKey(`${ORIGIN}/receipts`);
    const policy = join(place, 'receipts-policy');
    const keys = [key, receipts].map((one) => `log ${writeVerifierKey(verifierOf(one))}\n`);
    await writeFile(policy, `${keys.join('')}quorum none\n`);
    const made = await aLog('receipts', { size: 20, signedAt: [] });
    const bundle = await export_('receipts', made);
    const file = join(place, 'receipt');
    const asked = async (note: string, ...more: readonly string[]): Promise<Answer> => {
      await writeFile(file, note);
      return ask('receipt', file, bundle, ...more, '--policy', policy);
    };
    const [there, other] = [made.log.events[7]?.bytes, made.log.events[9]?.bytes].map(
      (bytes) => bytes ?? Buffer.alloc(0),
    ) as [Uint8Array, Uint8Array];
    const gone = Buffer.from('gone');
    expect(await asked(promise([there, other], { by: receipts }))).toMatchObject({
      exit: 0,
      indexes: [7, 9],
    });
    // The events of this log were recorded after the time that was promised.
    expect(await asked(promise([there, gone], { by: receipts }))).toMatchObject({
      exit: 1,
      indexes: [7],
      findings: [{ code: 'RECEIPT_BROKEN' }],
    });
    expect(codesOf(await asked(promise([gone], { by: makeSignerKey(`${ORIGIN}/receipts`) })))).toEqual([
      'UNKNOWN_LOG',
    ]);
    // The key of the log signs no receipts, and that of receipts none of another log.
    expect(codesOf(await asked(promise([gone])))).toEqual(['UNKNOWN_LOG']);
    expect(codesOf(await asked(promise([gone], { by: receipts, name: 'entente/else/receipts' })))).toEqual([
      'UNKNOWN_LOG',
    ]);
    expect(codesOf(await asked(promise([gone], { by: receipts }).replace('2025-06', '2025-07')))).toEqual([
      'INVALID_SIGNATURE',
    ]);
    expect(codesOf(await asked('nothing'))).toEqual(['UNREADABLE']);
    expect(run(['receipt', file, bundle, '--policy', policy, '--at', 'today'], SILENT)).toBe(3);
  });
});

describe('diff', () => {
  it('names the first event in which two bundles of one log differ, and none where one continues the other', async () => {
    const made = await aLog('diff', { size: 40, signedAt: [] });
    const shorter = await export_('shorter', made);
    expect(ask('diff', whole, shorter)).toMatchObject({ exit: 0, same: 40, findings: [] });
    replace(
      made.log,
      12,
      eventBytes(12, leafHash(made.log.events[9]?.bytes ?? Buffer.alloc(0)), { data: {} }),
    );
    const changed = ask('diff', whole, await export_('changed', made));
    expect(changed.findings).toContainEqual(expect.objectContaining({ code: 'BUNDLES_DIFFER', index: 12 }));
    const other = await aLog('diff-other', { size: 2, signedAt: [] });
    const text = writeCheckpoint({ origin: 'entente/x', size: 2, root: other.tree.tree.root() });
    const book = memoryBook();
    await book.publish({ size: 2, note: signNote(text, [key]) });
    expect(codesOf(ask('diff', whole, await export_('other', { ...other, book })))).toContain('UNREADABLE');
  });
});

describe('consistency', () => {
  it('takes an older checkpoint of the same log, with the tiles of the newer', async () => {
    const [first = ''] = await readdir(join(whole, 'checkpoints'));
    const [old, now] = [join(whole, 'checkpoints', first), join(whole, 'checkpoint')];
    expect(ask('consistency', old, now, '--tiles', whole)).toMatchObject({ exit: 0, findings: [] });
    expect(ask('consistency', old, now)).toMatchObject({ exit: 2, findings: [{ code: 'FILE_MISSING' }] });
    // Which is the older, their sizes say.
    expect(ask('consistency', now, old, '--tiles', whole)).toMatchObject({
      exit: 0,
      checkpoint: { size: SIZE },
      findings: [],
    });
  });
});

describe('a policy that asks for witnesses', () => {
  it('is not content without them: never sound, and no tampering', async () => {
    const witness = writeVerifierKey(verifierOf(makeSignerKey('witness.example'), 'COSIGNATURE'));
    await mkdir(join(place, 'w'));
    const policy = join(place, 'w', 'policy');
    await writeFile(policy, `log ${writeVerifierKey(verifierOf(key))}\nwitness w ${witness}\nquorum w\n`);
    const lines: string[] = [];
    const out = (text: string): void => void lines.push(text);
    expect(run(['verify', whole, '--policy', policy], { out, err: out })).toBe(2);
    expect(lines.join('\n')).toContain('NOT_WITNESSED');
    expect(lines.at(-1)).toContain('UNDECIDED');

    const now = join(whole, 'checkpoint');
    expect(run(['consistency', now, now, '--policy', policy, '--json'], { out, err: out })).toBe(2);
    expect(codesOf(JSON.parse(lines.at(-1) ?? '') as Answer)).toEqual(['NOT_WITNESSED']);
  });

  it('is content with a quorum of them, whose cosignatures are as new as it asks', async () => {
    const [a, b] = ['a.example', 'b.example'].map(makeSignerKey) as [SignerKey, SignerKey];
    const policy = join(place, 'w', 'quorum');
    const line = (name: string, one: SignerKey): string =>
      `witness ${name} ${writeVerifierKey(verifierOf(one, 'COSIGNATURE'))}\n`;
    await writeFile(
      policy,
      `log ${writeVerifierKey(verifierOf(key))}\n${line('a', a)}${line('b', b)}group both 2 a b\nquorum both\n`,
    );
    const bundle = join(place, 'cosigned');
    await cp(whole, bundle, { recursive: true });
    await rm(join(bundle, 'manifest.json'));
    const note = await readFile(join(whole, 'checkpoint'), 'utf8');
    const text = readNote(note)?.text ?? '';
    const seen = Date.parse('2026-01-02T12:00:00Z') / 1_000;
    const cosigned = (...by: readonly SignerKey[]) =>
      writeFile(
        join(bundle, 'checkpoint'),
        `${note}${by.map((one, index) => cosignatureLine(text, one, seen - index)).join('')}`,
      );
    const verify = (...more: readonly string[]) => ask('verify', bundle, '--policy', policy, ...more);
    await cosigned(a);
    expect(verify()).toMatchObject({ exit: 2, findings: [{ code: 'NOT_WITNESSED' }] });
    await cosigned(a, b);
    expect(verify()).toMatchObject({ exit: 0, findings: [], witnesses: ['a.example', 'b.example'] });
    const fresh = (at: string) => verify('--fresh', '24', '--at', at);
    expect(fresh('2026-01-03T11:00:00Z')).toMatchObject({ exit: 0 });
    expect(fresh('2026-01-03T12:00:00Z')).toMatchObject({ exit: 2, findings: [{ code: 'NOT_FRESH' }] });
    expect(run(['verify', whole, '--policy', join(place, 'policy'), '--fresh', '24'], SILENT)).toBe(3);
    // A cosignature that is not by the key whose name it bears.
    await writeFile(join(bundle, 'checkpoint'), `${note}${cosignatureLine(`${text}x\n`, a, seen)}`);
    expect(codesOf(verify())).toEqual(['INVALID_SIGNATURE']);
  });
});

describe('an auditor who trusts a time-stamping authority', () => {
  const vectors = join(import.meta.dirname, '../../../test/vectors/time-stamp');
  const verify = (bundle: string, authority = 'ca.pem') =>
    ask('verify', bundle, '--tsa', join(vectors, authority));

  it('is shown when events were there at the latest, by a stamp that was verified', async () => {
    // The vector stamps the checkpoint of another log: its text stands here among the earlier ones, which nobody signed.
    const bundle = join(place, 'stamped');
    await cp(whole, bundle, { recursive: true });
    await rm(join(bundle, 'manifest.json'));
    await mkdir(join(bundle, 'tsa'));
    const text = await readFile(join(vectors, 'text'), 'utf8');
    await writeFile(join(bundle, 'checkpoints/stamped'), signNote(text, [makeSignerKey('nobody')]));
    expect(verify(bundle)).toMatchObject({ exit: 2, findings: [{ code: 'NOT_TIME_STAMPED' }] });
    await cp(join(vectors, 'answer.tsr'), join(bundle, 'tsa/stamped.tsr'));
    expect(verify(bundle)).toMatchObject({
      exit: 0,
      findings: [],
      timeStamps: ['3 events by 2026-11-29T10:50:56.000Z (CN=Test time stamps)'],
    });
    expect(verify(bundle, 'other.pem')).toMatchObject({
      exit: 2,
      findings: [{ code: 'TIME_STAMP_UNTRUSTED' }],
    });
    expect(ask('verify', bundle)).toMatchObject({ exit: 0, timeStamps: [] });
    await cp(join(vectors, 'answer.tsr'), join(bundle, 'tsa/000000000001.tsr'));
    expect(verify(bundle)).toMatchObject({ exit: 1, findings: [{ code: 'TIME_STAMP_INVALID' }] });
    expect(
      run(['verify', bundle, '--policy', join(place, 'policy'), '--tsa', join(vectors, 'text')], SILENT),
    ).toBe(3);
  });
});

describe('the program', () => {
  const exitOf = (...args: readonly string[]): number => run(args, SILENT);

  it('explains every finding in both languages', () => {
    const lines: string[] = [];
    const out = (text: string): void => void lines.push(text);
    expect(run(['explain'], { out, err: out })).toBe(0);
    for (const code of Object.keys(FINDINGS)) expect(lines.join('\n')).toContain(code);
    expect(exitOf('explain', 'NOTHING')).toBe(3);
  });

  it('exits with 2, never as for tampering, where it cannot go on', async () => {
    const bundle = join(place, 'names');
    await cp(whole, bundle, { recursive: true });
    for (const path of ['a\0b', 'x'.repeat(5_000), 'loop']) {
      await symlink('loop', join(bundle, 'loop')).catch(() => undefined);
      await writeFile(join(bundle, 'manifest.json'), JSON.stringify({ files: { [path]: '' } }));
      expect(ask('verify', bundle)).toMatchObject({ exit: 2, verdict: 'UNDECIDED' });
    }
    const out = (): never => {
      throw new Error('no room');
    };
    const said: string[] = [];
    expect(run(['explain'], { out, err: (text) => said.push(text) })).toBe(2);
    expect(said[0]).toBe('no room');
  });

  it('shows what a bundle says without letting it write a verdict', async () => {
    const bundle = join(place, 'shown');
    await cp(whole, bundle, { recursive: true });
    const path = 'x\nSOUND / INTÈGRE\u001b[8m\u009b\u202e\u2028\u{e0001}';
    await writeFile(join(bundle, 'manifest.json'), JSON.stringify({ files: { [path]: '' } }));
    const lines: string[] = [];
    const out = (text: string): void => void lines.push(text);
    expect(run(['verify', bundle, '--policy', join(place, 'policy')], { out, err: out })).toBe(2);
    const shown = lines.join('\n');
    expect(shown).toContain('x\\u000aSOUND / INTÈGRE\\u001b[8m\\u009b\\u202e\\u2028\\u{e0001}');
    expect(shown).not.toMatch(/^SOUND/m);
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(ask('verify', bundle).findings).toContainEqual(expect.objectContaining({ detail: path }));
  });

  it('says of an entry that is nested without end that it is none', async () => {
    const made = await aLog('deep', { size: 3, signedAt: [] });
    replace(made.log, 2, Buffer.from(`${'['.repeat(32_767)}${']'.repeat(32_767)}`));
    expect(codesOf(ask('verify', await export_('deep', made)))).toContain('NOT_CANONICAL');
  });

  it('exits with 3 for what it is not made for', async () => {
    expect(exitOf('--help')).toBe(0);
    await writeFile(join(place, 'no-log'), 'quorum none\n');
    await writeFile(join(place, 'bad-pins'), 'one two\n');
    const policy = ['--policy', join(place, 'policy')];
    for (const args of [
      [],
      ['verify'],
      ['verify', whole],
      ['nothing', ...policy],
      ['verify', whole, '--what'],
      ['verify', whole, '--policy', join(place, 'missing')],
      ['verify', whole, '--policy', join(place, 'no-log')],
      ['verify', whole, '--pins', join(place, 'bad-pins'), ...policy],
      ['verify', whole, '--policy', join(whole, 'checkpoint')],
    ])
      expect(exitOf(...args)).toBe(3);
  });
});
