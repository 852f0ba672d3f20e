/**
 * An exact decimal number as text: `26750000`, `-0.75`. No exponent, at most 15 digits before and 6 after the point. It is never
 * a number of JavaScript or JSON: those hold most fractions of ten only nearly.
 */
export type Decimal = string;

const DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;
const PLACES = 6;
/** One, in the integers that are reckoned with: 10^-6. */
const ONE = 10n ** BigInt(PLACES);

/** True for a decimal, with or without zeros at its end. */
export function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'string' && DECIMAL.test(value);
}

/** A decimal as it is stored, so that equal numbers are equal texts: without zeros at its end, and without a zero below zero. */
export function foldDecimal(decimal: Decimal): Decimal {
  return fromMillionths(toMillionths(decimal));
}

/** A decimal as a whole number of 10^-6: what amounts are added and compared in. */
export function toMillionths(decimal: Decimal): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const amount = BigInt(whole) * ONE + BigInt(fraction.padEnd(PLACES, '0'));
  return sign === '-' ? -amount : amount;
}

/** The decimal of a whole number of 10^-6. */
export function fromMillionths(amount: bigint): Decimal {
  const size = amount < 0n ? -amount : amount;
  const fraction = String(size % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${size / ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

/** One decimal by another, rounded half up (away from zero) to four places; null when the other is zero. */
export function quotient(of: Decimal, by: Decimal): Decimal | null {
  const [dividend, divisor] = [toMillionths(of), toMillionths(by)];
  if (divisor === 0n) return null;
  const places = 10_000n;
  const size = (value: bigint) => (value < 0n ? -value : value);
  const rounded = (size(dividend) * places * 2n + size(divisor)) / (size(divisor) * 2n);
  const millionths = rounded * (ONE / places);
  return fromMillionths(dividend < 0n === divisor < 0n ? millionths : -millionths);
}
