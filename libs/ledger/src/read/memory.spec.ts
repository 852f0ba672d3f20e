import { mostRemembered } from './memory.js';

const MIB = 1_048_576;

describe('what is remembered', () => {
  it('is all that is of use in a large heap, and a part of it in a small one', () => {
    expect(mostRemembered(20_000, 4_096 * MIB)).toBe(20_000);
    expect(mostRemembered(20_000, 1_024 * MIB)).toBe(20_000);
    expect(mostRemembered(20_000, 512 * MIB)).toBe(10_000);
  });
});
