import { setImmediate } from 'node:timers/promises';
import { createMemoryEventStore, type EventStore, type StoredEvent } from '@entente/event-store';
import { createLogTree, entriesIn, hashesIn, leafHash } from '@entente/proof';
import { openLogTree } from './log-tree.js';
import { kindOfTile, readTile } from './tiles.js';

const SIZE = 600;

async function aLog() {
  const store = createMemoryEventStore();
  const bytes = Array.from({ length: SIZE }, (_, index) => Buffer.from(`event ${index}`));
  for (const [index, one] of bytes.entries())
    await store.append('agreement-a', 'any', [
      { id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, type: 'T', bytes: one },
    ]);
  const log = openLogTree(store);
  await log.catchUp();
  return { log, bytes };
}

describe('the tiles of a log', () => {
  it('make its tree again, and hold its entries', async () => {
    const { log, bytes } = await aLog();
    const tree = createLogTree();
    const paths = ['tile/0/000', 'tile/0/001', 'tile/0/002.p/88'];
    for (const path of paths)
      for (const hash of hashesIn((await readTile(log, path, SIZE)) ?? Buffer.alloc(0)) ?? [])
        tree.append(hash);
    expect(Buffer.from(tree.root())).toEqual(Buffer.from(log.tree.root()));
    const [whole] = hashesIn((await readTile(log, 'tile/1/000.p/2', SIZE)) ?? Buffer.alloc(0)) ?? [];
    expect(Buffer.from(whole ?? [])).toEqual(Buffer.from(tree.root(256)));
    const entries = entriesIn((await readTile(log, 'tile/entries/002.p/88', SIZE)) ?? Buffer.alloc(0));
    expect(entries?.map((entry) => Buffer.from(entry))).toEqual(bytes.slice(512));
    expect(leafHash(entries?.[0] ?? Buffer.alloc(0))).toBe(Buffer.from(log.tree.leaf(512)).toString('hex'));
  });

  it('are none that the signed log does not have', async () => {
    const { log } = await aLog();
    expect(await readTile(log, 'tile/0/002.p/88', SIZE - 1)).toBeNull();
    expect(await readTile(log, 'tile/0/002', SIZE)).toBeNull();
    expect(await readTile(log, 'tile/2/000.p/1', SIZE)).toBeNull();
    expect(await readTile(log, 'tile/63/000.p/1', SIZE)).toBeNull();
    expect(await readTile(log, 'tile/0/0', SIZE)).toBeNull();
    expect(['tile/0/000', 'tile/entries/000', 'tile/x'].map(kindOfTile)).toEqual(['HASHES', 'ENTRIES', null]);
  });
});

describe('the tree of a log', () => {
  it('knows its leaves by their positions', async () => {
    const { log } = await aLog();
    expect([log.indexAt(0n), log.indexAt(1n), log.indexAt(600n), log.indexAt(601n)]).toEqual([
      null,
      0,
      599,
      null,
    ]);
    await Promise.all([log.catchUp(), log.catchUp()]);
    expect(log.tree.size).toBe(SIZE);
  });

  it('is not waited for once its caller gives up, and is read no further when nobody waits', async () => {
    const pages: (() => void)[] = [];
    // Each page is full: there is always more to read.
    const slow: Pick<EventStore, 'readAll'> = {
      readAll: async (from, _selection, limit) => {
        await new Promise<void>((resolve) => pages.push(resolve));
        return Array.from({ length: limit ?? 0 }, (_, index) => {
          const commit = (from?.commit ?? 0n) + BigInt(index + 1);
          return { position: { commit, prepare: commit }, bytes: Buffer.alloc(0) } as unknown as StoredEvent;
        });
      },
    };
    const log = openLogTree(slow);
    const [first, second] = [new AbortController(), new AbortController()];
    const waits = [log.catchUp(first.signal), log.catchUp(second.signal)];
    await untilAsked(pages, 1);
    first.abort(new Error('stopped'));
    await expect(waits[0]).rejects.toThrow('stopped');
    pages.shift()?.();
    await untilAsked(pages, 1);
    second.abort(new Error('stopped too'));
    await expect(waits[1]).rejects.toThrow('stopped too');
    pages.shift()?.();
    await setImmediate();
    expect(pages).toEqual([]);
    expect(log.tree.size).toBe(2_000);
    await expect(log.catchUp(AbortSignal.abort(new Error('never begun')))).rejects.toThrow('never begun');
  });
});

/** Waits until so many pages are asked for. */
async function untilAsked(pages: readonly unknown[], count: number): Promise<void> {
  while (pages.length < count) await setImmediate();
}
