import fc from 'fast-check';
import { growing } from './growing.js';

const ELEMENTS = Array.from({ length: 6 }, (_none, id) => ({ id }));

describe('what is made of lists that grow', () => {
  it('is what is made of each from nothing, whichever lists were asked of before', () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...ELEMENTS), { maxLength: 8 })), (lists) => {
        const idsOf = growing<{ readonly id: number }, number[]>((come, before) => {
          const ids = before ?? [];
          ids.push(...come.map(({ id }) => id));
          return ids;
        });
        for (const list of lists) expect([...idsOf(list)]).toEqual(list.map(({ id }) => id));
      }),
    ));

  it('reads only what has come since, of a list that stays the same and of a longer one', () => {
    const read: number[] = [];
    const lastOf = growing<{ readonly id: number }, number | null>((come, before) => {
      read.push(...come.map(({ id }) => id));
      return come.at(-1)?.id ?? before;
    });
    const list = ELEMENTS.slice(0, 3);
    expect(lastOf(list)).toBe(2);
    list.push({ id: 10 });
    expect(lastOf(list)).toBe(10);
    const longer = [...list, { id: 11 }];
    expect(lastOf(longer)).toBe(11);
    expect(lastOf([...longer])).toBe(11);
    expect(read).toEqual([0, 1, 2, 10, 11]);
  });
});
