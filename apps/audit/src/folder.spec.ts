import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder, type Folder } from './folder.js';
import { removeFolder } from '../../../test/support/names-in-clear.js';

let place = '';
let folder: Folder;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-folder-'));
  await mkdir(join(place, 'bundle', 'below'), { recursive: true });
  await writeFile(join(place, 'secret'), 'secret');
  await writeFile(join(place, 'bundle', 'below', 'file'), 'here');
  await symlink(join(place, 'bundle'), join(place, 'by-link'));
  folder = openFolder(join(place, 'by-link'));
});
afterAll(() => removeFolder(place));

const within = (name: string): string => join(place, 'bundle', name);

it('gives what is in it, by links that stay within it too', async () => {
  await symlink('below', within('inner'));
  expect(folder.read('inner/file')?.toString()).toBe('here');
  expect(folder.list('inner')).toEqual(['file']);
});

it('gives nothing from outside, by a path or by a link', async () => {
  await symlink(join(place, 'secret'), within('file-link'));
  await symlink(place, within('folder-link'));
  for (const path of ['../secret', 'file-link', 'folder-link/secret', join(place, 'secret'), '/etc/passwd'])
    expect(folder.read(path)).toBeNull();
  for (const path of ['..', 'folder-link', '/etc']) expect(folder.list(path)).toEqual([]);
});

it('reads neither what never ends nor what is larger than it can be', async () => {
  execFileSync('mkfifo', [within('fifo')]);
  await symlink('/dev/zero', within('zero'));
  await writeFile(within('large'), '');
  await truncate(within('large'), 256 * 65_537 + 1);
  for (const path of ['fifo', 'zero', 'large', 'below']) expect(folder.read(path)).toBeNull();
  expect(folder.read('below/file', 3)).toBeNull();
  expect(folder.read('below/file', 4)?.toString()).toBe('here');
});

it('takes a name that no file can have for one that is not there', async () => {
  await symlink('circle', within('circle'));
  for (const path of ['a\0b', 'x'.repeat(5_000), 'circle']) {
    expect(folder.read(path)).toBeNull();
    expect(folder.list(path)).toEqual([]);
  }
  expect(openFolder(join(place, 'nowhere')).read('file')).toBeNull();
});
