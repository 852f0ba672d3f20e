import { holds, readLines } from './line-range.js';

describe('the lines of an address', () => {
  it('are a range or one line', () => {
    expect(readLines('14-17')).toEqual({ from: 14, to: 17 });
    expect(readLines('14')).toEqual({ from: 14, to: 14 });
  });

  it.each([undefined, '', '0', '17-14', 'x', '1-2-3', '-3'])('are none in %s', (text) => {
    expect(readLines(text)).toBeNull();
  });

  it('hold their ends and what is between', () => {
    expect([13, 14, 17, 18].map((line) => holds({ from: 14, to: 17 }, line))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
