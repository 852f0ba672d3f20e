import { FilesUnavailableError, type FileStorage } from '@entente/ledger';
import { consoleLogger } from '@entente/platform';
import { watchFiles } from './file-watch.js';

/** A storage that answers, or fails as the test says, and who watches it. */
function watched() {
  const state: { fails: FilesUnavailableError | null; now: number; asked: number } = {
    fails: null,
    now: 0,
    asked: 0,
  };
  const answer = async <T>(value: T): Promise<T> => {
    state.asked += 1;
    if (state.fails) throw state.fails;
    return value;
  };
  const storage: FileStorage = {
    place: 's3://files',
    put: () => answer(true),
    get: () => answer(null),
    remove: () => answer(undefined),
    async *list() {},
    probe: () => answer(undefined),
  };
  const lines: string[] = [];
  const log = consoleLogger('info', (line) => lines.push(line));
  return { ...watchFiles(storage, log, () => state.now), state, lines };
}

const LATE = new FilesUnavailableError('s3://files', 'no answer within 5000 ms', false);
const REFUSED = new FilesUnavailableError('s3://files', 'HTTP 403 AccessDenied', true);

describe('the storage of files', () => {
  it('is asked once in a while, and again soon where it failed', async () => {
    const { check, state } = watched();
    expect(await Promise.all([check(), check()])).toEqual([{ ok: true }, { ok: true }]);
    expect(state.asked).toBe(1);
    state.now = 29_999;
    await check();
    expect(state.asked).toBe(1);
    state.fails = LATE;
    state.now = 30_000;
    expect(await check()).toMatchObject({ ok: true, degraded: true });
    state.now = 34_999;
    await check();
    expect(state.asked).toBe(2);
    state.fails = null;
    state.now = 35_000;
    expect(await check()).toEqual({ ok: true });
  });

  it('that fails degrades health and is logged once, and once when it answers again', async () => {
    const { check, storage, state, lines } = watched();
    state.fails = LATE;
    for (let times = 0; times < 2; times += 1) await expect(storage.get('a')).rejects.toBe(LATE);
    expect(await check()).toEqual({
      ok: true,
      degraded: true,
      reason: 'the storage does not answer: no answer within 5000 ms',
    });
    state.fails = null;
    await storage.get('a');
    expect(await check()).toEqual({ ok: true });
    expect(lines.map((line) => line.split(' {')[0]?.replace(/^\S+ (\w+) +/, '$1: '))).toEqual([
      'error: Files of sources can be neither kept nor read.',
      'info: The storage of files answers again.',
    ]);
  });

  it('that refuses a file is degraded until it takes one, although it can be read', async () => {
    const { check, storage, state } = watched();
    state.fails = REFUSED;
    await expect(storage.put('a', Buffer.alloc(1), false)).rejects.toBe(REFUSED);
    state.fails = null;
    await storage.get('a');
    expect(await check()).toMatchObject({
      degraded: true,
      reason: 'the storage refused a file: HTTP 403 AccessDenied',
    });
    await storage.put('a', Buffer.alloc(1), false);
    expect(await check()).toEqual({ ok: true });
  });
});
