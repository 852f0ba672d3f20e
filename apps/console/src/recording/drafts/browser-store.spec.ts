import { keepInMemory } from './kept-in-memory.js';
import { allKept, dropKept, erase, keep, keepAgain, keepNothing, readKept } from './browser-store.js';

let kept: Map<string, unknown>;

beforeEach(() => {
  kept = keepInMemory();
});
afterEach(async () => {
  for (const name of ['set', 'delete', 'clear']) Reflect.deleteProperty(kept, name);
  await erase();
});

describe('what is kept in the browser', () => {
  it('is in its store, and gone when it is dropped', async () => {
    await keep('a', 1);
    expect([...kept]).toEqual([['a', 1]]);
    await dropKept('a');
    expect(await readKept('a')).toBeUndefined();
  });
});

describe('where the browser keeps nothing', () => {
  it('what is written lasts as long as the page', async () => {
    Object.assign(kept, { set: refuse, delete: refuse });
    await keep('b', 2);
    expect(await readKept('b')).toBe(2);
    expect([...(await allKept())]).toEqual([['b', 2]]);
    await dropKept('b');
    expect(await readKept('b')).toBeUndefined();
  });

  it('nobody is told that something is erased', async () => {
    Object.assign(kept, { clear: refuse });
    await expect(erase()).rejects.toThrow('refused');
  });
});

describe('where a person wants nothing to be kept', () => {
  const choices = new Map<string, string>();
  beforeEach(() => {
    Object.assign(globalThis, {
      localStorage: {
        getItem: (key: string) => choices.get(key) ?? null,
        setItem: (key: string, value: string) => void choices.set(key, value),
        removeItem: (key: string) => void choices.delete(key),
      },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'localStorage');
    choices.clear();
  });

  it('what was kept leaves the browser’s store and lasts as long as the page, and so does what is written', async () => {
    await keep('a', 1);
    await keepNothing();
    await keep('b', 2);
    expect([...kept]).toEqual([]);
    expect([...(await allKept())]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('what has been written since is kept once that is wanted again', async () => {
    await keep('a', 1);
    await keepNothing();
    await dropKept('a');
    await keep('b', 2);
    await keepAgain();
    expect([...kept]).toEqual([['b', 2]]);
  });
});

function refuse(): never {
  throw new Error('refused');
}
