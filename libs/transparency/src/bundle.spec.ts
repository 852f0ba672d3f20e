import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryEventStore } from '@entente/event-store';
import { FolderNotEmptyError, writeBundle, type BundleParts } from './bundle.js';
import { openLogTree, type LogTree } from './log-tree.js';
import { removeFolder } from '../../../test/support/names-in-clear.js';

let place = '';
let log: LogTree;
beforeAll(async () => {
  const store = createMemoryEventStore();
  const id = '00000000-0000-4000-8000-000000000000';
  await store.append('agreement-a', 'any', [{ id, type: 'T', bytes: Buffer.from('event') }]);
  log = openLogTree(store);
  await log.catchUp();
});
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-bundle-'));
});
afterEach(() => removeFolder(place));

const checkpoint = { number: 1, size: 1, note: 'entente/test\n1\n', published: new Date(0) };
const write = (over: Partial<BundleParts> = {}) =>
  writeBundle({
    folder: join(place, 'bundle'),
    log,
    book: { publish: async () => {}, latest: async () => checkpoint, page: async () => [] },
    checkpoint,
    onProgress: () => {},
    ...over,
  });

it('has its name when it is whole, in a folder that is made, or was empty', async () => {
  await mkdir(join(place, 'bundle'));
  expect(await write()).toEqual({ size: 1, files: 4 });
  expect(await write({ folder: join(place, 'new', 'bundle') })).toMatchObject({ size: 1 });
  expect(await readdir(place)).toEqual(['bundle', 'new']);
  expect(await readdir(join(place, 'new'))).toEqual(['bundle']);
});

it('takes nothing away that is not its own', async () => {
  await mkdir(join(place, 'bundle.part'));
  await writeFile(join(place, 'bundle.part', 'mine'), 'mine');
  await write();
  expect(await readFile(join(place, 'bundle.part', 'mine'), 'utf8')).toBe('mine');
  await expect(write()).rejects.toThrow(FolderNotEmptyError);
  await mkdir(join(place, 'late'));
  const onProgress = () => writeFileSync(join(place, 'late', 'mine'), 'mine');
  await expect(write({ folder: join(place, 'late'), onProgress })).rejects.toThrow(FolderNotEmptyError);
  expect(await readdir(join(place, 'late'))).toEqual(['mine']);
  expect(await readdir(place)).toEqual(['bundle', 'bundle.part', 'late']);
});

it('leaves nothing behind where it could not be written', async () => {
  const onProgress = (): never => {
    throw new Error('stopped');
  };
  await expect(write({ onProgress })).rejects.toThrow('stopped');
  expect(await readdir(place)).toEqual([]);
});
