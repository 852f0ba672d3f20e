import fc from 'fast-check';
import { foldDecimal, fromMillionths, isDecimal, quotient, toMillionths } from './decimal.js';

const MOST = 10n ** 21n - 1n;
const millionths = fc.bigInt({ min: -MOST, max: MOST });
/** Decimals as callers may write them: with zeros at their end too. */
const written = fc.tuple(millionths, fc.nat(6)).map(([amount, zeros]) => {
  const decimal = fromMillionths(amount);
  const places = decimal.split('.')[1]?.length ?? 0;
  const more = '0'.repeat(Math.min(zeros, 6 - places));
  return places > 0 || more === '' ? decimal + more : `${decimal}.${more}`;
});

describe('a decimal', () => {
  it.each(['0', '26750000', '0.75', '-0.000001', '999999999999999.999999', '1.50', '-0'])('is %s', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each([
    '',
    '1e6',
    '01',
    '.5',
    '1.',
    '1,5',
    '+1',
    '1 000',
    '1.0000001',
    '1234567890123456',
    1,
    0.75,
    null,
  ])('is not %j', (value) => {
    expect(isDecimal(value)).toBe(false);
  });

  it.each([
    ['1.50', '1.5'],
    ['1.000000', '1'],
    ['0.0', '0'],
    ['-0.00', '0'],
    ['-0', '0'],
    ['100', '100'],
    ['-10.10', '-10.1'],
  ])('is stored without the zeros at its end: %s', (text, folded) => {
    expect(foldDecimal(text)).toBe(folded);
  });

  it('keeps its value as text, folds once, and equal numbers are equal texts', () => {
    fc.assert(
      fc.property(written, millionths, (text, other) => {
        expect(isDecimal(text)).toBe(true);
        const folded = foldDecimal(text);
        expect(isDecimal(folded)).toBe(true);
        expect(foldDecimal(folded)).toBe(folded);
        expect(toMillionths(folded)).toBe(toMillionths(text));
        expect(folded === fromMillionths(other)).toBe(toMillionths(text) === other);
      }),
      { numRuns: 1000 },
    );
  });

  it('adds exactly, in any order', () => {
    const sum = (texts: readonly string[]) =>
      fromMillionths(texts.reduce((total, text) => total + toMillionths(text), 0n));
    fc.assert(
      fc.property(fc.array(written, { maxLength: 20 }), (texts) => {
        expect(sum(texts)).toBe(sum(texts.toReversed()));
        const back = [...texts, ...texts.map((text) => fromMillionths(-toMillionths(text)))];
        expect(sum(back)).toBe('0');
      }),
      { numRuns: 1000 },
    );
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(sum(['999999999999998.999999', '0.000001'])).toBe('999999999999999');
  });
});

describe('a quotient', () => {
  it.each([
    ['160500000', '26750000', '6'],
    ['1', '3', '0.3333'],
    ['2', '3', '0.6667'],
    ['1', '20000', '0.0001'],
    ['1', '20001', '0'],
    ['-1', '3', '-0.3333'],
    ['-2', '-4', '0.5'],
    ['0', '7', '0'],
    ['0.00005', '1', '0.0001'],
  ])('of %s by %s is %s', (of, by, expected) => {
    expect(quotient(of, by)).toBe(expected);
  });

  it('by zero is none', () => {
    expect(quotient('1', '0')).toBeNull();
  });
});
