import { keepInMemory } from './kept-in-memory.js';
import { allKept, dropKept, erase, keep, readKept } from './browser-store.js';

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

function refuse(): never {
  throw new Error('refused');
}
