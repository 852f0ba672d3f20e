import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import { lockFolder } from './folder-lock.js';
import { identify } from './process-identity.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-lock-'));
});
afterEach(() => removeFolder(folder));

describe('the lock of a data folder', () => {
  it('is had by one of many that come at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => lockFolder(folder)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  it('can be taken again once it is released', async () => {
    const first = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
    await first.release();
    await first.release();
    await lockFolder(folder);
  });

  it('of a process that is gone is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await claim({ pid, started: 'then' });
    await lockFolder(folder);
    expect(await readdir(join(folder, 'lock'))).toHaveLength(1);
  });

  it('of a process whose pid another one has now is taken over', async () => {
    await claim({ pid: process.pid, started: 'in another life' });
    await lockFolder(folder);
    expect(await readdir(join(folder, 'lock'))).toHaveLength(1);
  });

  it('of a process that lives is respected', async () => {
    await claim((await identify(process.pid))!);
    await expect(lockFolder(folder)).rejects.toThrow(/used by another Entente/);
  });

  it('is not kept by what a claimant left half-written', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await mkdir(join(folder, 'lock'));
    await writeFile(join(folder, 'lock', `00000000000001-${pid}-x.json.draft`), '{"pi');
    await writeFile(join(folder, 'lock', '00000000000001-1-x.json'), 'nonsense');
    await lockFolder(folder);
    expect(await readdir(join(folder, 'lock'))).toHaveLength(1);
  });
});

async function claim(identity: { readonly pid: number; readonly started: string }): Promise<void> {
  await mkdir(join(folder, 'lock'));
  await writeFile(join(folder, 'lock', `00000000000001-${identity.pid}-x.json`), JSON.stringify(identity));
}
