import { keepInMemory } from '../drafts/kept-in-memory.js';
import { inOneTab } from './one-tab.js';

const locks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks');
let kept: Map<string, unknown>;

beforeAll(() => {
  Object.defineProperty(Navigator.prototype, 'locks', { configurable: true, value: undefined });
});
afterAll(() => {
  Object.defineProperty(Navigator.prototype, 'locks', locks ?? {});
});
beforeEach(() => {
  kept = keepInMemory();
});

const tryIt = () => inOneTab('outbox', async () => 'done', { ifFree: true });
const MINUTE = 60_000;

describe('work of one tab at a time, without the locks of the browser', () => {
  it('is not begun by two; whoever waits has the next turn', async () => {
    let first: Promise<unknown> | undefined;
    const finish = await new Promise<() => void>((begun) => {
      first = inOneTab('outbox', () => new Promise<void>((done) => begun(done)));
    });
    expect(await tryIt()).toBeNull();
    const waiting = inOneTab('outbox', async () => 'waited');
    finish();
    await first;
    expect(await waiting).toBe('waited');
    expect(await tryIt()).toBe('done');
  });

  it('gives its turn back also where it fails', async () => {
    await expect(inOneTab('outbox', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await tryIt()).toBe('done');
  });

  it.each([
    ['holds while another tab has it', MINUTE, null],
    ['ends where a killed tab had it', -1, 'done'],
    ['ends where the clock was set back since', 60 * MINUTE, 'done'],
  ])('%s', async (_says, holds, done) => {
    kept.set('outbox', { id: 'of another tab', until: Date.now() + holds });
    expect(await tryIt()).toBe(done);
  });

  it('goes on where the browser keeps nothing', async () => {
    Object.assign(globalThis, {
      indexedDB: {
        open: () => {
          throw new Error('no store');
        },
      },
    });
    expect(await tryIt()).toBe('done');
  });
});
