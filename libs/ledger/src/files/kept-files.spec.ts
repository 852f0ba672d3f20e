import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@entente/proof';
import { createKeptFiles } from './kept-files.js';
import type { Vault } from '../vault/vault.js';
import { createFolderStorage } from './folder-storage.js';
import { removeFolder } from '../../../../test/support/names-in-clear.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-kept-'));
});
afterEach(() => removeFolder(folder));

const kid = '3f2b0a52-6a5e-4a27-9d7e-0a5b6f1f7c11';
const key = Buffer.alloc(32, 7);

/** Files under one key of a vault, and how often it was asked for one at the same time. */
function filesIn(path: string) {
  let asking = 0;
  let most = 0;
  const vault: Pick<Vault, 'keysFor' | 'open'> = {
    keysFor: async () => {
      asking += 1;
      most = Math.max(most, asking);
      await new Promise((resolve) => setTimeout(resolve, 5));
      asking -= 1;
      return [{ kid, key }];
    },
    open: async () => ({ keys: new Map([[kid, key]]), erased: new Set() }),
  };
  return {
    files: createKeptFiles({ storage: createFolderStorage(path), vault, ledgerId: 'ledger' }),
    most: () => most,
  };
}

/** How often others have their turn while something is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let done = false;
  const count = () => {
    turns += 1;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  await work();
  done = true;
  return turns;
}

describe('files that are kept', () => {
  // Not a whole number of pieces.
  const large = Buffer.alloc(8 * 1_048_576 + 13, 'large');

  it('come back as they were, a large one too, and are found by their hash', async () => {
    const { files } = filesIn(folder);
    for (const bytes of [large, Buffer.from('small')]) {
      const hash = await files.keep(bytes);
      expect(hash).toBe(sha256(bytes));
      expect(await files.has(hash)).toBe(true);
      expect((await files.open(hash))?.state).toBe('OPENED');
      const opened = await files.open(hash);
      expect(opened?.state === 'OPENED' && opened.bytes.equals(bytes)).toBe(true);
    }
    expect(await files.open(sha256('never kept'))).toBeNull();
    expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leave others their turn between the pieces of a large one, when it is kept and when it is opened', async () => {
    const { files } = filesIn(folder);
    let hash = '';
    const keeping = await turnsDuring(async () => {
      hash = await files.keep(large);
    });
    // Eight pieces more than one to hash, and as many to seal.
    expect(keeping).toBeGreaterThan(15);
    expect(await turnsDuring(() => files.open(hash))).toBeGreaterThan(15);
  });

  it('are kept two at a time, however many come at once', async () => {
    const { files, most } = filesIn(folder);
    const all = Array.from({ length: 8 }, (_, index) => Buffer.from(`file ${index}`));
    expect(await Promise.all(all.map((bytes) => files.keep(bytes)))).toEqual(
      all.map((bytes) => sha256(bytes)),
    );
    expect(most()).toBe(2);
  });

  it('are kept where a folder cannot be opened to be synced', async () => {
    const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
    Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
    try {
      expect(await filesIn(folder).files.keep(Buffer.from('x'))).toBe(sha256('x'));
    } finally {
      Object.defineProperty(process, 'platform', platform);
    }
  });
});
