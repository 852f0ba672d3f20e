import { isDeepStrictEqual } from 'node:util';
import { keptWith } from './kept-with.js';

describe('what is kept with an object', () => {
  it('is found again, and nothing is found with another', () => {
    const kept = keptWith<object, string>();
    const object = { a: 1 };
    kept.set(object, 'first');
    kept.set(object, 'second');
    expect(kept.get(object)).toBe('second');
    expect(kept.get({ a: 1 })).toBeUndefined();
    expect(keptWith<object, string>().get(object)).toBeUndefined();
  });

  it('is seen by neither copies, comparisons nor JSON', () => {
    const kept = keptWith<object, string>();
    const object = { a: 1 };
    kept.set(object, 'kept');
    expect(kept.get({ ...object })).toBeUndefined();
    expect(isDeepStrictEqual(object, { a: 1 })).toBe(true);
    expect(JSON.stringify(object)).toBe('{"a":1}');
    expect(structuredClone(object)).toEqual({ a: 1 });
  });
});
