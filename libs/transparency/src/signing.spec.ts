import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryEventStore, createMemoryLog } from '@entente/event-store';
import {
  createLogTree,
  leafHash,
  makeSignerKey,
  nodeHash,
  openNote,
  parseCheckpoint,
  verifierOf,
  verifyConsistency,
  type Checkpoint,
  type SignerKey,
} from '@entente/proof';
import { StartupProblem } from '@entente/platform';
import type { CheckpointBook, PublishedCheckpoint } from './checkpoint-book.js';
import { makeFirstKey } from './first-key.js';
import { openLogTree } from './log-tree.js';
import { signerFolder, type SignerFolder } from './signer-folder.js';
import { NotAnExtensionError, signOnce, type SigningParts } from './signing.js';
import { removeFolder } from '../../../test/support/names-in-clear.js';

const ORIGIN = 'entente/test';

function memoryBook(): CheckpointBook & { readonly notes: readonly string[] } {
  const notes: string[] = [];
  const sizeOf = (note: string) => checkpointOf(note).size;
  const asPublished = (note: string): PublishedCheckpoint => ({
    number: notes.indexOf(note),
    size: sizeOf(note),
    note,
    published: new Date(0),
  });
  return {
    notes,
    publish: async ({ note }) => {
      if (!notes.includes(note)) notes.push(note);
    },
    latest: async () =>
      notes
        .map(asPublished)
        .reduce<PublishedCheckpoint | null>((a, b) => (a && a.size > b.size ? a : b), null),
    page: async (after, limit) => notes.slice(after + 1, after + 1 + limit).map(asPublished),
  };
}

function checkpointOf(note: string): Checkpoint {
  const checkpoint = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  if (!checkpoint) throw new Error(`no checkpoint: ${note}`);
  return checkpoint;
}

let path = '';
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'entente-test-signer-'));
});
afterEach(() => removeFolder(path));

function aLog() {
  const log = createMemoryLog();
  const store = createMemoryEventStore({ log });
  const book = memoryBook();
  const folder = signerFolder(path);
  let written = 0;
  let rotatedAt: number | null = null;
  const add = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      const id = `00000000-0000-4000-8000-${String(written).padStart(12, '0')}`;
      // Every third is of another program that writes into the same log: it has no leaf.
      const stream = written % 3 === 2 ? 'other' : 'agreement-a';
      await store.append(stream, 'any', [{ id, type: 'T', bytes: Buffer.from(`event ${written}`) }]);
      written += 1;
    }
  };
  const leaves = (): readonly Uint8Array[] =>
    log.events.filter(({ stream }) => stream !== 'other').map(({ bytes }) => bytes);
  return {
    log,
    store,
    book,
    folder,
    add,
    leaves,
    rotated: (index: number) => {
      rotatedAt = index;
    },
    /** What a process that has just started signs with. */
    parts: (over: Partial<SigningParts> = {}): SigningParts => ({
      tree: openLogTree(store),
      folder,
      book,
      origin: ORIGIN,
      rotationOf: async () => rotatedAt,
      ...over,
    }),
  };
}

function rootOf(leaves: readonly Uint8Array[]): string {
  const tree = createLogTree();
  for (const bytes of leaves) tree.append(Buffer.from(leafHash(bytes), 'hex'));
  return Buffer.from(tree.root()).toString('hex');
}

const withKey = async (folder: SignerFolder): Promise<SignerKey> => {
  const key = makeSignerKey(ORIGIN);
  await folder.keepKey(key);
  return key;
};

describe('signing once', () => {
  it('signs the tree over the bytes of the ledger’s own events, in the order of the log', async () => {
    const { book, folder, add, leaves, parts } = aLog();
    const key = await withKey(folder);
    expect(await signOnce(parts())).toBeNull();
    await add(10);
    const signed = await signOnce(parts());
    expect(signed).toMatchObject({ size: 7 });
    const note = signed?.note ?? '';
    expect(openNote(note, [verifierOf(key)]).problem).toBeNull();
    expect(checkpointOf(note)).toMatchObject({ origin: ORIGIN, size: 7, extensions: [] });
    expect(Buffer.from(checkpointOf(note).root).toString('hex')).toBe(rootOf(leaves()));
    expect(book.notes).toEqual([note]);
    expect(await readFile(join(path, 'last-signed'), 'utf8')).toBe(note);
  });

  it('signs again only when the log has grown, and each checkpoint is the beginning of the next', async () => {
    const { book, folder, add, parts } = aLog();
    await withKey(folder);
    const going = parts();
    for (const count of [1, 0, 5, 2, 0, 300]) {
      await add(count);
      await signOnce(going);
    }
    expect(book.notes).toHaveLength(4);
    const checkpoints = book.notes.map(checkpointOf);
    for (const [index, to] of checkpoints.entries()) {
      const from = checkpoints[index - 1];
      if (!from) continue;
      const proof = going.tree.tree.consistencyProof(from.size, to.size);
      expect(verifyConsistency({ from, to }, proof, nodeHash)).toBe(true);
    }
  });

  it.each([
    [
      'an event whose bytes were changed',
      ({ log }: ReturnType<typeof aLog>) => {
        const [first] = log.events;
        if (first) log.events[0] = { ...first, bytes: Buffer.from('another') };
      },
    ],
    [
      'events that were cut off its end',
      ({ log }: ReturnType<typeof aLog>) => {
        log.events.splice(4);
      },
    ],
    [
      'two events that changed places',
      ({ log }: ReturnType<typeof aLog>) => {
        const [a, b] = log.events;
        if (a && b) log.events.splice(0, 2, { ...b, position: a.position }, { ...a, position: b.position });
      },
    ],
  ])('refuses a log with %s, at each start, and signs nothing', async (_what, tamper) => {
    const made = aLog();
    const { book, folder, add, parts } = made;
    await withKey(folder);
    await add(9);
    await signOnce(parts());
    const kept = await folder.lastSigned();
    tamper(made);
    await expect(signOnce(parts())).rejects.toThrow(NotAnExtensionError);
    await add(9);
    await expect(signOnce(parts())).rejects.toThrow(NotAnExtensionError);
    expect(book.notes).toHaveLength(1);
    expect(await folder.lastSigned()).toBe(kept);
  });

  it('refuses an older copy of log and book, which only the folder shows', async () => {
    const { log, folder, add, parts } = aLog();
    await withKey(folder);
    await add(9);
    await signOnce(parts());
    log.events.splice(4);
    await expect(signOnce(parts({ book: memoryBook() }))).rejects.toThrow(/of 6 was signed/);
  });

  it('refuses a folder that was lost, where the book has what the log no longer is', async () => {
    const { log, folder, add, parts } = aLog();
    const key = await withKey(folder);
    await add(9);
    await signOnce(parts());
    await rm(join(path, 'last-signed'));
    log.events.splice(4);
    await expect(signOnce(parts())).rejects.toThrow(NotAnExtensionError);
    expect(await folder.key()).toEqual(key);
  });

  it('refuses without a key, with the key of another ledger, and with a last checkpoint that is damaged', async () => {
    const { folder, add, parts } = aLog();
    await add(1);
    await expect(signOnce(parts())).rejects.toThrow(/entente key create/);
    await folder.keepKey(makeSignerKey('entente/another'));
    await expect(signOnce(parts())).rejects.toThrow(/of another ledger/);
    await rm(join(path, 'log.key'));
    await withKey(folder);
    await signOnce(parts());
    await writeFile(join(path, 'last-signed'), 'nothing');
    await expect(signOnce(parts())).rejects.toThrow(/damaged/);
    await writeFile(join(path, 'log.key'), 'nothing');
    await expect(signOnce(parts())).rejects.toThrow(/does not hold a signing key/);
  });
});

describe('the folder', () => {
  it('keeps a key once, and is its owner’s alone', async () => {
    const folder = signerFolder(path);
    await withKey(folder);
    await expect(withKey(folder)).rejects.toThrow(/is there already/);
    await folder.keepNextKey(makeSignerKey(ORIGIN));
    await expect(folder.keepNextKey(makeSignerKey(ORIGIN))).rejects.toThrow(/is there already/);
  });

  it('keeps one of several keys that are made at once, and nothing of the others', async () => {
    for (const keep of ['keepKey', 'keepNextKey'] as const) {
      const folder = signerFolder(join(path, keep));
      const keys = Array.from({ length: 8 }, () => makeSignerKey(ORIGIN));
      const outcomes = await Promise.allSettled(keys.map((key) => folder[keep](key)));
      const won = keys.filter((_, index) => outcomes[index]?.status === 'fulfilled');
      const kept = keep === 'keepKey' ? await folder.key() : await folder.nextKey();
      expect(won).toEqual([kept]);
      expect(await readdir(folder.path)).toHaveLength(1);
    }
  });
});

describe('the first key', () => {
  it('is made once, and never in the place of one that signed', async () => {
    const { book, folder, add, parts } = aLog();
    const key = await makeFirstKey(folder, ORIGIN, book);
    expect(await folder.key()).toEqual(key);
    await expect(makeFirstKey(folder, ORIGIN, book)).rejects.toThrow(/is there already/);
    await add(1);
    await signOnce(parts());
    await rm(join(path, 'log.key'));
    const again = makeFirstKey(folder, ORIGIN, book);
    await expect(again).rejects.toThrow(StartupProblem);
    await expect(again).rejects.toThrow(/is missing from/);
    expect(await folder.key()).toBeNull();
  });
});

describe('a new key', () => {
  it('signs beside the old one until the event that records it is covered, then alone', async () => {
    const { book, folder, add, rotated, parts } = aLog();
    const old = await withKey(folder);
    await add(3);
    await signOnce(parts());
    const next = makeSignerKey(ORIGIN);
    await folder.keepNextKey(next);
    // Made, and not recorded yet: both sign, and the old one stays.
    await signOnce(parts());
    expect(await folder.key()).toEqual(old);
    rotated(2);
    await add(1);
    await signOnce(parts());
    expect([await folder.key(), await folder.nextKey()]).toEqual([next, null]);
    await add(1);
    await signOnce(parts());
    const signedBy = (note: string): readonly boolean[] =>
      [old, next].map((key) => openNote(note, [verifierOf(key)]).problem === null);
    expect(book.notes.map(signedBy)).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [false, true],
    ]);
  });
});

it('a key that is recorded while the log is read signs what covers its record', async () => {
  const { store, folder, add, parts } = aLog();
  await withKey(folder);
  await add(3);
  const tree = openLogTree(store);
  const next = makeSignerKey(ORIGIN);
  const catchUp = async (): Promise<void> => {
    await folder.keepNextKey(next);
    await add(1);
    await tree.catchUp();
  };
  const signed = await signOnce(parts({ tree: { ...tree, catchUp } }));
  expect(openNote(signed?.note ?? '', [verifierOf(next)]).problem).toBeNull();
});

/** A process that was killed: nothing that it still had to do is done. */
class Killed extends Error {}

/** The steps of signing that leave something behind, each of which a process may be killed before or after. */
const STEPS = ['keepSigned', 'publish', 'promoteNextKey'] as const;

describe.each(STEPS.flatMap((step) => [[step, 'before'] as const, [step, 'after'] as const]))(
  'killed at %s, %s it',
  (step, when) => {
    it('goes on: no size is signed twice with two roots, and everything that was kept is published', async () => {
      const { book, folder, add, rotated, leaves, parts } = aLog();
      await withKey(folder);
      await add(4);
      await signOnce(parts());
      await folder.keepNextKey(makeSignerKey(ORIGIN));
      rotated(0);
      await add(4);

      const killAt = <T extends object>(target: T): T =>
        new Proxy(target, {
          get: (object, name) => {
            const value: unknown = Reflect.get(object, name);
            if (name !== step || typeof value !== 'function') return value;
            return async (...given: readonly unknown[]) => {
              if (when === 'after') await value.apply(object, given);
              throw new Killed();
            };
          },
        });
      await expect(signOnce(parts({ folder: killAt(folder), book: killAt(book) }))).rejects.toThrow(Killed);

      await add(3);
      const signed = await signOnce(parts());
      expect(signed?.size).toBe(leaves().length);
      expect(await folder.nextKey()).toBeNull();
      const checkpoints = book.notes.map(checkpointOf);
      const kept = await folder.lastSigned();
      expect(book.notes.at(-1)).toBe(kept);
      expect(checkpoints.map(({ size }) => size)).toEqual(
        checkpoints.map(({ size }) => size).toSorted((a, b) => a - b),
      );
      for (const { size, root } of checkpoints)
        expect(Buffer.from(root).toString('hex')).toBe(rootOf(leaves().slice(0, size)));
      expect((await readdir(path)).filter((name) => name.endsWith('.draft'))).toEqual([]);
    });
  },
);
