import { holds, meet, readLines } from './line-range.js';

describe('the lines of an address', () => {
  it('are a range or one line', () => {
    expect(readLines('14-17')).toEqual({ from: 14, to: 17 });
    expect(readLines('14')).toEqual({ from: 14, to: 14 });
  });

  it.each([undefined, '', '0', '17-14', 'x', '1-2-3', '-3'])('are none in %s', (text) => {
    expect(readLines(text)).toBeNull();
  });

  it('meet where they have a line in common', () => {
    const others = [
      { from: 1, to: 13 },
      { from: 1, to: 14 },
      { from: 15, to: 16 },
      { from: 17, to: 20 },
      { from: 18, to: 20 },
    ];
    expect(others.map((other) => meet({ from: 14, to: 17 }, other))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
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
