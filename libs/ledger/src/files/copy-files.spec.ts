import { mkdtemp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUuid } from '@entente/domain';
import { sha256 } from '@entente/proof';
import { BUCKET, startBucketServer, type BucketServer } from '../../../../test/support/bucket-server.js';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import type { Vault } from '../vault/vault.js';
import { createBucketStorage } from './bucket-storage.js';
import { checkFiles, copyFiles, CopyDiffersError } from './copy-files.js';
import { FilesUnavailableError, nameOfFile, type FileStorage } from './file-storage.js';
import { createFolderStorage } from './folder-storage.js';
import { createKeptFiles } from './kept-files.js';

let folder: string;
let server: BucketServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-copied-'));
  server = await startBucketServer();
});
afterEach(async () => {
  await server.close();
  await removeFolder(folder);
});

/** A vault of as many keys as it was asked for, some of which were destroyed. */
function place() {
  const keys = new Map<string, Buffer>();
  const erased = new Set<string>();
  const vault: Pick<Vault, 'keysFor' | 'open'> = {
    keysFor: async () => {
      const kid = `3f2b0a52-6a5e-4a27-9d7e-${String(keys.size).padStart(12, '0')}`;
      const key = Buffer.alloc(32, keys.size);
      keys.set(kid, key);
      return [{ kid, key }];
    },
    open: async (kids) => {
      // As PostgreSQL does.
      if (!kids.every(isUuid)) throw new Error('invalid input syntax for type uuid');
      return { keys: new Map([...keys].filter(([kid]) => kids.includes(kid) && !erased.has(kid))), erased };
    },
  };
  const inFolder = createFolderStorage(folder);
  const inBucket = createBucketStorage({
    ...BUCKET,
    endpoint: server.endpoint,
    prefix: 'files',
    named: 'PATH',
  });
  const keptIn = (storage: FileStorage) => createKeptFiles({ storage, vault, ledgerId: 'ledger' });
  return { inFolder, inBucket, keptIn, erased, openSealed: keptIn(inFolder).openSealed };
}

const TEXTS = ['one', 'two', 'three'].map((text) => Buffer.from(text));

describe('files that are copied', () => {
  it('open there as they did here, both ways, and nothing is copied twice', async () => {
    const { inFolder, inBucket, keptIn, openSealed } = place();
    for (const text of TEXTS) await keptIn(inFolder).keep(text);
    const copy = { from: inFolder, to: inBucket, openSealed };
    const whole = { whole: 3, erased: 0, damaged: [] };
    expect(await copyFiles({ ...copy, dryRun: true })).toEqual({ ...whole, there: 0, copied: 3 });
    expect(server.objects.size).toBe(0);
    expect(await copyFiles(copy)).toEqual({ ...whole, there: 0, copied: 3 });
    expect(await copyFiles(copy)).toEqual({ ...whole, there: 3, copied: 0 });
    for (const text of TEXTS)
      expect(await keptIn(inBucket).open(sha256(text))).toEqual({ state: 'OPENED', bytes: text });
    expect([...server.objects.values()].some((sealed) => sealed.includes('three'))).toBe(false);
    await removeFolder(folder);
    expect(await copyFiles({ from: inBucket, to: inFolder, openSealed })).toMatchObject({ copied: 3 });
    expect(await checkFiles(inFolder, { openSealed })).toEqual(whole);
    expect((await readdir(folder)).length).toBe(3);
  });

  it('are those that open: what was erased stays behind, and what is damaged is named', async () => {
    const { inFolder, inBucket, keptIn, erased, openSealed } = place();
    const [one = '', two = '', three = ''] = await Promise.all(
      TEXTS.map((text) => keptIn(inFolder).keep(text)),
    );
    for (const kid of await keptIn(inFolder).keysOf([one])) erased.add(kid);
    const sealed = (await inFolder.get(two)) ?? Buffer.alloc(0);
    await inFolder.put(two, Buffer.concat([sealed.subarray(0, -1), Buffer.of(0)]), true);
    // Somebody sent the same file to the bucket, under another key; and a damaged one lies there.
    await keptIn(inBucket).keep(TEXTS[2] ?? Buffer.alloc(0));
    const found = { whole: 1, erased: 1, damaged: [two] };
    expect(await copyFiles({ from: inFolder, to: inBucket, openSealed })).toEqual({
      ...found,
      there: 1,
      copied: 0,
    });
    server.objects.set(`files/${nameOfFile(three)}`, Buffer.from('damaged'));
    expect(await copyFiles({ from: inFolder, to: inBucket, openSealed })).toMatchObject({
      there: 0,
      copied: 1,
    });
    expect([...server.objects.keys()]).toEqual([`files/${nameOfFile(three)}`]);
  });

  it('are read back: a storage that gives back something else is no storage', async () => {
    const { inFolder, inBucket, keptIn, openSealed } = place();
    await keptIn(inFolder).keep(TEXTS[0] ?? Buffer.alloc(0));
    const forgetful: FileStorage = { ...inBucket, put: async () => true };
    await expect(copyFiles({ from: inFolder, to: forgetful, openSealed })).rejects.toThrow(CopyDiffersError);
  });
});

describe('a file in a bucket', () => {
  it('is kept once, whole again where it was damaged, and gone when it is removed', async () => {
    const { inBucket, keptIn } = place();
    const files = keptIn(inBucket);
    const text = Buffer.from('a letter');
    const hash = await files.keep(text);
    const first = server.objects.get(`files/${nameOfFile(hash)}`);
    expect(await files.keep(text)).toBe(hash);
    expect(server.objects.get(`files/${nameOfFile(hash)}`)).toBe(first);
    server.objects.set(`files/${nameOfFile(hash)}`, Buffer.alloc(0));
    expect([await files.has(hash), await files.open(hash)]).toEqual([true, { state: 'UNREADABLE' }]);
    await files.keep(text);
    expect(await files.open(hash)).toEqual({ state: 'OPENED', bytes: text });
    await files.remove([hash]);
    expect([await files.has(hash), await files.open(hash)]).toEqual([false, null]);
  });

  it('that two keep at once is one of theirs, whole', async () => {
    const { inBucket, keptIn } = place();
    const text = Buffer.from('a letter');
    await Promise.all([keptIn(inBucket).keep(text), keptIn(inBucket).keep(text)]);
    expect(await keptIn(inBucket).open(sha256(text))).toEqual({ state: 'OPENED', bytes: text });
    expect(server.objects.size).toBe(1);
  });
});

it('a folder that cannot be written refuses, and says which', async () => {
  const { keptIn } = place();
  // A file stands where the folder would be: nobody, not even root, can write below it.
  const wrong = join(folder, 'files');
  await writeFile(wrong, '');
  const refused = keptIn(createFolderStorage(wrong)).keep(Buffer.from('x'));
  await expect(refused).rejects.toMatchObject({ place: wrong, reason: 'ENOTDIR', refused: true });
  await expect(refused).rejects.toThrow(FilesUnavailableError);
  await mkdir(join(folder, 'ab'));
  await writeFile(join(folder, 'ab', 'README'), '');
  expect(
    await checkFiles(createFolderStorage(folder), {
      openSealed: keptIn(createFolderStorage(folder)).openSealed,
    }),
  ).toMatchObject({ whole: 0 });
});
